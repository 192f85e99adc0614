using Workflows.Engine.Definitions;
using Workflows.Engine.Expressions;
using Workflows.Engine.Ports;
using Workflows.Engine.Runs;
using Workflows.Rules;

namespace Workflows.Engine.Activities;

/// <summary>
/// One execution of an activity within a burst: what it may see and all that it may do. Whatever it does is an event; there is no way
/// from
/// here to the outside world. Valid during one callback.
/// </summary>
public sealed partial class ActivityContext : ExpressionContext
{
    private readonly Burst _burst;
    private readonly ActivityInstance _instance;

    internal ActivityContext(Burst burst, ActivityInstance instance, ActivityNode node)
    {
        _burst = burst;
        _instance = instance;
        Node = node;
    }

    /// <summary>The activity in its definition.</summary>
    public ActivityNode Node { get; }

    /// <summary>Number of this execution within the run.</summary>
    public int Instance => _instance.Id;

    public override DateTimeOffset Now => _burst.Now;

    public override string RunId => _burst.State.RunId;

    public override string DefinitionId => Node.Definition.Definition.DefinitionId;

    public override string DefinitionVersionId => Node.Definition.Definition.VersionId;

    public override int DefinitionVersion => Node.Definition.Definition.Version;

    /// <summary>Who or what caused the burst.</summary>
    public string Actor => _burst.Actor;

    /// <summary>Flowcharts that do not say otherwise run with tokens.</summary>
    public bool TokenFlow => _burst.State.TokenFlow;

    public override string? CorrelationId
    {
        get => _burst.State.CorrelationId;
        set => _burst.Emit(new Correlated(value));
    }

    /// <summary>
    /// Holds a business key until the run ends; false when another run of the definition, the holder, holds it. Whether one does is known
    /// when the burst is committed: it is decided again then, so that of two at the same moment one is told no. A run holds one key only.
    /// </summary>
    /// <exception cref="RunFaultException">The run holds another key already, which it would lose.</exception>
    public bool TryHold(string key, out string? holder)
    {
        holder = _burst.TakenKey is { } taken && taken.Key == key ? taken.Holder : null;
        if (_burst.TakenKey?.Key == key)
        {
            return false;
        }

        if (_burst.State.BusinessKey is null)
        {
            _burst.Emit(new KeyHeld(key));
        }
        else if (_burst.State.BusinessKey != key)
        {
            throw Fault("E444", new LocalText(
                $"The run holds the business key {_burst.State.BusinessKey} and cannot hold {key} too.",
                $"流程已占用业务键 {_burst.State.BusinessKey}，不能再占用 {key}。"),
                new LocalText("Start another workflow for the second matter.", "请为第二件事启动另一个流程。"));
        }

        return true;
    }

    public override string? RunName
    {
        get => _burst.State.Name;
        set => _burst.Emit(new Named(value));
    }

    public override object? LastResult => _burst.State.LastResult;

    /// <summary>The activity that starts the run, until it is reached; a flowchart begins with it.</summary>
    public string? TriggerActivity => _burst.TriggerActivity;

    /// <summary>How many children have not ended.</summary>
    public int LiveChildren => _instance.LiveChildren;

    /// <summary>The children that have not ended, oldest first.</summary>
    public IEnumerable<(int Instance, ActivityNode Node)> Children
    {
        get
        {
            for (var child = _instance.FirstChild; child is not null; child = child.NextSibling)
            {
                yield return (child.Id, _burst.NodeOf(child)!);
            }
        }
    }

    /// <summary>Begins a child after everything that is scheduled already. Returns the number of its execution.</summary>
    /// <param name="child">An activity embedded in this one.</param>
    /// <param name="variables">Variables of the child's own scope.</param>
    public int Schedule(ActivityNode child, IEnumerable<KeyValuePair<string, object?>>? variables = null)
    {
        ArgumentNullException.ThrowIfNull(child);
        return _burst.Schedule(child, _instance, variables);
    }

    /// <summary>Finds the definition that an activity uses; null when it is not published.</summary>
    internal CompiledDefinition? Resolve(DefinitionReference reference) => _burst.Resolve(reference);

    /// <summary>Begins another definition inside this run.</summary>
    internal void ScheduleWorkflow(CompiledDefinition definition, object? inputs)
    {
        var id = _burst.Schedule(definition.Workflow, _instance);
        _burst.Emit(new InputsTaken(id, inputs));
    }

    /// <summary>Whether a child has begun, rather than only being scheduled.</summary>
    internal bool IsStarted(int child) => _burst.IsStarted(child);

    /// <summary>Stops a child and everything below it.</summary>
    public void Cancel(int child) => _burst.Cancel(child);

    /// <summary>Stops all children and everything below them.</summary>
    public void CancelChildren() => _burst.CancelChildren(_instance);

