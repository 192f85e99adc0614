using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Workflows.Engine.Ports;
using Workflows.Host.Storage.Commits;

namespace Workflows.Host.Storage;

/// <summary>
/// Runs in a SQLite file (WAL, synchronous=FULL). One writer gathers commits; readers have connections of their own and never wait for it.
/// A full queue throws <see cref="StoreBusyException"/>, a failing disk <see cref="IOException"/>; in both cases nothing was written.
/// </summary>
internal sealed class SqliteRunStore : IRunStore, IDisposable
{
    private const int HistoryPortion = 100;

    private readonly GroupCommit writes;

    private SqliteRunStore(string path, CrashPoints crashes)
    {
        Rows = new StoredRows(path);
        writes = new GroupCommit(OpenWriter(path), crashes);
        writes.BatchWritten += count => BatchWritten?.Invoke(count);
    }

    /// <summary>The door for reading what this store has no question for.</summary>
    public StoredRows Rows { get; }

    /// <summary>Is told of every commit after it is on disk, so that nobody has to ask the file again and again.</summary>
    public event Action<Commit>? Committed;

    /// <summary>Is told of each batch of writes that went to disk together: how many they were.</summary>
    public event Action<int>? BatchWritten;

    /// <summary>Is told how long a commit took, from the wish to the disk.</summary>
    public event Action<TimeSpan>? CommitTimed;

    /// <summary>Is told after facts were written that no run wrote.</summary>
    public event Action? FactsWritten;

    /// <summary>Opens the file, makes it if it is absent, and brings its schema up to date.</summary>
    public static async Task<SqliteRunStore> OpenAsync(string path, CrashPoints crashes, CancellationToken cancellation = default)
    {
        await Schema.UpdateAsync<WorkflowsDb>(path, WorkflowsDb.NewestMigration, options => new(options), cancellation);
        return new SqliteRunStore(path, crashes);
    }

    /// <summary>Finishes what is waiting and closes the file.</summary>
    public void Dispose()
    {
        writes.Dispose();
        Rows.Dispose();
    }

    public async ValueTask<CommitOutcome> CommitAsync(Commit commit, CancellationToken cancellation = default)
    {
        // Once it is in the queue it is written: a caller that leaves must not make the answer and the disk disagree.
        cancellation.ThrowIfCancellationRequested();
        var began = Stopwatch.GetTimestamp();
        var outcome = await writes.CommitAsync(commit);
        CommitTimed?.Invoke(Stopwatch.GetElapsedTime(began));
        if (outcome == CommitOutcome.Committed)
        {
            Committed?.Invoke(commit);
        }

        return outcome;
    }

    public ValueTask<RunHead?> FindRunAsync(string runId, CancellationToken cancellation = default) =>
        ValueTask.FromResult(Rows.Find($"SELECT {RowReading.Run} FROM Runs WHERE RunId = $1", RowReading.ToRun, runId));

    /// <summary>The ids of all runs in order.</summary>
    public IReadOnlyList<string> AllRunIds() => Rows.Read("SELECT RunId FROM Runs ORDER BY RunId", row => row.GetString(0));

    public IAsyncEnumerable<HistoryEntry> ReadHistoryAsync(string runId, CancellationToken cancellation = default) =>
        ReadHistory(runId).ToAsyncEnumerable();

    public ValueTask<BookmarkRecord?> FindBookmarkAsync(string bookmarkId, CancellationToken cancellation = default) =>
        ValueTask.FromResult(Rows.Find(
            $"SELECT {RowReading.Bookmark} FROM Bookmarks WHERE Id = $1", RowReading.ToBookmark, bookmarkId));

    public ValueTask<IReadOnlyList<BookmarkRecord>> FindBookmarksAsync(
        string kind, string key, string? correlationId, CancellationToken cancellation = default)
    {
        const string Waiting = $"SELECT {RowReading.Bookmark}, rowid AS Number FROM Bookmarks WHERE Kind = $1 AND Key = $2";
        const string Ordered = "ORDER BY CreatedAt, Number";
        // Two questions in one, so that each finds its rows by the index however many runs wait under this key.
        return ValueTask.FromResult<IReadOnlyList<BookmarkRecord>>(correlationId is null
            ? Rows.Read($"{Waiting} {Ordered}", RowReading.ToBookmark, kind, key)
            : Rows.Read(
                $"{Waiting} AND CorrelationId IS NULL UNION ALL {Waiting} AND CorrelationId = $3 {Ordered}",
                RowReading.ToBookmark, kind, key, correlationId));
    }

