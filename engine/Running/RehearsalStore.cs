using Workflows.Engine.Ports;
using Workflows.Engine.Runs;
using Workflows.Engine.Runs.Codecs;
using Workflows.Engine.Storage;

namespace Workflows.Engine.Running;

/// <summary>Keeps runs in memory and remembers what happened over all runs in the order in which it was committed.</summary>
internal sealed class RehearsalStore : IRunStore
{
    private readonly InMemoryRunStore _inner = new();
    private readonly List<(string RunId, List<RunEvent> Events)> _bursts = [];

    private readonly Queue<(string Type, string Key)> _changes = [];

    public IReadOnlyList<(string RunId, List<RunEvent> Events)> Bursts => _bursts;

    public IReadOnlyList<OutboxMessage> OpenOutbox => _inner.OpenOutbox;

    public IReadOnlyList<TaskRecord> Tasks => _inner.Tasks;

    public IReadOnlyDictionary<(string Type, string Key), string> Facts => _inner.Facts;

    /// <summary>The next fact that was written and not told of yet.</summary>
    public (string Type, string Key)? NextFactChange() => _changes.TryDequeue(out var change) ? change : null;

    public void Put(string type, string key, string json, bool isNews)
    {
        _inner.PutFact(type, key, json);
        if (isNews)
        {
            _changes.Enqueue((type, key));
        }
    }

    public async ValueTask<CommitOutcome> CommitAsync(Commit commit, CancellationToken cancellation = default)
    {
        var outcome = await _inner.CommitAsync(commit, cancellation);
        if (outcome == CommitOutcome.Committed)
        {
            _bursts.Add((commit.Head.RunId, EventReader.Read(commit.Entry.Events)));
            foreach (var fact in commit.Facts)
            {
                _changes.Enqueue((fact.Type, fact.Key));
            }
        }

        return outcome;
    }

    public ValueTask<RunHead?> FindRunAsync(string runId, CancellationToken cancellation = default) =>
        _inner.FindRunAsync(runId, cancellation);

    public IAsyncEnumerable<HistoryEntry> ReadHistoryAsync(string runId, CancellationToken cancellation = default) =>
        _inner.ReadHistoryAsync(runId, cancellation);

    public ValueTask<BookmarkRecord?> FindBookmarkAsync(string bookmarkId, CancellationToken cancellation = default) =>
        _inner.FindBookmarkAsync(bookmarkId, cancellation);

    public ValueTask<IReadOnlyList<BookmarkRecord>> FindBookmarksAsync(
        string kind, string key, string? correlationId, CancellationToken cancellation = default) =>
        _inner.FindBookmarksAsync(kind, key, correlationId, cancellation);

    public ValueTask<IReadOnlyList<TimerRecord>> DueTimersAsync(
        DateTimeOffset now, int limit, CancellationToken cancellation = default) =>
        _inner.DueTimersAsync(now, limit, cancellation);

    public ValueTask<DateTimeOffset?> NextTimerAsync(CancellationToken cancellation = default) => _inner.NextTimerAsync(cancellation);

    public ValueTask<IReadOnlyList<Delivery>> PendingDeliveriesAsync(int limit, CancellationToken cancellation = default) =>
        _inner.PendingDeliveriesAsync(limit, cancellation);

    public ValueTask<bool> DropDeliveryAsync(string deliveryId, CancellationToken cancellation = default) =>
        _inner.DropDeliveryAsync(deliveryId, cancellation);

    public ValueTask<IdempotencyRecord?> FindIdempotencyAsync(string scope, string key, CancellationToken cancellation = default) =>
        _inner.FindIdempotencyAsync(scope, key, cancellation);
}
