namespace Workflows.Engine.Ports;

/// <summary>
/// Where runs live. Implementations write a <see cref="Commit"/> whole or not at all, answer only after it is durable, and may gather
/// many commits into one transaction. Safe for use by many threads. Every implementation passes the same conformance suite.
/// </summary>
public interface IRunStore
{
    /// <summary>
    /// Writes one burst. A refused commit leaves no trace. Throws only when the medium fails, and then nothing was written.
    /// </summary>
    ValueTask<CommitOutcome> CommitAsync(Commit commit, CancellationToken cancellation = default);

    /// <summary>The newest state of a run, or null.</summary>
    ValueTask<RunHead?> FindRunAsync(string runId, CancellationToken cancellation = default);

    /// <summary>The run of a definition that has not ended and holds a business key; null when none does.</summary>
    ValueTask<string?> FindHolderAsync(string definitionId, string businessKey, CancellationToken cancellation = default);

    /// <summary>A run's whole history in order; empty when there is no such run.</summary>
    IAsyncEnumerable<HistoryEntry> ReadHistoryAsync(string runId, CancellationToken cancellation = default);

    /// <summary>The bookmark, or null when it never was or is burned.</summary>
    ValueTask<BookmarkRecord?> FindBookmarkAsync(string bookmarkId, CancellationToken cancellation = default);

    /// <summary>
    /// All bookmarks of a kind with this key, oldest first. With a correlation id: those that have the same one or none.
    /// </summary>
    ValueTask<IReadOnlyList<BookmarkRecord>> FindBookmarksAsync(
        string kind, string key, string? correlationId, CancellationToken cancellation = default);

    /// <summary>Timers due at or before a moment, earliest first, at most <paramref name="limit"/>.</summary>
    ValueTask<IReadOnlyList<TimerRecord>> DueTimersAsync(DateTimeOffset now, int limit, CancellationToken cancellation = default);

    /// <summary>When the earliest timer is due; null when there is none.</summary>
    ValueTask<DateTimeOffset?> NextTimerAsync(CancellationToken cancellation = default);

    /// <summary>
    /// Deliveries that nobody has consumed yet, oldest first, at most <paramref name="limit"/>; of those set aside only what is kept no
    /// longer at <paramref name="now"/>.
    /// </summary>
    ValueTask<IReadOnlyList<Delivery>> PendingDeliveriesAsync(DateTimeOffset now, int limit, CancellationToken cancellation = default);

    /// <summary>
    /// Sets an event aside that nobody waits for, until a bookmark is written that it fits, what is published changes, or it is kept no
    /// longer. False, and nothing is changed, when such a bookmark is there by now or the event is gone.
    /// </summary>
    ValueTask<bool> ParkDeliveryAsync(string deliveryId, CancellationToken cancellation = default);

    /// <summary>Takes up again everything that was set aside: what is published has changed.</summary>
    ValueTask WakeDeliveriesAsync(CancellationToken cancellation = default);

    /// <summary>
    /// Deletes a delivery that nobody can take in (its target has ended, or its time to be kept is over). False if it was gone.
    /// </summary>
    ValueTask<bool> DropDeliveryAsync(string deliveryId, CancellationToken cancellation = default);

    /// <summary>What was answered under an idempotency key; null when it was never used.</summary>
    ValueTask<IdempotencyRecord?> FindIdempotencyAsync(string scope, string key, CancellationToken cancellation = default);
}
