using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine.Ports;
using Workflows.Host.Storage.Commits;

namespace Workflows.Host.Storage;

/// <summary>
/// Runs in a SQLite file (WAL, synchronous=FULL). One writer gathers commits; readers use pooled connections and never wait for it.
/// A full queue throws <see cref="StoreBusyException"/>, a failing disk <see cref="IOException"/>; in both cases nothing was written.
/// </summary>
internal sealed class SqliteRunStore : IRunStore, IDisposable
{
    private readonly string connectionString;
    private readonly GroupCommit writes;

    private SqliteRunStore(string path, CrashPoints crashes)
    {
        connectionString = $"Data Source={path}";
        writes = new GroupCommit(OpenWriter(path), crashes);
    }

    /// <summary>Is told of every commit after it is on disk, so that nobody has to ask the file again and again.</summary>
    public event Action<Commit>? Committed;

    /// <summary>Is told after facts were written that no run wrote.</summary>
    public event Action? FactsWritten;

    /// <summary>Opens the file, makes it if it is absent, and brings its schema up to date.</summary>
    public static async Task<SqliteRunStore> OpenAsync(string path, CrashPoints crashes, CancellationToken cancellation = default)
    {
        var options = new DbContextOptionsBuilder<WorkflowsDb>().UseSqlite($"Data Source={path}").Options;
        await using (var db = new WorkflowsDb(options))
        {
            await db.Database.MigrateAsync(cancellation);
        }

        return new SqliteRunStore(path, crashes);
    }

    /// <summary>Finishes what is waiting and closes the file.</summary>
    public void Dispose()
    {
        writes.Dispose();
        using var pooled = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(pooled);
    }

    public async ValueTask<CommitOutcome> CommitAsync(Commit commit, CancellationToken cancellation = default)
    {
        // Once it is in the queue it is written: a caller that leaves must not make the answer and the disk disagree.
        cancellation.ThrowIfCancellationRequested();
        var outcome = await writes.CommitAsync(commit);
        if (outcome == CommitOutcome.Committed)
        {
            Committed?.Invoke(commit);
        }

        return outcome;
    }

    public async ValueTask<RunHead?> FindRunAsync(string runId, CancellationToken cancellation = default) =>
        (await ReadAsync($"SELECT {RowReading.Run} FROM Runs WHERE RunId = $1", RowReading.ToRun, cancellation, runId)).SingleOrDefault();

    /// <summary>The ids of all runs in order.</summary>
    public async Task<IReadOnlyList<string>> AllRunIdsAsync(CancellationToken cancellation = default) =>
        await ReadAsync("SELECT RunId FROM Runs ORDER BY RunId", row => row.GetString(0), cancellation);

    public async IAsyncEnumerable<HistoryEntry> ReadHistoryAsync(
        string runId, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var sql = $"SELECT {RowReading.History} FROM History WHERE RunId = $1 ORDER BY Sequence";
        foreach (var entry in await ReadAsync(sql, RowReading.ToHistory, cancellation, runId))
        {
            yield return entry;
        }
    }

    public async ValueTask<BookmarkRecord?> FindBookmarkAsync(string bookmarkId, CancellationToken cancellation = default) =>
        (await ReadAsync($"SELECT {RowReading.Bookmark} FROM Bookmarks WHERE Id = $1", RowReading.ToBookmark, cancellation, bookmarkId))
            .SingleOrDefault();

    public async ValueTask<IReadOnlyList<BookmarkRecord>> FindBookmarksAsync(
        string kind, string key, string? correlationId, CancellationToken cancellation = default)
    {
        var sql = $"""
            SELECT {RowReading.Bookmark} FROM Bookmarks
            WHERE Kind = $1 AND Key = $2 AND ($3 IS NULL OR CorrelationId IS NULL OR CorrelationId = $3) ORDER BY CreatedAt, rowid
            """;
        return await ReadAsync(sql, RowReading.ToBookmark, cancellation, kind, key, correlationId);
    }

    public async ValueTask<IReadOnlyList<TimerRecord>> DueTimersAsync(
        DateTimeOffset now, int limit, CancellationToken cancellation = default)
    {
        var sql = $"SELECT {RowReading.Timer} FROM Timers WHERE DueAt <= $1 ORDER BY DueAt, rowid LIMIT $2";
        return await ReadAsync(sql, RowReading.ToTimer, cancellation, now.UtcTicks, limit);
    }

    public async ValueTask<DateTimeOffset?> NextTimerAsync(CancellationToken cancellation = default) =>
        (await ReadAsync("SELECT min(DueAt) FROM Timers", row => RowReading.MomentOrNull(row, 0), cancellation)).Single();

    public async ValueTask<IReadOnlyList<Delivery>> PendingDeliveriesAsync(int limit, CancellationToken cancellation = default)
    {
        var sql = $"SELECT {RowReading.Delivery} FROM Deliveries ORDER BY Sequence LIMIT $1";
        return await ReadAsync(sql, RowReading.ToDelivery, cancellation, limit);
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

    public async ValueTask<IdempotencyRecord?> FindIdempotencyAsync(string scope, string key, CancellationToken cancellation = default)
    {
        const string Sql = "SELECT Scope, Key, RequestHash, Answer FROM Idempotency WHERE Scope = $1 AND Key = $2";
        return (await ReadAsync(Sql, RowReading.ToIdempotency, cancellation, scope, key)).SingleOrDefault();
    }

    private static SqliteConnection OpenWriter(string path)
    {
        // Its own connection, never from the pool: what is prepared on it lives as long as the store.
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var pragmas = connection.CreateCommand();
        pragmas.CommandText =
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -65536;";
        pragmas.ExecuteNonQuery();
        return connection;
    }

    private async Task<List<T>> ReadAsync<T>(
        string sql, Func<SqliteDataReader, T> read, CancellationToken cancellation, params object?[] values)
    {
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var n = 0; n < values.Length; n++)
        {
            command.Parameters.AddWithValue($"${n + 1}", values[n] ?? DBNull.Value);
        }

        var rows = new List<T>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
