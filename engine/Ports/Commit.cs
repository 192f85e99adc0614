namespace Workflows.Engine.Ports;

/// <summary>
/// Everything that one burst changes. A store writes all of it in one transaction or nothing of it; what it reports as
/// <see cref="CommitOutcome.Committed"/> is on disk.
/// </summary>
public sealed record Commit
{
    /// <summary>
    /// The run's state after the burst. <c>Head.Version - 1</c> must be the stored version (0: the run must not exist yet).
    /// </summary>
    public required RunHead Head { get; init; }

    /// <summary>The burst's history entry; its sequence equals <c>Head.Version</c>.</summary>
    public required HistoryEntry Entry { get; init; }

    public IReadOnlyList<BookmarkRecord> BookmarksAdded { get; init; } = [];

    /// <summary>Ids of bookmarks that are gone, whoever burned or cancelled them. Timers of a burned bookmark go with it.</summary>
    public IReadOnlyList<string> BookmarksBurned { get; init; } = [];

    public IReadOnlyList<TimerRecord> TimersAdded { get; init; } = [];

    /// <summary>Tasks that are new or changed, whole.</summary>
    public IReadOnlyList<TaskRecord> Tasks { get; init; } = [];

    public IReadOnlyList<OutboxMessage> Outbox { get; init; } = [];

    public IReadOnlyList<Delivery> Deliveries { get; init; } = [];

    public IReadOnlyList<FactWrite> Facts { get; init; } = [];

    /// <summary>The delivery that caused the burst: deleted with it. If it is gone already, nothing is written.</summary>
    public string? ConsumedDelivery { get; init; }

    /// <summary>The outbox message whose result caused the burst: closed with it. If it is closed already, nothing is written.</summary>
    public string? ConsumedOutbox { get; init; }

    /// <summary>The request key that this burst answers; unique per scope.</summary>
    public IdempotencyRecord? Idempotency { get; init; }
}

/// <summary>What became of a <see cref="Commit"/>.</summary>
public enum CommitOutcome
{
    /// <summary>It is on disk.</summary>
    Committed,

    /// <summary>The run has another version by now (or exists already): load it again and decide again.</summary>
    VersionConflict,

    /// <summary>Another run that has not ended holds the business key.</summary>
    BusinessKeyTaken,

    /// <summary>The idempotency key was used before: read its stored answer.</summary>
    DuplicateRequest,

    /// <summary>The delivery or outbox result was taken in by an earlier commit.</summary>
    AlreadyConsumed,
}
