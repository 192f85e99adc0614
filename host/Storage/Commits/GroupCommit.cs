using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Workflows.Engine.Ports;

namespace Workflows.Host.Storage.Commits;

/// <summary>
/// The one writer of a database: a thread that gathers what is waiting into one transaction and answers each caller after that
/// transaction is on disk. Under load the batches grow by themselves, since more comes in while the disk works.
/// </summary>
internal sealed class GroupCommit : IDisposable
{
    /// <summary>How many writes may wait; more are refused at once, so that callers learn of an overload while they can react.</summary>
    public const int MostWaiting = 8192;

    private const int MostInBatch = 512;

    private readonly Channel<Write> queue = Channel.CreateBounded<Write>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
    private readonly SqliteConnection connection;
    private readonly CommitWriter writer;
    private readonly LogCopier log;
    private readonly CrashPoints crashes;
    private readonly Statement begin;
    private readonly Statement commit;
    private readonly Statement rollback;
    private readonly Thread thread;

    /// <summary>Is told of each batch that is on disk: how many writes it held. On the writer's thread.</summary>
    public event Action<int>? BatchWritten;

    /// <summary>Takes over an open connection, which nobody else may use from now on.</summary>
    public GroupCommit(SqliteConnection connection, CrashPoints crashes)
    {
        this.connection = connection;
        this.crashes = crashes;
        writer = new CommitWriter(connection);
        log = new LogCopier(connection);
        begin = new Statement(connection, "BEGIN IMMEDIATE");
        commit = new Statement(connection, "COMMIT");
        rollback = new Statement(connection, "ROLLBACK");
        thread = new Thread(Work) { IsBackground = true, Name = "store writer" };
        thread.Start();
    }

    /// <summary>Writes a commit; the answer comes when it is durable.</summary>
    public Task<CommitOutcome> CommitAsync(Commit burst) => Enqueue(new Write<CommitOutcome>(by => by.Write(burst)));

    /// <summary>Deletes a delivery; the answer comes when that is durable.</summary>
    public Task<bool> DropDeliveryAsync(string id) => Enqueue(new Write<bool>(by => by.DropDelivery(id)));

    /// <summary>Sets a delivery aside; false if somebody waits for it or it is gone.</summary>
    public Task<bool> ParkDeliveryAsync(string id) => Enqueue(new Write<bool>(by => by.Parking.Park(id)));

    /// <summary>Takes up again what was set aside.</summary>
    public Task WakeDeliveriesAsync() => Enqueue(new Write<int>(by => by.Parking.WakeAll()));

    /// <summary>Writes facts that no run wrote, all or none; tells what became of each.</summary>
    public Task<FactChange[]> WriteFactsAsync(IReadOnlyList<FactWrite> facts, DateTimeOffset at) =>
        Enqueue(new Write<FactChange[]>(by => by.WriteFacts(facts, at)));

    /// <summary>Notes that an effect failed once more; false if it is closed already.</summary>
    public Task<bool> NoteAttemptAsync(EffectAttempt attempt) => Enqueue(new Write<bool>(by => by.NoteAttempt(attempt)));

    /// <summary>Deletes answers to requests from before a moment, at most so many; tells how many.</summary>
    public Task<int> ForgetRequestsAsync(DateTimeOffset before, int most) => Enqueue(new Write<int>(by => by.ForgetRequests(before, most)));

    /// <summary>Deletes notes of changed facts from before one of them, at most so many; tells how many.</summary>
    public Task<int> ForgetChangesAsync(long before, int most) => Enqueue(new Write<int>(by => by.ForgetChanges(before, most)));

    /// <summary>Closes an effect whose result no run waits for; false if it is closed already.</summary>
    public Task<bool> CloseEffectAsync(string id) => Enqueue(new Write<bool>(by => by.CloseEffect(id)));

    /// <summary>Changes the schema by a statement that does no harm when it is run again.</summary>
    public Task DefineAsync(string sql) => Enqueue(new Write<bool>(by => by.Define(sql)));

    /// <summary>Keeps a setting, over what it was before.</summary>
    public Task<bool> WriteSettingAsync(string name, string json) => Enqueue(new Write<bool>(by => by.WriteSetting(name, json)));

    /// <summary>Takes in nothing more, finishes what is waiting and closes the connection.</summary>
    public void Dispose()
    {
        // A container that knows the store by two names disposes of it twice.
        if (!queue.Writer.TryComplete())
        {
            return;
        }

        thread.Join();
        log.Dispose();
        writer.Dispose();
        begin.Dispose();
        commit.Dispose();
        rollback.Dispose();
        connection.Dispose();
    }

    private Task<T> Enqueue<T>(Write<T> write)
    {
        // Fails when full and when closed; the second is the caller's own mistake in order of shutting down.
        if (!queue.Writer.TryWrite(write))
        {
            throw new StoreBusyException(MostWaiting);
        }

        return write.Answer;
    }

    private void Work()
    {
        var batch = new List<Write>(MostInBatch);
        while (queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            batch.Clear();
            while (batch.Count < MostInBatch && queue.Reader.TryRead(out var write))
            {
                batch.Add(write);
            }

            WriteBatch(batch);
            log.AfterBatch();
        }
    }

    private void WriteBatch(List<Write> batch)
    {
        if (Try(batch) is not { } failure)
        {
            batch.ForEach(write => write.Succeed());
            BatchWritten?.Invoke(batch.Count);
        }
        else if (batch.Count > 1 && !IsOfTheDisk(failure))
        {
            // One of them breaks a rule of the schema or is too big for a row: the others must not suffer for it.
            batch.ForEach(write => WriteBatch([write]));
        }
        else
        {
            batch.ForEach(write => write.Fail(failure));
        }
    }

    // What ails the file ails all writes alike: to try each would only make everybody wait longer.
    private static bool IsOfTheDisk(Exception failure) =>
        failure is SqliteException { SqliteErrorCode: raw.SQLITE_FULL or raw.SQLITE_IOERR or raw.SQLITE_CORRUPT or raw.SQLITE_READONLY };

    private Exception? Try(List<Write> batch)
    {
        try
        {
            begin.Run();
            batch.ForEach(write => write.Run(writer));
            crashes.Reach(CrashPoints.BeforeCommit);
            commit.Run();
            crashes.Reach(CrashPoints.AfterCommit);
            return null;
        }
        // Everything ends here, as the answer to who asked for the write: what left this thread would end the process.
        catch (Exception failure)
        {
            if (raw.sqlite3_get_autocommit(connection.Handle) == 0)
            {
                rollback.Run();
            }

            return failure;
        }
    }

    private abstract class Write
    {
        public abstract void Run(CommitWriter writer);

        public abstract void Succeed();

        public abstract void Fail(Exception failure);
    }

    private sealed class Write<T>(Func<CommitWriter, T> work) : Write
    {
        private readonly TaskCompletionSource<T> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? result;

        public Task<T> Answer => answer.Task;

        public override void Run(CommitWriter writer) => result = work(writer);

        public override void Succeed() => answer.SetResult(result!);

        public override void Fail(Exception failure) =>
            answer.SetException(new IOException($"Nothing was written: {failure.Message}", failure));
    }
}
