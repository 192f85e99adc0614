using Workflows.Engine.Activities;
using Workflows.Engine.Activities.Regions;
using Workflows.Engine.Definitions;
using Workflows.Engine.Ports;
using Workflows.Rules;

namespace Workflows.Engine.Runs;

/// <content>What activities do, through their context.</content>
internal sealed partial class Burst
{
    // Deeper than any definition nests: what gets there uses itself as an activity. Who cancels or writes goes down by recursion.
    private const int MostNested = 3_000;

    /// <summary>The activity that starts the run, until it is reached.</summary>
    public string? TriggerActivity { get; private set; }

    private object? _triggerPayload;

    public int Schedule(ActivityNode node, ActivityInstance? owner, IEnumerable<KeyValuePair<string, object?>>? variables = null)
    {
        if (owner is { Depth: >= MostNested })
        {
            throw new RunFaultException(
                "E116",
                new LocalText(
                    $"Activities run more than {MostNested} deep in one another: a definition may use itself without end.",
                    $"活动嵌套执行超过 {MostNested} 层：某个定义可能在无休止地调用自身。"),
                new LocalText("Give the definition that uses itself a condition under which it does not.", "请为调用自身的定义加上结束条件。"));
        }

        var id = State.NextInstance;
        var version = node.Definition.Definition.VersionId;
        Emit(new Scheduled(id, node.Id, owner?.Id ?? 0, version == (owner?.VersionId ?? State.VersionId) ? null : version));
        State.Instances[id].Node = node;
        foreach (var (name, value) in variables ?? [])
        {
            Emit(new VariableSet(id, name, value));
        }

        return id;
    }

    public void Complete(ActivityInstance instance, ActivityNode node, IReadOnlyList<string> outcomes)
    {
        if (!State.Instances.ContainsKey(instance.Id))
        {
            return;
        }

        CancelChildren(instance);
        CancelBookmarksOf(instance);
        Emit(new Completed(instance.Id, outcomes));
        if (instance.Owner is { } owner)
        {
            _completions.Enqueue((owner, new ChildCompletion(node, instance.Id, outcomes) { Outputs = instance.Outputs }));
        }
    }

    public void CompleteBefore(ActivityInstance instance, ActivityNode node)
    {
        CancelBookmarksOf(instance);
        if (instance.Owner is { } owner)
        {
            _completions.Enqueue((owner, new ChildCompletion(node, instance.Id, Outcomes.Done)));
        }
    }

    public void EndQuietly(ActivityInstance instance)
    {
        Emit(new Completed(instance.Id, []));
        if (instance.Owner is { } owner && IsRunning(owner))
        {
            Invoke<object?>(owner, null, static (activity, context, _) => activity.ChildFaded(context));
        }
    }

    public void CompleteWorkflow(ActivityInstance instance, IReadOnlyList<string> outcomes)
    {
        Emit(new Completed(instance.Id, Outcomes.Done));
        var workflow = WorkflowOf(instance);
        Complete(workflow, NodeOf(workflow)!, outcomes);
    }

    public void FinishRun(ActivityInstance instance)
    {
        Emit(new Completed(instance.Id, Outcomes.Done));
        Complete(State.Root!, NodeOf(State.Root!)!, Outcomes.Done);
    }

    public void BreakLoop(ActivityInstance instance, ActivityNode node)
    {
        for (var around = instance.Owner; around is not null && NodeOf(around) is { } outer && outer.Index != 0; around = around.Owner)
        {
            if (outer.Activity.IsLoop)
            {
                Emit(new Completed(instance.Id, Outcomes.Done));
                CancelChildren(around);
                Invoke<object?>(around, null, static (activity, context, _) => activity.Broken(context));
                return;
            }
        }

        Complete(instance, node, Outcomes.Done);
    }

    public bool IsStarted(int id) => State.Instances.TryGetValue(id, out var instance) && instance.Status != InstanceStatus.Scheduled;

    public void Cancel(int id)
    {
        if (State.Instances.TryGetValue(id, out var instance))
        {
            CancelTree(instance);
        }
    }

    public void CancelChildren(ActivityInstance instance)
    {
        while (instance.FirstChild is { } child)
        {
            CancelTree(child);
        }
    }

