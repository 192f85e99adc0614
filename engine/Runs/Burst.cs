using Workflows.Engine.Activities;
using Workflows.Engine.Definitions;
using Workflows.Engine.Ports;
using Workflows.Rules;

namespace Workflows.Engine.Runs;

/// <summary>
/// One burst: a run goes on an input as far as it can. Decides by letting activities act, and every act is an event that is applied at
/// once. Works on a state of its own; performs nothing.
/// </summary>
internal sealed partial class Burst
{
    // A loop that takes longer for each turn floods nobody, and a run that starts its successor day by day is no loop.
    private static readonly TimeSpan ChainMoment = TimeSpan.FromMinutes(1);

    private readonly Queue<(ActivityInstance Owner, ChildCompletion Child)> _completions = new(1);
    private readonly DefinitionSet _definitions;
    private readonly RunOptions _options;
    private readonly (int Id, string Node, string Version)[] _known;
    private readonly KeyValuePair<string, int>[] _waiting;
    private int _steps;

    public Burst(RunState state, DefinitionSet definitions, DateTimeOffset now, string actor, RunOptions options)
    {
        State = state;
        _definitions = definitions;
        Now = now;
        Actor = actor;
        _options = options;
        _known = state.Instances.Count == 0 ? [] : [.. state.Instances.Values.Select(i => (i.Id, i.NodeId, i.VersionId))];
        _waiting = state.Bookmarks.Count == 0 ? [] : [.. state.Bookmarks.Values.Select(b => KeyValuePair.Create(b.Id, b.Instance))];
    }

    public RunState State { get; }

    public DateTimeOffset Now { get; }

    public string Actor { get; }

    /// <summary>When the run began.</summary>
    public DateTimeOffset Began { get; init; }

    /// <summary>A business key that another run was found to hold when this burst was to be committed; null when none was.</summary>
    public TakenKey? TakenKey { get; init; }

    /// <summary>Ends the burst between two steps; nothing of it stays.</summary>
    public CancellationToken Stop { get; init; }

    /// <summary>How many runs have set one another going before this one; who lives longer than a moment begins anew.</summary>
    public int Depth => Now - Began <= ChainMoment ? State.Depth : 0;

    /// <summary>What happened so far, in order.</summary>
    public List<RunEvent> Events { get; } = new(64);

    /// <summary>The room for values that the burst has.</summary>
    public ValueSize Values { get; } = new();

    /// <summary>Questions that wait for an answer.</summary>
    public List<PendingQuestion> Questions { get; } = [];

    /// <summary>The change of a calendar that this burst takes in; null for every other burst.</summary>
    public RecountInput? Recounting { get; private set; }

    public void Emit(RunEvent happened)
    {
        Events.Add(happened);
        State.Apply(happened);
    }