    /// <summary>The activity is done. What still runs below it or waits for it is cancelled.</summary>
    public void Complete(string outcome = "Done") => _burst.Complete(_instance, Node, Outcomes.Of(outcome));

    /// <summary>The activity is done with several outcomes at once.</summary>
    public void Complete(IReadOnlyList<string> outcomes) => _burst.Complete(_instance, Node, outcomes);

    /// <summary>Completes the nearest workflow around (an inner one, or the run) with outcomes.</summary>
    public void CompleteWorkflow(IReadOnlyList<string> outcomes) => _burst.CompleteWorkflow(_instance, outcomes);

    /// <summary>Ends the whole run as finished.</summary>
    public void FinishRun() => _burst.FinishRun(_instance);

    /// <summary>Leaves the nearest loop around; without one the activity just completes.</summary>
    public void BreakLoop() => _burst.BreakLoop(_instance, Node);

    /// <summary>A count that the activity keeps; 0 before it is set.</summary>
    public int Counter(string slot) => _instance.Counters?.GetValueOrDefault(slot) ?? 0;

    public void SetCounter(string slot, int value)
    {
        if (Counter(slot) != value)
        {
            _burst.Emit(new Counted(_instance.Id, slot, value));
        }
    }

    /// <summary>A value that the activity keeps for itself; null before it is set.</summary>
    public object? Recall(string key) => _instance.Memory?.GetValueOrDefault(key);

    /// <summary>Keeps a value for later callbacks; null forgets it.</summary>
    public void Remember(string key, object? value) => _burst.Emit(new Remembered(_instance.Id, key, _burst.Values.Checked(key, value)));

    /// <summary>Waits until a stimulus of this kind and key comes. Returns the bookmark's id.</summary>
    /// <param name="kind">event, http, task, timer, effect, run, fact.</param>
    /// <param name="key">What the stimulus must name, exactly.</param>
    /// <param name="tag">Handed back in <see cref="Resumption.Tag"/>.</param>
    /// <param name="correlationId">If set, a stimulus that carries a correlation id must carry this one.</param>
    public string Wait(string kind, string key, string tag = "", string? correlationId = null)
    {
        var id = _burst.State.PeekId();
        _burst.Emit(new BookmarkAdded(id, _instance.Id, kind, key, correlationId, tag));
        return id;
    }

    /// <summary>Waits on at a bookmark that was just resumed, under the same id: who knows it may resume it again.</summary>
    internal void WaitAgain(Resumption resumption, string kind, string key) =>
        _burst.Emit(new BookmarkAdded(resumption.BookmarkId, _instance.Id, kind, key, null, resumption.Tag));

    /// <summary>The activity has done its part: what follows begins, while its children go on until they end, without effect.</summary>
    internal void CompleteBefore() => _burst.CompleteBefore(_instance, Node);

    /// <summary>The last child of an activity that had done its part has ended.</summary>
    internal void EndQuietly() => _burst.EndQuietly(_instance);

    /// <summary>Waits until a moment. Returns the bookmark's id, which is also what cancels it.</summary>
    public string WaitUntil(DateTimeOffset due, string tag = "")
    {
        var id = Wait("timer", string.Empty, tag);
        SetTimer(id, due);
        return id;
    }

    /// <summary>Resumes a bookmark at a moment unless something else does before.</summary>
    public void SetTimer(string bookmarkId, DateTimeOffset due) => _burst.Emit(new TimerSet(_burst.State.PeekId(), bookmarkId, due));

    /// <summary>No longer waits for a bookmark; its timers and its task go with it.</summary>
    public void CancelWait(string bookmarkId) => _burst.CancelBookmark(bookmarkId);

    /// <summary>The bookmarks that this execution waits for, by id and tag.</summary>
    public IReadOnlyList<(string Id, string Tag)> Waits =>
        [.. _burst.State.Bookmarks.Values.Where(b => b.Instance == _instance.Id).Select(b => (b.Id, b.Tag))];

    /// <summary>Opens a task for people and waits for it; the tag comes back with its outcome. Returns its id.</summary>
    public string OpenTask(TaskDraft draft, string tag = "task")
    {
        ArgumentNullException.ThrowIfNull(draft);
        var id = Wait("task", Node.Id, tag);
        _burst.Emit(new TaskChanged(draft.ToRecord(id, this)));
        return id;
    }

    /// <summary>An open task of the run, or null.</summary>
    public TaskRecord? FindTask(string taskId) => _burst.State.Tasks.GetValueOrDefault(taskId);

    /// <summary>
    /// Changes an open task: assignee, candidates, due time. Closing goes through <see cref="CancelWait"/> or its completion.
    /// </summary>
    public void ChangeTask(TaskRecord task) => _burst.Emit(new TaskChanged(task));

