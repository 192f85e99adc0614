using Workflows.Engine.Activities;
using Workflows.Engine.Ports;
using Workflows.Rules;

namespace Workflows.Engine.Runs;

/// <content>What reaches the run, and how a burst closes.</content>
internal sealed partial class Burst
{
    /// <summary>Takes an input in. Null when it was taken; else why not, and nothing happened.</summary>
    public Diagnostic? Begin(RunInput input)
    {
        Diagnostic? problem;
        try
        {
            problem = Take(input);
        }
        catch (RunFaultException e)
        {
            // What a person asks for may be what an activity could not do either: a value of a wrong type, an execution too deep.
            return e.ToDiagnostic();
        }

        if (problem is null && State.Incidents.Count > 0 && input is not (SilentInput or EffectLostInput
            or EffectConfirmedInput or RecountInput))
        {
            ResolveStuck();
        }

        return problem;
    }

    /// <summary>Something came after all: that nothing could or did come is no incident any more.</summary>
    private void ResolveStuck()
    {
        foreach (var incident in State.Incidents.Values.Where(incident => incident.Code is "E107" or RunProblems.Silent).ToList())
        {
            Emit(new IncidentResolved(incident.Id, "moved"));
        }
    }

    private Diagnostic? Take(RunInput input) => input switch
    {
        StartInput start => Start(start),
        ResumeInput resume => Resume(resume),
        CancelInput cancel => CancelRun(cancel.Reason),
        ChangeTaskInput change => ChangeTask(change),
        CompleteTaskInput done => CompleteTask(done),
        PublishInput publish => Publish(publish.Event),
        RepairInput repair => Repairs.Apply(this, repair),
        EffectLostInput lost => LoseEffect(lost),
        EffectConfirmedInput confirmed => ConfirmEffect(confirmed.EffectId),
        SectionInput section => ChangeSection(section),
        RecountInput recount => Recount(recount),
        SilentInput silent => TellSilence(silent.Why),
        _ => throw new InvalidOperationException($"no way to take in {input.GetType().Name}"),
    };

    /// <summary>Closes the burst: what the run is now, and who is told.</summary>
    public void Finish()
    {
        var status = StatusNow();
        if (status == State.Status)
        {
            return;
        }

        Emit(new StatusChanged(status));
        if (status is RunStatus.Finished or RunStatus.Faulted)
        {
            TellEnd();
        }

        if (State.ParentBookmarkId is { } parent && status is RunStatus.Finished or RunStatus.Cancelled or RunStatus.Faulted)
        {
            Send(DeliveryKind.Resume, parent, new MessageDraft { Payload = EndReport.Of(State) });
        }
    }

    private Diagnostic? Start(StartInput start)
    {
        Emit(start.Start);
        var definition = _definitions.Version(start.Start.VersionId)!;
        Schedule(definition.Workflow, null);
        if (start.Start.TriggerActivity is { } trigger)
        {
            if (definition.Find(trigger) is null)
            {
                return RunProblems.NoActivity(trigger);
            }

            TriggerActivity = trigger;
            _triggerPayload = start.TriggerPayload;
        }

        return null;
    }

    private Diagnostic? Resume(ResumeInput resume)
    {
        var any = false;
        foreach (var id in resume.BookmarkIds)
        {
            if (State.Bookmarks.TryGetValue(id, out var bookmark) && bookmark.Kind != CountedTime.Bookmark)
            {
                any = true;
                Resume(bookmark, resume.Payload);
            }
        }

        return any ? null : RunProblems.BookmarkGone();
    }

    private void Resume(Bookmark bookmark, object? payload)
    {
        Emit(new BookmarkResumed(bookmark.Id, payload));
        foreach (var incident in State.Incidents.Values.Where(i =>
            i.Code == RunProblems.EffectLost && i.Instance == bookmark.Instance).ToList())
        {
            Emit(new IncidentResolved(incident.Id, "answered"));
        }

        if (State.Instances.TryGetValue(bookmark.Instance, out var instance))
        {
            Invoke(instance, new Resumption(bookmark.Id, bookmark.Tag, payload), static (activity, context, resumption) =>
                activity.Resumed(context, resumption));
        }
    }