    public void CancelBookmark(string id)
    {
        if (!State.Bookmarks.TryGetValue(id, out var bookmark))
        {
            return;
        }

        if (State.Tasks.TryGetValue(id, out var task))
        {
            Emit(new TaskChanged(task with { State = TaskState.Cancelled, ClosedAt = Now }));
        }

        Emit(new BookmarkCancelled(id));
        if (bookmark.Kind == "run" && bookmark.Key.Length > 0)
        {
            Send(DeliveryKind.CancelRun, bookmark.Key, new MessageDraft());
        }
        else if (bookmark.Kind is CriticalSection.Waiting or CriticalSection.Inside)
        {
            var ticket = bookmark.Kind == CriticalSection.Inside ? bookmark.Tag : bookmark.Id;
            Send(DeliveryKind.LeaveSection, bookmark.Key, new MessageDraft { BookmarkId = ticket });
        }
    }

    public void Send(DeliveryKind kind, string target, MessageDraft draft) => Emit(new MessageSent(new Delivery
    {
        Id = State.PeekId(),
        Kind = kind,
        Target = target,
        RunId = draft.RunId,
        CorrelationId = draft.CorrelationId,
        SenderRunId = State.RunId,
        SenderBookmarkId = draft.BookmarkId,
        Payload = draft.Payload is null ? null : System.Text.Encoding.UTF8.GetString(RunValueCodec.EncodePlain(draft.Payload)),
        KeepUntil = draft.KeepUntil,
        CreatedAt = Now,
        Depth = kind is DeliveryKind.StartRun or DeliveryKind.Event ? Chained() : 0,
    }));

    /// <summary>What a message or fact that may start runs carries on; a chain that is too long ends here.</summary>
    public int Chained() => Depth < _options.MostChained ? Depth : throw new RunFaultException(
        "E117",
        new LocalText(
            $"{_options.MostChained} runs have set one another going without a pause: definitions may start one another without end.",
            $"已有 {_options.MostChained} 个流程接连触发而没有停顿：定义之间可能在无休止地相互启动。"),
        new LocalText(
            "Give the loop a condition under which it ends, or let it wait for more than a minute.",
            "请为循环加上结束条件，或让其等待一分钟以上。"));

    public void Ask(ActivityInstance instance, RunQuery query, string tag) => Questions.Add(new PendingQuestion(instance, tag, query));

    /// <summary>The workflow around an instance: the run's own or an inner one.</summary>
    public ActivityInstance WorkflowOf(ActivityInstance instance)
    {
        var scope = instance;
        while (OuterScope(scope) is { } outer)
        {
            scope = outer;
        }

        return scope;
    }

    /// <summary>The next scope outwards; null at the workflow, where scopes end.</summary>
    public ActivityInstance? OuterScope(ActivityInstance instance) => NodeOf(instance) is { Index: 0 } ? null : instance.Owner;

    public object? InputsOf(ActivityInstance workflow) => workflow.Owner is null ? State.Input : workflow.Inputs;

    public IEnumerable<string> NamesOf(ActivityInstance scope) =>
        (NodeOf(scope)?.Variables.Select(v => v.Name) ?? []).Concat(scope.Variables?.Keys ?? Enumerable.Empty<string>());

    /// <summary>What outputs of an activity are kept under; inner workflows keep theirs apart.</summary>
    public string KeyOf(ActivityInstance instance) => KeyOf(instance, instance.NodeId);

    public object? OutputOf(ActivityInstance scope, ActivityNode node, string output) =>
        State.Outputs.TryGetValue(KeyOf(scope, node.Id), out var outputs) ? outputs.GetValueOrDefault(output) : null;

    private string KeyOf(ActivityInstance instance, string nodeId) =>
        instance.VersionId == State.VersionId ? nodeId : WorkflowOf(instance).Id + "/" + nodeId;

    private void CancelTree(ActivityInstance instance)
    {
        CancelChildren(instance);
        if (instance.Status == InstanceStatus.Running)
        {
            Invoke<object?>(instance, null, static (activity, context, _) => activity.Stopped(context));
        }

        CancelBookmarksOf(instance);
        foreach (var incident in IncidentsOf(instance))
        {
            Emit(new IncidentResolved(incident, "cancelled"));
        }

        Emit(new Cancelled(instance.Id));
    }

    private List<string> IncidentsOf(ActivityInstance instance) => State.Incidents.Count == 0
        ? []
        : [.. State.Incidents.Values.Where(incident => incident.Instance == instance.Id).Select(incident => incident.Id)];

    private void CancelBookmarksOf(ActivityInstance instance)
    {
        if (State.Bookmarks.Count == 0)
        {
            return;
        }

        foreach (var bookmark in State.Bookmarks.Values.Where(bookmark => bookmark.Instance == instance.Id).ToList())
        {
            CancelBookmark(bookmark.Id);
        }
    }
}
