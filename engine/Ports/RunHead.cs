namespace Workflows.Engine.Ports;

/// <summary>What a run is doing, as everybody outside the engine sees it.</summary>
public enum RunStatus
{
    /// <summary>A burst is under way or can go on at once.</summary>
    Running,

    /// <summary>Nothing can move until a bookmark is resumed.</summary>
    Waiting,

    /// <summary>The root activity completed.</summary>
    Finished,

    /// <summary>A fault ended the run; it can be repaired.</summary>
    Faulted,

    /// <summary>A person or another run ended it.</summary>
    Cancelled,
}

/// <summary>
/// The newest state of a run: the columns that a store indexes, and the engine's own snapshot, which a store keeps as it is.
/// </summary>
public sealed record RunHead
{
    /// <summary>The run's id; unique, chosen by the caller that starts it, at most 64 characters.</summary>
    public required string RunId { get; init; }

    /// <summary>Logical id of the definition.</summary>
    public required string DefinitionId { get; init; }

    /// <summary>Id of the definition's version; a run stays on it until it is migrated.</summary>
    public required string DefinitionVersionId { get; init; }

    /// <summary>How many history entries the run has; the first commit writes 1. Two commits of one version: one wins.</summary>
    public required long Version { get; init; }

    public required RunStatus Status { get; init; }

    /// <summary>What messages are matched by; null when the run has none.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>At most one run that has not ended holds a business key of its definition; null when it has none.</summary>
    public string? BusinessKey { get; init; }

    /// <summary>The run's name for people.</summary>
    public string? Name { get; init; }

    /// <summary>The run that started this one and waits for it or not; null for a root.</summary>
    public string? ParentRunId { get; init; }

    /// <summary>How many incidents are open.</summary>
    public int OpenIncidents { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Hash of the newest history entry (32 bytes): the next entry chains to it.</summary>
    public required ReadOnlyMemory<byte> Hash { get; init; }

    /// <summary>The engine's snapshot: equal to folding the run's whole history.</summary>
    public required ReadOnlyMemory<byte> State { get; init; }
}

/// <summary>
/// One burst in a run's append-only history: its events in the engine's encoding, chained by hash to the entry before it.
/// </summary>
/// <param name="RunId">The run.</param>
/// <param name="Sequence">1, 2, 3 … without gaps.</param>
/// <param name="At">When the burst was decided.</param>
/// <param name="Actor">Who or what caused it: a user name, an API key's name, <c>timer</c>, <c>system</c> …</param>
/// <param name="Events">The events, as UTF-8 JSON.</param>
/// <param name="Hash">SHA-256 over the former hash, run id, sequence, time, actor and events.</param>
public sealed record HistoryEntry(
    string RunId, long Sequence, DateTimeOffset At, string Actor, ReadOnlyMemory<byte> Events, ReadOnlyMemory<byte> Hash);
