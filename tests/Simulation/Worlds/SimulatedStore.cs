using Workflows.Engine.Ports;
using Workflows.Host.Storage;

namespace Workflows.Simulation.Worlds;

/// <summary>
/// The real store, met with bad luck: others come in between just before a commit, messages come late and in another order, and a dead
/// process gets no answer.
/// </summary>
internal sealed class SimulatedStore(SqliteRunStore store, SimulatedDisk disk, Random random, WorldCounts counts) : IRunStore
{
    // Who asks for more looks at all that is pending and carries nothing.
    private const int Carried = 10_000;

    /// <summary>Happens just before the next commit, once: somebody else is faster.</summary>
    public Func<Task>? Between { get; set; }

    /// <summary>Messages come in any order and some of them late.</summary>
    public bool IsDisorderly { get; set; } = true;

    /// <summary>The runs that commits were tried on since it was last emptied.</summary>
    public HashSet<string> Touched { get; } = [];

    public async ValueTask<CommitOutcome> CommitAsync(Commit commit, CancellationToken cancellation = default)
    {
        if (Between is { } others)
        {
            Between = null;
            counts.Races++;
            await others();
        }

        Touched.Add(commit.Head.RunId);
        var outcome = await store.CommitAsync(commit, cancellation);
        Live();
        counts.Commits++;
        return outcome;
    }

    public ValueTask<RunHead?> FindRunAsync(string runId, CancellationToken cancellation = default) =>
        store.FindRunAsync(runId, cancellation);

    public IAsyncEnumerable<HistoryEntry> ReadHistoryAsync(string runId, CancellationToken cancellation = default) =>
        store.ReadHistoryAsync(runId, cancellation);

    public ValueTask<BookmarkRecord?> FindBookmarkAsync(string bookmarkId, CancellationToken cancellation = default) =>
        store.FindBookmarkAsync(bookmarkId, cancellation);

    public ValueTask<IReadOnlyList<BookmarkRecord>> FindBookmarksAsync(
        string kind, string key, string? correlationId, CancellationToken cancellation = default) =>
        store.FindBookmarksAsync(kind, key, correlationId, cancellation);

    public ValueTask<IReadOnlyList<TimerRecord>> DueTimersAsync(
        DateTimeOffset now, int limit, CancellationToken cancellation = default) => store.DueTimersAsync(now, limit, cancellation);

    public ValueTask<DateTimeOffset?> NextTimerAsync(CancellationToken cancellation = default) => store.NextTimerAsync(cancellation);

    public async ValueTask<IReadOnlyList<Delivery>> PendingDeliveriesAsync(
        DateTimeOffset now, int limit, CancellationToken cancellation = default)
    {
        var pending = (await store.PendingDeliveriesAsync(now, limit, cancellation)).ToArray();
        if (!IsDisorderly || limit > Carried)
        {
            return pending;
        }

        random.Shuffle(pending);
        return pending[..random.Next(pending.Length + 1)];
    }

    public async ValueTask<bool> ParkDeliveryAsync(string deliveryId, CancellationToken cancellation = default)
    {
        var parked = await store.ParkDeliveryAsync(deliveryId, cancellation);
        Live();
        return parked;
    }

    public async ValueTask WakeDeliveriesAsync(CancellationToken cancellation = default)
    {
        await store.WakeDeliveriesAsync(cancellation);
        Live();
    }

    public async ValueTask<bool> DropDeliveryAsync(string deliveryId, CancellationToken cancellation = default)
    {
        var dropped = await store.DropDeliveryAsync(deliveryId, cancellation);
        Live();
        return dropped;
    }

    public ValueTask<string?> FindHolderAsync(string definitionId, string businessKey, CancellationToken cancellation = default) =>
        store.FindHolderAsync(definitionId, businessKey, cancellation);

    public ValueTask<IdempotencyRecord?> FindIdempotencyAsync(string scope, string key, CancellationToken cancellation = default) =>
        store.FindIdempotencyAsync(scope, key, cancellation);

    private void Live()
    {
        if (disk.HasCrashed)
        {
            throw new SimulatedCrash();
        }
    }
}
