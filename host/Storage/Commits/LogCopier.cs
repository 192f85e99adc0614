using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Workflows.Host.Storage.Commits;

/// <summary>
/// Copies what the write-ahead log holds into the file (a checkpoint) beside the writer, which would else stand still for it after every
/// few thousand pages, and everybody who waits for a commit with it. Since the log grows meanwhile, the writer copies the small rest
/// between two batches; only then can the log begin anew. A copy that fails loses nothing: the log keeps what it holds, and the next
/// copy begins where this one ended.
/// </summary>
internal sealed class LogCopier : IDisposable
{
    // The disk brings one large copy home in one piece, and commits wait behind it: of requests at 1,500 a second the slowest hundredth
    // took 14 to 20 ms with a thousand pages, 15 to 38 with four thousand and 65 to 108 with sixteen thousand.
    private const int PagesBetween = 1000;

    private readonly SqliteConnection writer;
    private readonly SqliteConnection beside;
    private readonly AutoResetEvent due = new(initialState: false);
    private readonly Thread thread;
    private volatile State state;
    private volatile bool ends;
    private int pages;

    /// <summary>Takes over the copying for a writer's connection, which does no more of it by itself.</summary>
    public LogCopier(SqliteConnection writer)
    {
        this.writer = writer;
        beside = Statement.Open(writer.DataSource);
        thread = new Thread(Work) { IsBackground = true, Name = "store log" };
        thread.Start();
    }

    private enum State
    {
        Idle,
        Copying,
        Copied,
    }

    /// <summary>Is told by the writer, on its thread and outside a transaction, that a batch is in the log.</summary>
    public void AfterBatch()
    {
        _ = raw.sqlite3_db_status(writer.Handle, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var written, out _, 1);
        pages += written;
        if (state == State.Copied)
        {
            Copy(writer);
            state = State.Idle;
        }
        else if (state == State.Idle && pages >= PagesBetween)
        {
            pages = 0;
            state = State.Copying;
            due.Set();
        }
    }

    public void Dispose()
    {
        ends = true;
        due.Set();
        thread.Join();
        due.Dispose();
        beside.Dispose();
    }

    private void Work()
    {
        while (due.WaitOne() && !ends)
        {
            Copy(beside);
            state = State.Copied;
        }
    }

    private static void Copy(SqliteConnection connection) =>
        _ = raw.sqlite3_wal_checkpoint_v2(connection.Handle, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _);
}
