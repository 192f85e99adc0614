using System.Runtime.CompilerServices;
using Workflows.Engine.Ports;

namespace Workflows.Engine.Storage;

/// <summary>
/// The port's reference implementation: keeps runs in memory, for tests, rehearsals and embedding without a database. Nothing survives
/// the process. One lock guards everything, so each commit is atomic for every reader.
/// </summary>
public sealed class InMemoryRunStore : IRunStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, RunHead> _heads = [];
    private readonly Dictionary<string, List<HistoryEntry>> _history = [];
    private readonly Dictionary<string, BookmarkRecord> _bookmarks = [];
    private readonly Dictionary<(string Kind, string Key), List<BookmarkRecord>> _bookmarksByKey = [];
    private readonly Dictionary<string, List<TimerRecord>> _timersByBookmark = [];
    private readonly SortedSet<TimerRecord> _timers = new(ByDueTime);
    private readonly Dictionary<string, TaskRecord> _tasks = [];
    private readonly Dictionary<string, OutboxMessage> _outbox = [];
    private readonly SortedDictionary<long, Delivery> _deliveries = [];
    private readonly Dictionary<string, long> _deliveryOrder = [];
    private readonly ParkedDeliveries _parked = new();
    private readonly Dictionary<(string Definition, string Key), string> _businessKeys = [];
    private readonly Dictionary<(string Scope, string Key), IdempotencyRecord> _idempotency = [];
    private readonly Dictionary<(string Type, string Key), string> _facts = [];
    private long _nextDelivery;

    private static Comparer<TimerRecord> ByDueTime { get; } = Comparer<TimerRecord>.Create(static (a, b) =>
        a.DueAt != b.DueAt ? a.DueAt.CompareTo(b.DueAt) : string.CompareOrdinal(a.Id, b.Id));

    /// <summary>False where nobody will read what happened in the runs.</summary>
    internal bool KeepsHistory { get; init; } = true;

    /// <summary>The runs as they stand, in no order.</summary>
    internal IReadOnlyList<RunHead> Heads
    {
        get
        {
            lock (_gate)
            {
                return [.. _heads.Values];
            }
        }
    }

    /// <summary>Effects that no result has closed yet, oldest first.</summary>
    public IReadOnlyList<OutboxMessage> OpenOutbox
    {
        get
        {
            lock (_gate)
            {
                return [.. _outbox.Values.OrderBy(message => message.CreatedAt).ThenBy(message => message.Id, StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>Every task ever opened, in no order.</summary>
    public IReadOnlyList<TaskRecord> Tasks
    {
        get
        {
            lock (_gate)
            {
                return [.. _tasks.Values];
            }
        }
    }

    /// <summary>Puts a fact there that no run wrote.</summary>
    internal void PutFact(string type, string key, string json)
    {
        lock (_gate)
        {
            _facts[(type, key)] = json;
        }
    }

    /// <summary>The facts that runs wrote and did not withdraw: JSON by type and key.</summary>
    public IReadOnlyDictionary<(string Type, string Key), string> Facts
    {
        get
        {
            lock (_gate)
            {
                return new Dictionary<(string Type, string Key), string>(_facts);
            }
        }
    }

    public ValueTask<CommitOutcome> CommitAsync(Commit commit, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(commit);
        cancellation.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var refused = Refusal(commit);
            if (refused is null)
            {
                Apply(commit);
            }

            return ValueTask.FromResult(refused ?? CommitOutcome.Committed);
        }
    }

    public ValueTask<RunHead?> FindRunAsync(string runId, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            return ValueTask.FromResult(_heads.GetValueOrDefault(runId));
        }
    }

    public async IAsyncEnumerable<HistoryEntry> ReadHistoryAsync(
        string runId, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        HistoryEntry[] entries;
        lock (_gate)
        {
            entries = _history.TryGetValue(runId, out var list) ? [.. list] : [];
        }

        foreach (var entry in entries)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return entry;
        }

        await ValueTask.CompletedTask;
    }

    public ValueTask<BookmarkRecord?> FindBookmarkAsync(string bookmarkId, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            return ValueTask.FromResult(_bookmarks.GetValueOrDefault(bookmarkId));
        }
    }

    public ValueTask<IReadOnlyList<BookmarkRecord>> FindBookmarksAsync(
        string kind, string key, string? correlationId, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            IReadOnlyList<BookmarkRecord> found = _bookmarksByKey.TryGetValue((kind, key), out var list)
                ? [.. list.Where(b => correlationId is null || b.CorrelationId is null || b.CorrelationId == correlationId)]
                : [];
            return ValueTask.FromResult(found);
        }
    }

    public ValueTask<IReadOnlyList<TimerRecord>> DueTimersAsync(DateTimeOffset now, int limit, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            return ValueTask.FromResult<IReadOnlyList<TimerRecord>>([.. _timers.TakeWhile(timer => timer.DueAt <= now).Take(limit)]);
        }
    }

    public ValueTask<DateTimeOffset?> NextTimerAsync(CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            return ValueTask.FromResult(_timers.Min?.DueAt);
        }
    }

    public ValueTask<IReadOnlyList<Delivery>> PendingDeliveriesAsync(
        DateTimeOffset now, int limit, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            Unpark(_parked.TakeEnded(now));
            return ValueTask.FromResult<IReadOnlyList<Delivery>>([.. _deliveries.Values.Take(limit)]);
        }
    }

    public ValueTask<bool> ParkDeliveryAsync(string deliveryId, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            if (!_deliveryOrder.TryGetValue(deliveryId, out var order) || !_deliveries.TryGetValue(order, out var delivery)
                || _bookmarksByKey.GetValueOrDefault(("event", delivery.Target), []).Any(b => ParkedDeliveries.Fits(b, delivery)))
            {
                return ValueTask.FromResult(false);
            }

            _deliveries.Remove(order);
            _parked.Add(order, delivery);
            return ValueTask.FromResult(true);
        }
    }

    public ValueTask WakeDeliveriesAsync(CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            Unpark(_parked.TakeAll());
            return ValueTask.CompletedTask;
        }
    }

    public ValueTask<bool> DropDeliveryAsync(string deliveryId, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            return ValueTask.FromResult(RemoveDelivery(deliveryId));
        }
    }

    public ValueTask<string?> FindHolderAsync(string definitionId, string businessKey, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            return ValueTask.FromResult(_businessKeys.GetValueOrDefault((definitionId, businessKey)));
        }
    }

    public ValueTask<IdempotencyRecord?> FindIdempotencyAsync(string scope, string key, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            return ValueTask.FromResult(_idempotency.GetValueOrDefault((scope, key)));
        }
    }

    private CommitOutcome? Refusal(Commit commit)
    {
        var head = commit.Head;
        if (commit.Idempotency is { } request && _idempotency.ContainsKey((request.Scope, request.Key)))
        {
            return CommitOutcome.DuplicateRequest;
        }

        if ((commit.ConsumedDelivery is { } delivery && !_deliveryOrder.ContainsKey(delivery))
            || (commit.ConsumedOutbox is { } effect && !_outbox.ContainsKey(effect)))
        {
            return CommitOutcome.AlreadyConsumed;
        }

        if ((_heads.GetValueOrDefault(head.RunId)?.Version ?? 0) != head.Version - 1)
        {
            return CommitOutcome.VersionConflict;
        }

        var taken = head.BusinessKey is { } key && !HasEnded(head)
            && _businessKeys.TryGetValue((head.DefinitionId, key), out var holder) && holder != head.RunId;
        return taken ? CommitOutcome.BusinessKeyTaken : null;
    }

    private void Apply(Commit commit)
    {
        var head = commit.Head;
        MoveBusinessKey(head);
        _heads[head.RunId] = head;
        if (KeepsHistory)
        {
            (_history.TryGetValue(head.RunId, out var entries) ? entries : _history[head.RunId] = []).Add(commit.Entry);
        }

        foreach (var id in commit.BookmarksBurned)
        {
            BurnBookmark(id);
        }

        foreach (var bookmark in commit.BookmarksAdded)
        {
            AddBookmark(bookmark);
        }

        foreach (var timer in commit.TimersAdded)
        {
            _timers.Add(timer);
            (_timersByBookmark.TryGetValue(timer.BookmarkId, out var timers) ? timers : _timersByBookmark[timer.BookmarkId] = [])
                .Add(timer);
        }

        ApplyMessages(commit);
    }

    private void ApplyMessages(Commit commit)
    {
        foreach (var task in commit.Tasks)
        {
            _tasks[task.Id] = task;
        }

        if (commit.ConsumedOutbox is { } consumed)
        {
            _outbox.Remove(consumed);
        }

        foreach (var message in commit.Outbox)
        {
            _outbox.Add(message.Id, message);
        }

        if (commit.ConsumedDelivery is { } delivery)
        {
            RemoveDelivery(delivery);
        }

        foreach (var added in commit.Deliveries)
        {
            _deliveryOrder.Add(added.Id, ++_nextDelivery);
            _deliveries.Add(_nextDelivery, added);
        }

        foreach (var fact in commit.Facts)
        {
            WriteFact(fact);
        }

        if (commit.Idempotency is { } request)
        {
            _idempotency.Add((request.Scope, request.Key), request);
        }
    }

    private void WriteFact(FactWrite fact)
    {
        if (fact.Json is null)
        {
            _facts.Remove((fact.Type, fact.Key));
        }
        else
        {
            _facts[(fact.Type, fact.Key)] = fact.Json;
        }
    }

    private static bool HasEnded(RunHead head) => head.Status is RunStatus.Finished or RunStatus.Cancelled;

    private void MoveBusinessKey(RunHead head)
    {
        if (_heads.GetValueOrDefault(head.RunId) is { BusinessKey: { } former } old)
        {
            _businessKeys.Remove((old.DefinitionId, former));
        }

        if (head.BusinessKey is { } key && !HasEnded(head))
        {
            _businessKeys[(head.DefinitionId, key)] = head.RunId;
        }
    }

    private void AddBookmark(BookmarkRecord bookmark)
    {
        _bookmarks.Add(bookmark.Id, bookmark);
        var key = (bookmark.Kind, bookmark.Key);
        (_bookmarksByKey.TryGetValue(key, out var list) ? list : _bookmarksByKey[key] = []).Add(bookmark);
        Unpark(_parked.TakeFor(bookmark));
    }

    private void BurnBookmark(string id)
    {
        if (_bookmarks.Remove(id, out var bookmark) && _bookmarksByKey.TryGetValue((bookmark.Kind, bookmark.Key), out var list))
        {
            list.RemoveAt(list.FindIndex(other => other.Id == id));
        }

        if (_timersByBookmark.Remove(id, out var timers))
        {
            _timers.ExceptWith(timers);
        }
    }

    private void Unpark(IReadOnlyList<(long Order, Delivery Delivery)> deliveries)
    {
        foreach (var (order, delivery) in deliveries)
        {
            _deliveries.Add(order, delivery);
        }
    }

    private bool RemoveDelivery(string id) =>
        _deliveryOrder.Remove(id, out var order) && (_deliveries.Remove(order) || _parked.Remove(id));
}