    internal Diagnostic? CancelRun(string? reason)
    {
        if (State.HasEnded)
        {
            return RunProblems.RunEnded(State.RunId, State.Status);
        }

        Emit(new Repaired("cancel", string.Empty, reason));
        if (State.Root is { } root)
        {
            CancelChildren(root);
        }

        Emit(new StatusChanged(RunStatus.Cancelled));
        TellEnd();
        if (State.ParentBookmarkId is { } parent)
        {
            Send(DeliveryKind.Resume, parent, new MessageDraft { Payload = EndReport.Of(State) });
        }

        return null;
    }

    private Diagnostic? ChangeTask(ChangeTaskInput change)
    {
        if (!State.Tasks.TryGetValue(change.TaskId, out var task))
        {
            return RunProblems.TaskGone(change.TaskId);
        }

        if (!change.May(task))
        {
            return RunProblems.NotHisTask(Actor);
        }

        Emit(new TaskChanged(change.Change(task)));
        return null;
    }

    private Diagnostic? CompleteTask(CompleteTaskInput done)
    {
        if (!State.Tasks.TryGetValue(done.TaskId, out var task) || !State.Bookmarks.TryGetValue(done.TaskId, out var bookmark))
        {
            return RunProblems.TaskGone(done.TaskId);
        }

        if (!done.May(task))
        {
            return RunProblems.NotHisTask(Actor);
        }

        var outcome = task.Outcomes.FirstOrDefault(o => string.Equals(o, done.Outcome, StringComparison.OrdinalIgnoreCase));
        if (outcome is null)
        {
            return RunProblems.NoOutcome(done.Outcome, task.Outcomes);
        }

        Emit(new TaskChanged(task with
        {
            State = TaskState.Completed,
            Outcome = outcome,
            Assignee = task.Assignee ?? Actor,
            ClosedAt = Now,
        }));
        Resume(bookmark, RunValues.Context([new("Outcome", outcome), new("Data", done.Data), new("Actor", Actor)]));
        return null;
    }

    private Diagnostic? Recount(RecountInput recount)
    {
        Recounting = recount;
        var counting = State.Bookmarks.Values.Where(b => b.Kind == CountedTime.Bookmark && b.Key == recount.Calendar).ToList();
        foreach (var instance in counting.Select(b => State.Instances.GetValueOrDefault(b.Instance)).OfType<ActivityInstance>())
        {
            Invoke<object?>(instance, null, static (activity, context, _) => activity.Recount(context));
        }

        return counting.Count > 0 ? null : RunProblems.BookmarkGone();
    }

    private Diagnostic? Publish(EventRequest request)
    {
        var version = RunService.EventIntake + ":1";
        Emit(new RunStarted(
            RunService.EventIntake, version, null, request.CorrelationId, null, request.Name, null, null, null, false));
        Send(DeliveryKind.Event, request.Name, new MessageDraft
        {
            CorrelationId = request.CorrelationId,
            Payload = request.Payload,
            KeepUntil = request.KeepUntil,
        });
        Emit(new StatusChanged(RunStatus.Finished));
        return null;
    }

    private RunStatus StatusNow()
    {
        if (State.HasEnded)
        {
            return State.Status;
        }

        if (State.Root is { Status: InstanceStatus.Completed })
        {
            return RunStatus.Finished;
        }

        if (State.Bookmarks.Count > 0)
        {
            return RunStatus.Waiting;
        }

        if (State.Incidents.Count == 0)
        {
            Emit(new IncidentRaised(State.PeekId(), "E107", new LocalText(
                "The run waits for nothing that can still come: a join misses a branch that was not taken.",
                "流程正在等待不会再发生的事情：某个汇合缺少未走的分支。")));
            return RunStatus.Waiting;
        }

        return State.Incidents.Values.Any(incident => incident.Code is not ("E107" or RunProblems.Silent))
            ? RunStatus.Faulted : RunStatus.Waiting;
    }
}
