using Workflows.Engine.Ports;

namespace Workflows.Engine.Runs;

/// <summary>What reaches a run from outside: the cause of a burst.</summary>
internal abstract record RunInput;

/// <summary>The run begins.</summary>
internal sealed record StartInput(RunStarted Start, object? TriggerPayload) : RunInput;

/// <summary>Bookmarks are resumed by one stimulus; those that are gone are left out.</summary>
internal sealed record ResumeInput(IReadOnlyList<string> BookmarkIds, object? Payload) : RunInput;

/// <summary>The run is cancelled.</summary>
internal sealed record CancelInput(string? Reason) : RunInput;

/// <summary>A task changes hands.</summary>
internal sealed record ChangeTaskInput(string TaskId, Func<TaskRecord, TaskRecord> Change, string What) : RunInput
{
    /// <summary>Whether who asks may do it.</summary>
    public required Func<TaskRecord, bool> May { get; init; }
}

/// <summary>A task is done.</summary>
internal sealed record CompleteTaskInput(string TaskId, string Outcome, object? Data) : RunInput
{
    /// <summary>Whether who asks may do it.</summary>
    public required Func<TaskRecord, bool> May { get; init; }
}

/// <summary>A person repairs the run.</summary>
internal sealed record RepairInput(RepairCommand Command, string? Reason) : RunInput;

/// <summary>An event from outside is written down, as a run of its own that has ended at once.</summary>
internal sealed record PublishInput(EventRequest Event) : RunInput;

/// <summary>An effect was given up: what waits for it cannot go on until a person sends it again.</summary>
internal sealed record EffectLostInput(string EffectId, string? BookmarkId, string Why) : RunInput;

/// <summary>An effect for which nobody waits was confirmed after it had been given up.</summary>
internal sealed record EffectConfirmedInput(string EffectId) : RunInput;

/// <summary>A bookmark of another run enters or leaves the section that this run stands for.</summary>
internal sealed record SectionInput(string Ticket, string Name, bool Enters) : RunInput;

/// <summary>A calendar has changed: due times that were counted by it are counted again.</summary>
/// <param name="Calendar">Key of the calendar.</param>
/// <param name="Why">What changed, for the history.</param>
internal sealed record RecountInput(string Calendar, Rules.LocalText Why) : RunInput;

/// <summary>The run should move and does not.</summary>
internal sealed record SilentInput(Rules.LocalText Why) : RunInput;
