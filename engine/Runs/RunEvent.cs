using Workflows.Engine.Ports;
using Workflows.Rules;

namespace Workflows.Engine.Runs;

/// <summary>
/// What happened in a burst. Events are all that changes a run, and a history is nothing but them. An event tells its facts whole, so
/// that
/// folding needs neither definition nor expression.
/// </summary>
internal abstract record RunEvent;

/// <summary>The run began.</summary>
internal sealed record RunStarted(
    string DefinitionId,
    string VersionId,
    object? Input,
    string? CorrelationId,
    string? BusinessKey,
    string? Name,
    string? ParentRunId,
    string? ParentBookmarkId,
    string? TriggerActivity,
    bool TokenFlow) : RunEvent
{
    /// <summary>How many runs have set one another going before this one.</summary>
    public int Depth { get; init; }
}

/// <summary>An activity is to be executed. The instance's number is the run's next.</summary>
/// <param name="Instance">Number of the execution, from 1.</param>
/// <param name="Node">Id of the activity in its definition.</param>
/// <param name="Owner">The execution that waits for it; 0 for the workflow itself.</param>
/// <param name="VersionId">The definition's version where it is not the owner's: the inner workflow of a workflow as activity.</param>
internal sealed record Scheduled(int Instance, string Node, int Owner, string? VersionId) : RunEvent;

/// <summary>An activity begins.</summary>
internal sealed record Started(int Instance) : RunEvent;

/// <summary>An activity is done.</summary>
internal sealed record Completed(int Instance, IReadOnlyList<string> Outcomes) : RunEvent;

/// <summary>An activity was stopped before it was done.</summary>
internal sealed record Cancelled(int Instance) : RunEvent;

/// <summary>An activity cannot go on; the branch stops here until somebody repairs it.</summary>
internal sealed record Faulted(int Instance, string Incident, string Code, LocalText Message) : RunEvent;

/// <summary>Something is wrong with the run as a whole.</summary>
internal sealed record IncidentRaised(string Incident, string Code, LocalText Message) : RunEvent;

/// <summary>An incident is dealt with.</summary>
internal sealed record IncidentResolved(string Incident, string How) : RunEvent;

/// <summary>A variable of the instance's own scope has a new value.</summary>
internal sealed record VariableSet(int Instance, string Name, object? Value) : RunEvent;

/// <summary>An activity gave an output.</summary>
internal sealed record OutputSet(string Node, string Name, object? Value) : RunEvent;

/// <summary>The workflow (instance 1) or an inner workflow gave an output of its own.</summary>
internal sealed record WorkflowOutputSet(int Instance, string Name, object? Value) : RunEvent;

/// <summary>An inner workflow was given its inputs.</summary>
internal sealed record InputsTaken(int Instance, object? Inputs) : RunEvent;

/// <summary>A count that an activity keeps has a new value.</summary>
internal sealed record Counted(int Instance, string Slot, int Value) : RunEvent;

/// <summary>A value that an activity keeps for itself has changed; null forgets it.</summary>
internal sealed record Remembered(int Instance, string Key, object? Value) : RunEvent;

/// <summary>An activity waits.</summary>
internal sealed record BookmarkAdded(
    string Id, int Instance, string Kind, string Key, string? CorrelationId, string Tag) : RunEvent;

/// <summary>A bookmark was resumed with a payload.</summary>
internal sealed record BookmarkResumed(string Id, object? Payload) : RunEvent;

/// <summary>A bookmark is no longer waited for.</summary>
internal sealed record BookmarkCancelled(string Id) : RunEvent;

/// <summary>A bookmark is resumed at a moment, if nothing else resumes it before.</summary>
internal sealed record TimerSet(string Id, string BookmarkId, DateTimeOffset DueAt) : RunEvent;

/// <summary>A task was opened or changed; the record is whole.</summary>
internal sealed record TaskChanged(TaskRecord Task) : RunEvent;

/// <summary>An effect on the outside world was decided.</summary>
internal sealed record EffectDecided(OutboxMessage Message) : RunEvent;

/// <summary>A message to other runs was sent.</summary>
internal sealed record MessageSent(Delivery Delivery) : RunEvent;

/// <summary>A fact was written or withdrawn.</summary>
internal sealed record FactChanged(FactWrite Fact) : RunEvent;

/// <summary>A question was answered.</summary>
internal sealed record QuestionAnswered(
    int Instance, string Tag, string Question, object? Value, string? Evidence, string? Code) : RunEvent;

/// <summary>A due time was counted again and is another one now; the timers and tasks that follow say what it moved.</summary>
/// <param name="Instance">The execution that waits.</param>
/// <param name="Tag">Which of its due times; empty where it has one.</param>
/// <param name="From">When it was due.</param>
/// <param name="To">When it is due now.</param>
/// <param name="Calendar">The calendar that changed.</param>
/// <param name="Why">What changed.</param>
internal sealed record DeadlineMoved(
    int Instance, string Tag, DateTimeOffset From, DateTimeOffset To, string Calendar, LocalText Why) : RunEvent;

/// <summary>A line was written.</summary>
internal sealed record LineWritten(int Instance, string Text) : RunEvent;

/// <summary>Whoever caused the burst is answered.</summary>
internal sealed record Replied(int Instance, object? Value) : RunEvent;

internal sealed record Correlated(string? CorrelationId) : RunEvent;

/// <summary>The run holds a business key until it ends: no other run of its definition can.</summary>
internal sealed record KeyHeld(string Key) : RunEvent;

internal sealed record Named(string? Name) : RunEvent;

/// <summary>An id was made; the counter behind it moves on.</summary>
internal sealed record IdsTaken(int Count) : RunEvent;

/// <summary>The run's status changed.</summary>
internal sealed record StatusChanged(RunStatus Status) : RunEvent;

/// <summary>A person intervened: what and why; the events after it say what came of it.</summary>
internal sealed record Repaired(string Action, string Detail, string? Reason) : RunEvent;

/// <summary>The run goes on with another version of its definition.</summary>
/// <param name="VersionId">The new version.</param>
/// <param name="Nodes">Former and new id of each activity that is called otherwise there.</param>
internal sealed record Migrated(string VersionId, IReadOnlyDictionary<string, string> Nodes) : RunEvent;