    /// <summary>Goes on until everything waits: for a stimulus, for an answer, or because the budget is spent.</summary>
    public void Run()
    {
        while (true)
        {
            if (_completions.TryDequeue(out var completion))
            {
                if (IsRunning(completion.Owner))
                {
                    ReportChild(completion.Owner, completion.Child);
                }
            }
            else if (NextOnAgenda() is { } next)
            {
                Stop.ThrowIfCancellationRequested();
                if (_steps >= _options.StepBudget)
                {
                    StopForBudget(next);
                    return;
                }

                _steps++;
                Execute(next);
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>Spends a step of the budget; an activity that goes round by itself asks for each turn.</summary>
    public void TakeStep()
    {
        Stop.ThrowIfCancellationRequested();
        if (_steps >= _options.StepBudget)
        {
            throw new RunFaultException("E101", SpentBudget());
        }

        _steps++;
    }

    /// <summary>Hands an answer to the activity that asked.</summary>
    public void Answer(PendingQuestion question, QueryAnswer answer)
    {
        Emit(new QuestionAnswered(
            question.Instance.Id,
            question.Tag,
            question.Query.GetType().Name,
            answer.Value is { } value ? RunValues.FromJson(value) : null,
            answer.Evidence?.GetRawText(),
            answer.Error?.Code));
        if (IsRunning(question.Instance))
        {
            Invoke(question.Instance, (Question: question, Answer: answer), static (activity, context, state) =>
                activity.Answered(context, state.Question.Tag, state.Answer));
        }
    }

    public ActivityNode? NodeOf(ActivityInstance instance) =>
        instance.Node ??= _definitions.Version(instance.VersionId)?.Find(instance.NodeId);

    public CompiledDefinition? Resolve(DefinitionReference reference) => _definitions.Resolve(reference);

    public CompiledDefinition? Version(string versionId) => _definitions.Version(versionId);

    /// <summary>Gives the variables that an activity declares their first values.</summary>
    public void DeclareVariables(ActivityInstance instance, ActivityNode node)
    {
        foreach (var variable in node.Variables)
        {
            if (variable.Default is not null && instance.Variables?.ContainsKey(variable.Name) != true)
            {
                Emit(new VariableSet(instance.Id, variable.Name, variable.Default));
            }
        }
    }

    /// <summary>Tells an activity that somebody cancelled a child of it.</summary>
    public void ReportCancelled(ActivityInstance owner, ChildCompletion child) =>
        Invoke(owner, child, static (activity, context, state) => activity.ChildCancelled(context, state));

    private void ReportChild(ActivityInstance owner, ChildCompletion child) =>
        Invoke(owner, child, static (activity, context, state) => activity.ChildCompleted(context, state));

    private ActivityInstance? NextOnAgenda()
    {
        foreach (var id in State.Agenda)
        {
            if (State.Instances.TryGetValue(id, out var instance) && instance.Status == InstanceStatus.Scheduled)
            {
                return instance;
            }
        }

        return null;
    }

    private void Execute(ActivityInstance instance)
    {
        Emit(new Started(instance.Id));
        if (NodeOf(instance) is not { } node)
        {
            Fault(instance, "E103", new LocalText(
                $"The definition has no activity {instance.NodeId}.", $"定义中没有活动 {instance.NodeId}。"));
            return;
        }

        DeclareVariables(instance, node);
        if (TriggerActivity == node.Id && instance.VersionId == State.VersionId)
        {
            TriggerActivity = null;
            Invoke(instance, _triggerPayload, static (activity, context, payload) => activity.Triggered(context, payload));
        }
        else
        {
            Invoke<object?>(instance, null, static (activity, context, _) => activity.Execute(context));
        }
    }

    private void Invoke<TState>(ActivityInstance instance, TState state, Action<Activity, ActivityContext, TState> call)
    {
        var node = NodeOf(instance);
        if (node is null)
        {
            return;
        }

        try
        {
            call(node.Activity, instance.Context ??= new ActivityContext(this, instance, node), state);
        }
        catch (RunFaultException e)
        {
            Fault(instance, e.Code, e.NextStep is null ? e.Text : With(e.Text, e.NextStep));
        }
        catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException or InsufficientExecutionStackException))
        {
            // The code of an activity that somebody else wrote: whatever it throws stops its branch, not the host.
            Fault(instance, "E104", new LocalText(
                $"The activity {node.Id} failed: {e.GetType().Name}: {e.Message}",
                    $"活动 {node.Id} 失败：{e.GetType().Name}: {e.Message}"));
        }
    }

    private void Fault(ActivityInstance instance, string code, LocalText message)
    {
        if (State.Instances.ContainsKey(instance.Id))
        {
            CancelChildren(instance);
            CancelBookmarksOf(instance);
            var incident = State.PeekId();
            Emit(new Faulted(instance.Id, incident, code, message));
            HandOver(instance, incident, new ChildFault(NodeOf(instance)!, 0, code, message));
        }
        else
        {
            Emit(new IncidentRaised(State.PeekId(), code, message));
        }
    }

    // The nearest activity around that takes the fault over ends the incident; what of its child still runs is cancelled.
    private void HandOver(ActivityInstance instance, string incident, ChildFault fault)
    {
        var child = instance;
        for (var around = instance.Owner; around is not null; child = around, around = around.Owner)
        {
            var taken = false;
            Invoke(around, fault with { Child = child.Id }, (activity, context, state) => taken = activity.ChildFaulted(context, state));
            if (!taken)
            {
                continue;
            }

            if (State.Incidents.ContainsKey(incident))
            {
                Emit(new IncidentResolved(incident, "taken over"));
            }

            Cancel(child.Id);
            return;
        }
    }

    private void StopForBudget(ActivityInstance next)
    {
        Emit(new Started(next.Id));
        Fault(next, "E101", SpentBudget());
    }

    // Whoever looks at an incident sees its message alone.
    private static LocalText With(LocalText text, LocalText next) => new($"{text.En} {next.En}", text.Zh + next.Zh);

    private LocalText SpentBudget() => new(
        $"The run made {_options.StepBudget} steps without waiting; this may be a loop without end.",
        $"流程连续执行了 {_options.StepBudget} 步而没有等待，可能存在死循环。");

    private bool IsRunning(ActivityInstance instance) =>
        instance.Status == InstanceStatus.Running && State.Instances.ContainsKey(instance.Id);
}

/// <summary>A question that an activity asked.</summary>
internal sealed record PendingQuestion(ActivityInstance Instance, string Tag, RunQuery Query);