    public ValueTask<IReadOnlyList<TimerRecord>> DueTimersAsync(
        DateTimeOffset now, int limit, CancellationToken cancellation = default) =>
        ValueTask.FromResult<IReadOnlyList<TimerRecord>>(Rows.Read(
            $"SELECT {RowReading.Timer} FROM Timers WHERE DueAt <= $1 ORDER BY DueAt, rowid LIMIT $2",
            RowReading.ToTimer, now.UtcTicks, limit));

    public ValueTask<DateTimeOffset?> NextTimerAsync(CancellationToken cancellation = default) =>
        ValueTask.FromResult(Rows.Find("SELECT min(DueAt) FROM Timers", row => RowReading.MomentOrNull(row, 0)));

    public ValueTask<IReadOnlyList<Delivery>> PendingDeliveriesAsync(
        DateTimeOffset now, int limit, CancellationToken cancellation = default) =>
        ValueTask.FromResult<IReadOnlyList<Delivery>>(Rows.Read(
            $"""
            SELECT {RowReading.Delivery}, Sequence FROM Deliveries WHERE ParkedUntil IS NULL
            UNION ALL SELECT {RowReading.Delivery}, Sequence FROM Deliveries WHERE ParkedUntil <= $1
            ORDER BY Sequence LIMIT $2
            """,
            RowReading.ToDelivery, now.UtcTicks, limit));

    public async ValueTask<bool> ParkDeliveryAsync(string deliveryId, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        return await writes.ParkDeliveryAsync(deliveryId);
    }

    public async ValueTask WakeDeliveriesAsync(CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        await writes.WakeDeliveriesAsync();
    }

    public async ValueTask<bool> DropDeliveryAsync(string deliveryId, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        return await writes.DropDeliveryAsync(deliveryId);
    }

    /// <summary>Writes facts that no run wrote, all or none, in their order; tells what became of each.</summary>
    public async ValueTask<FactChange[]> WriteFactsAsync(
        IReadOnlyList<FactWrite> facts, DateTimeOffset at, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        var changes = await writes.WriteFactsAsync(facts, at);
        FactsWritten?.Invoke();
        return changes;
    }

    /// <summary>Notes that an effect failed once more; false if it is closed already.</summary>
    public Task<bool> NoteAttemptAsync(EffectAttempt attempt) => writes.NoteAttemptAsync(attempt);

    /// <summary>Closes an effect whose result no run waits for; false if it is closed already.</summary>
    public Task<bool> CloseEffectAsync(string id) => writes.CloseEffectAsync(id);

    /// <summary>Changes the schema by a statement that does no harm when it is run again.</summary>
    public Task DefineAsync(string sql) => writes.DefineAsync(sql);

    /// <summary>Keeps a setting, over what it was before.</summary>
    public Task WriteSettingAsync(string name, string json) => writes.WriteSettingAsync(name, json);

    /// <summary>Deletes answers to requests from before a moment, at most so many; tells how many.</summary>
    public Task<int> ForgetRequestsAsync(DateTimeOffset before, int most) => writes.ForgetRequestsAsync(before, most);

    /// <summary>Deletes notes of changed facts from before one of them, at most so many; tells how many.</summary>
    public Task<int> ForgetChangesAsync(long before, int most) => writes.ForgetChangesAsync(before, most);

    public ValueTask<string?> FindHolderAsync(string definitionId, string businessKey, CancellationToken cancellation = default) =>
        ValueTask.FromResult(Rows.Find(
            "SELECT RunId FROM Runs WHERE DefinitionId = $1 AND BusinessKey = $2 AND BusinessKey IS NOT NULL AND Status NOT IN (2, 4)",
            row => row.GetString(0), definitionId, businessKey));

    public ValueTask<IdempotencyRecord?> FindIdempotencyAsync(string scope, string key, CancellationToken cancellation = default) =>
        ValueTask.FromResult(Rows.Find(
            "SELECT Scope, Key, RequestHash, Answer FROM Idempotency WHERE Scope = $1 AND Key = $2", RowReading.ToIdempotency, scope, key));

    // In portions: a run may live for years.
    private IEnumerable<HistoryEntry> ReadHistory(string runId)
    {
        const string Portion =
            $"SELECT {RowReading.History} FROM History WHERE RunId = $1 AND Sequence > $2 ORDER BY Sequence LIMIT $3";
        var last = 0L;
        List<HistoryEntry> entries;
        do
        {
            entries = Rows.Read(Portion, RowReading.ToHistory, runId, last, HistoryPortion);
            foreach (var entry in entries)
            {
                yield return entry;
                last = entry.Sequence;
            }
        }
        while (entries.Count == HistoryPortion);
    }

    private static SqliteConnection OpenWriter(string path)
    {
        var connection = Statement.Open(path);
        using var pragmas = connection.CreateCommand();
        pragmas.CommandText =
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA cache_size = -65536;";
        pragmas.ExecuteNonQuery();
        return connection;
    }
}