    /// <summary>
    /// Decides an effect. It leaves after the commit, at least once, with a key that stays the same. With <paramref name="tag"/> the
    /// activity
    /// waits for its result.
    /// </summary>
    /// <param name="connector">http, mail …</param>
    /// <param name="payload">What to do, as a value in the connector's form.</param>
    /// <param name="tag">Handed back with the result; null: nobody waits.</param>
    public string Effect(string connector, object? payload, string? tag = null)
    {
        var bookmark = tag is null ? null : Wait("effect", connector, tag);
        var id = _burst.State.PeekId();
        var json = System.Text.Encoding.UTF8.GetString(RunValueCodec.EncodePlain(payload));
        _burst.Emit(new EffectDecided(new OutboxMessage(id, RunId, bookmark, connector, id, json, Now)));
        return id;
    }

    /// <summary>Spends a step of the burst's budget, for an activity that can go round without executing another.</summary>
    internal void TakeStep() => _burst.TakeStep();

    /// <summary>Somebody outside wants to be told how the run ends.</summary>
    internal void CallBack(string address, string? secret) => _burst.CallBackAtEnd(address, secret);

    /// <summary>Sends a message to other runs; it arrives exactly once. Id, sender and time are filled in.</summary>
    public void Send(DeliveryKind kind, string target, MessageDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        _burst.Send(kind, target, draft);
    }

    /// <summary>An id for a run that this one starts: unique, the same when the burst is decided again.</summary>
    public string NewRunId() => NewId().ToString("N");

    public override Guid NewId()
    {
        var seed = _burst.State.PeekId();
        _burst.Emit(new IdsTaken(1));
        return StableId.Of(seed);
    }

    /// <summary>Writes a fact in the burst's commit, or withdraws it (null).</summary>
    public void WriteFact(string type, string key, object? fact) => _burst.Emit(new FactChanged(
        new FactWrite(type, key, fact is null ? null : System.Text.Encoding.UTF8.GetString(RunValueCodec.EncodePlain(fact)))
        {
            Depth = _burst.Chained(),
        }));

    /// <summary>Asks rules, facts or a calendar; the answer comes to <see cref="Activity.Answered"/> within the same burst.</summary>
    public void Ask(RunQuery query, string tag = "") => _burst.Ask(_instance, query, tag);

    /// <summary>Whether the burst counts due times again because a calendar has changed.</summary>
    internal bool IsRecount => _burst.Recounting is not null;

    /// <summary>Tells in the history that a due time has moved, and why.</summary>
    internal void TellMoved(string tag, DateTimeOffset from, DateTimeOffset to) =>
        _burst.Emit(new DeadlineMoved(_instance.Id, tag, from, to, _burst.Recounting!.Calendar, _burst.Recounting.Why));

    /// <summary>Answers whoever caused the burst: the body of an HTTP response, the result of a call.</summary>
    public void Reply(object? value) => _burst.Emit(new Replied(_instance.Id, value));

    public void WriteLine(string text) => _burst.Emit(new LineWritten(_instance.Id, text));

    /// <summary>The activity cannot go on: its branch stops and somebody is told.</summary>
    public static Exception Fault(string code, LocalText text, LocalText? nextStep = null) => new RunFaultException(code, text, nextStep);
}

/// <summary>What a task shows and who may do it; see <see cref="TaskRecord"/>.</summary>
public sealed record TaskDraft(LocalText Title)
{
    public IReadOnlyList<string> CandidateRoles { get; init; } = [];

    public IReadOnlyList<string> CandidateUsers { get; init; } = [];

    public string? Assignee { get; init; }

    /// <summary>JSON schema of the form.</summary>
    public string? Form { get; init; }

    /// <summary>What the person is shown, as a value.</summary>
    public object? Data { get; init; }

    public IReadOnlyList<string> Outcomes { get; init; } = ["Done"];

    public DateTimeOffset? DueAt { get; init; }

    internal TaskRecord ToRecord(string id, ActivityContext context) => new()
    {
        Id = id,
        RunId = context.RunId,
        DefinitionId = context.DefinitionId,
        ActivityId = context.Node.Id,
        Title = Title,
        State = Assignee is null ? TaskState.Open : TaskState.Claimed,
        CandidateRoles = CandidateRoles,
        CandidateUsers = CandidateUsers,
        Assignee = Assignee,
        Form = Form,
        Data = Data is null ? null : System.Text.Encoding.UTF8.GetString(RunValueCodec.EncodePlain(Data)),
        Outcomes = Outcomes,
        DueAt = DueAt,
        CreatedAt = context.Now,
    };
}

/// <summary>The parts of a message to other runs that its sender chooses; see <see cref="Delivery"/>.</summary>
public sealed record MessageDraft
{
    public string? RunId { get; init; }

    public string? CorrelationId { get; init; }

    /// <summary>The bookmark that the end of the started run resumes.</summary>
    public string? BookmarkId { get; init; }

    /// <summary>Input or payload, as a value.</summary>
    public object? Payload { get; init; }

    public DateTimeOffset? KeepUntil { get; init; }
}
