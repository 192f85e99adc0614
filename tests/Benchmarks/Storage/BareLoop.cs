using Microsoft.Data.Sqlite;
using Workflows.Engine.Ports;
using Workflows.Host.Storage;

namespace Workflows.Benchmarks.Storage;

/// <summary>
/// The least that writing these rows costs: the product's own prepared statements on one connection, one transaction a batch, nothing else.
/// </summary>
internal sealed class BareLoop : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly Statement begin;
    private readonly Statement commit;
    private readonly Statement version;
    private readonly Statement insertRun;
    private readonly Statement updateRun;
    private readonly Statement history;
    private readonly Statement burn;
    private readonly Statement dropTimers;
    private readonly Statement bookmark;

    public BareLoop(string path)
    {
        connection = Statement.Open(path);
        using (var pragmas = connection.CreateCommand())
        {
            pragmas.CommandText =
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -65536;";
            pragmas.ExecuteNonQuery();
        }

        begin = new(connection, "BEGIN IMMEDIATE");
        commit = new(connection, "COMMIT");
        version = new(connection, "SELECT Version FROM Runs WHERE RunId = $1");
        insertRun = new(
            connection,
            """
            INSERT INTO Runs (RunId, DefinitionId, DefinitionVersionId, Version, Status, OpenIncidents, CreatedAt, UpdatedAt, Hash, State,
                CorrelationId)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """);
        updateRun = new(
            connection,
            """
            UPDATE Runs SET DefinitionId = $2, DefinitionVersionId = $3, Version = $4, Status = $5, OpenIncidents = $6, CreatedAt = $7,
                UpdatedAt = $8, Hash = $9, State = $10, CorrelationId = $11 WHERE RunId = $1
            """);
        history = new(
            connection, "INSERT INTO History (RunId, Sequence, At, Actor, Events, Hash) VALUES ($1, $2, $3, $4, $5, $6)");
        burn = new(connection, "DELETE FROM Bookmarks WHERE Id = $1");
        dropTimers = new(connection, "DELETE FROM Timers WHERE BookmarkId = $1");
        bookmark = new(
            connection, "INSERT INTO Bookmarks (Id, RunId, Kind, Key, CorrelationId, CreatedAt) VALUES ($1, $2, $3, $4, $5, $6)");
    }

    public void Batch(IReadOnlyList<Commit> commits)
    {
        begin.Run();
        foreach (var written in commits)
        {
            Write(written);
        }

        commit.Run();
    }

    public void Dispose()
    {
        foreach (var statement in new[] { begin, commit, version, insertRun, updateRun, history, burn, dropTimers, bookmark })
        {
            statement.Dispose();
        }

        connection.Dispose();
    }

    private void Write(Commit written)
    {
        var (head, entry) = (written.Head, written.Entry);
        version.Finds(head.RunId);
        (head.Version == 1 ? insertRun : updateRun).Run(
            head.RunId, head.DefinitionId, head.DefinitionVersionId, head.Version, (int)head.Status, head.OpenIncidents,
            head.CreatedAt.UtcTicks, head.UpdatedAt.UtcTicks, head.Hash, head.State, head.CorrelationId);
        history.Run(entry.RunId, entry.Sequence, entry.At.UtcTicks, entry.Actor, entry.Events, entry.Hash);
        foreach (var id in written.BookmarksBurned)
        {
            burn.Run(id);
            dropTimers.Run(id);
        }

        foreach (var mark in written.BookmarksAdded)
        {
            bookmark.Run(mark.Id, mark.RunId, mark.Kind, mark.Key, mark.CorrelationId, mark.CreatedAt.UtcTicks);
        }
    }
}
