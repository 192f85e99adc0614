using Workflows.Engine.Ports;
using Workflows.Engine.Runs;
using Workflows.Engine.Runs.Codecs;
using Workflows.Engine.Storage;

namespace Workflows.Engine.Running;

/// <summary>Keeps runs in memory and remembers what happened over all runs in the order in which it was committed.</summary>
/// <param name="remembers">False where a great many runs come and go: what happened in them is not kept.</param>
internal sealed class RehearsalStore(bool remembers = true) : IRunStore
{
    private readonly InMemoryRunStore _inner = new() { KeepsHistory = remembers };
    private readonly List<(string RunId, List<RunEvent> Events)> _bursts = [];

    private readonly Queue<(string Type, string Key, int Depth)> _changes = [];
    private readonly Queue<TaskRecord> _opened = [];

    /// <summary>The facts in a form that can be asked often.</summary>
    public FactShelf Shelf { get; } = new();

    /// <summary>The runs as they stand.</summary>
    public IReadOnlyList<RunHead> Heads => _inner.Heads;

    public IReadOnlyList<(string RunId, List<RunEvent> Events)> Bursts => _bursts;

    public IReadOnlyList<OutboxMessage> OpenOutbox => _inner.OpenOutbox;

    public IReadOnlyList<TaskRecord> Tasks => _inner.Tasks;

    public IReadOnlyDictionary<(string Type, string Key), string> Facts => _inner.Facts;

    /// <summary>The next fact that was written and not told of yet.</summary>
    public (string Type, string Key, int Depth)? NextFactChange() => _changes.TryDequeue(out var change) ? change : null;

    /// <summary>The next task that was opened and that nobody has.</summary>
    public TaskRecord? NextOpenedTask() => _opened.TryDequeue(out var task) ? task : null;

    public void Put(string type, string key, string json, bool isNews)
    {
        _inner.PutFact(type, key, json);
        Shelf.Set(type, key, json);
        if (isNews)
        {
            _changes.Enqueue((type, key, 0));
        }
    }

    public async ValueTask<CommitOutcome> CommitAsync(Commit commit, CancellationToken cancellation = default)
    {
        var outcome = await _inner.CommitAsync(commit, cancellation);
        if (outcome == CommitOutcome.Committed)
        {
            if (remembers)
            {
                _bursts.Add((commit.Head.RunId, EventReader.Read(commit.Entry.Events)));
            }

            foreach (var fact in commit.Facts)
            {
                Shelf.Set(fact.Type, fact.Key, fact.Json);
                _changes.Enqueue((fact.Type, fact.Key, fact.Depth));
            }

            foreach (var task in commit.Tasks.Where(t => t is { State: TaskState.Open, Assignee: null }))
            {
                _opened.Enqueue(task);
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

    public ValueTask<IReadOnlyList<Delivery>> PendingDeliveriesAsync(
        DateTimeOffset now, int limit, CancellationToken cancellation = default) =>
        _inner.PendingDeliveriesAsync(now, limit, cancellation);

    public ValueTask<bool> ParkDeliveryAsync(string deliveryId, CancellationToken cancellation = default) =>
        _inner.ParkDeliveryAsync(deliveryId, cancellation);

    public ValueTask WakeDeliveriesAsync(CancellationToken cancellation = default) => _inner.WakeDeliveriesAsync(cancellation);

    public ValueTask<bool> DropDeliveryAsync(string deliveryId, CancellationToken cancellation = default) =>
        _inner.DropDeliveryAsync(deliveryId, cancellation);

    public ValueTask<string?> FindHolderAsync(string definitionId, string businessKey, CancellationToken cancellation = default) =>
        _inner.FindHolderAsync(definitionId, businessKey, cancellation);

    public ValueTask<IdempotencyRecord?> FindIdempotencyAsync(string scope, string key, CancellationToken cancellation = default) =>
        _inner.FindIdempotencyAsync(scope, key, cancellation);
}
