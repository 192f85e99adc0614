using Microsoft.Data.Sqlite;
using Workflows.Engine.Ports;

namespace Workflows.Benchmarks.Storage;

/// <summary>The least that writing these rows costs: prepared commands, one connection, one transaction a batch, nothing else.</summary>
internal sealed class BareLoop : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SqliteCommand version;
    private readonly SqliteCommand insertRun;
    private readonly SqliteCommand updateRun;
    private readonly SqliteCommand history;
    private readonly SqliteCommand burn;
    private readonly SqliteCommand dropTimers;
    private readonly SqliteCommand bookmark;

    public BareLoop(string path)
    {
        connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        Make("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -65536;", 0)
            .ExecuteNonQuery();
        version = Make("SELECT Version FROM Runs WHERE RunId = $1", 1);
        insertRun = Make(
            """
            INSERT INTO Runs (RunId, DefinitionId, DefinitionVersionId, Version, Status, OpenIncidents, CreatedAt, UpdatedAt, Hash, State,
                CorrelationId)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """, 11);
        updateRun = Make(
            """
            UPDATE Runs SET DefinitionId = $2, DefinitionVersionId = $3, Version = $4, Status = $5, OpenIncidents = $6, CreatedAt = $7,
                UpdatedAt = $8, Hash = $9, State = $10, CorrelationId = $11 WHERE RunId = $1
            """, 11);
        history = Make("INSERT INTO History (RunId, Sequence, At, Actor, Events, Hash) VALUES ($1, $2, $3, $4, $5, $6)", 6);
        burn = Make("DELETE FROM Bookmarks WHERE Id = $1", 1);
        dropTimers = Make("DELETE FROM Timers WHERE BookmarkId = $1", 1);
        bookmark = Make("INSERT INTO Bookmarks (Id, RunId, Kind, Key, CorrelationId, CreatedAt) VALUES ($1, $2, $3, $4, $5, $6)", 6);
    }

    public void Batch(IReadOnlyList<Commit> commits)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        foreach (var commit in commits)
        {
            Write(commit, transaction);
        }

        transaction.Commit();
    }

    public void Dispose() => connection.Dispose();

    private static SqliteCommand Bind(SqliteCommand command, SqliteTransaction transaction, params ReadOnlySpan<object> values)
    {
        command.Transaction = transaction;
        for (var n = 0; n < values.Length; n++)
        {
            command.Parameters[n].Value = values[n];
        }

        return command;
    }

    private void Write(Commit commit, SqliteTransaction t)
    {
        var (head, entry) = (commit.Head, commit.Entry);
        Bind(version, t, head.RunId).ExecuteScalar();
        Bind(
            head.Version == 1 ? insertRun : updateRun, t, head.RunId, head.DefinitionId, head.DefinitionVersionId, head.Version,
            (int)head.Status, head.OpenIncidents, head.CreatedAt.UtcTicks, head.UpdatedAt.UtcTicks, head.Hash.ToArray(),
            head.State.ToArray(), (object?)head.CorrelationId ?? DBNull.Value).ExecuteNonQuery();
        Bind(history, t, entry.RunId, entry.Sequence, entry.At.UtcTicks, entry.Actor, entry.Events.ToArray(), entry.Hash.ToArray())
            .ExecuteNonQuery();
        foreach (var id in commit.BookmarksBurned)
        {
            Bind(burn, t, id).ExecuteNonQuery();
            Bind(dropTimers, t, id).ExecuteNonQuery();
        }

        foreach (var mark in commit.BookmarksAdded)
        {
            Bind(bookmark, t, mark.Id, mark.RunId, mark.Kind, mark.Key, (object?)mark.CorrelationId ?? DBNull.Value,
                mark.CreatedAt.UtcTicks).ExecuteNonQuery();
        }
    }

    private SqliteCommand Make(string text, int values)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        for (var n = 1; n <= values; n++)
        {
            command.Parameters.Add(new SqliteParameter($"${n}", null));
        }

        return command;
    }
}
