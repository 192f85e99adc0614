using Microsoft.Data.Sqlite;
using Workflows.Host.Storage;

namespace Workflows.Simulation.Worlds;

/// <summary>What goes wrong with one write.</summary>
internal enum Trouble
{
    None,

    /// <summary>The process dies when rows are written and nothing is durable.</summary>
    CrashBeforeCommit,

    /// <summary>The process dies when all is durable and nobody was answered.</summary>
    CrashAfterCommit,

    /// <summary>The process dies while the write-ahead log is being written: its end is missing.</summary>
    CrashInCommit,

    /// <summary>The disk is full.</summary>
    Full,

    /// <summary>The disk fails.</summary>
    Broken,

    /// <summary>The disk takes its time.</summary>
    Slow,
}

/// <summary>
/// The folder of one world and the troubles of its disk. A crash leaves a copy of the files as they were at that moment; the next process
/// goes on with the copy, and whatever the dead one still does reaches nobody.
/// </summary>
internal sealed class SimulatedDisk(Random random, SimulatedClock clock) : IDisposable
{
    private const int SqliteFull = 13;
    private const int SqliteFailure = 10;
    private readonly string folder = Directory.CreateTempSubdirectory("workflows-simulation-").FullName;
    private readonly Lock gate = new();
    private Trouble trouble;
    private long logBefore;
    private int process;

    /// <summary>The file that the present process works on.</summary>
    public string File => Path.Combine(folder, $"{process}.db");

    /// <summary>Whether the present process is dead.</summary>
    public bool HasCrashed { get; private set; }

    /// <summary>Lets the next write meet with trouble.</summary>
    public void Arm(Trouble next)
    {
        lock (gate)
        {
            trouble = next;
        }
    }

    /// <summary>Is told by the store what place it has come to, on its own thread.</summary>
    public void Reached(string place)
    {
        lock (gate)
        {
            if (HasCrashed)
            {
                return;
            }

            if (place == CrashPoints.BeforeCommit)
            {
                BeforeCommit();
            }
            else if (place == CrashPoints.AfterCommit && trouble is Trouble.CrashAfterCommit or Trouble.CrashInCommit)
            {
                Crash(isTorn: trouble == Trouble.CrashInCommit);
            }
        }
    }

    /// <summary>The process dies between two writes.</summary>
    public void Crash()
    {
        lock (gate)
        {
            if (!HasCrashed)
            {
                Crash(isTorn: false);
            }
        }
    }

    /// <summary>Another process begins on what the crash left behind.</summary>
    public void Restart()
    {
        lock (gate)
        {
            process++;
            HasCrashed = false;
            trouble = Trouble.None;
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private void BeforeCommit()
    {
        var (met, log) = (trouble, new FileInfo(File + "-wal"));
        logBefore = log.Exists ? log.Length : 0;
        if (met is Trouble.CrashAfterCommit or Trouble.CrashInCommit or Trouble.None)
        {
            return;
        }

        trouble = Trouble.None;
        switch (met)
        {
            case Trouble.CrashBeforeCommit:
                Crash(isTorn: false);
                break;
            case Trouble.Full:
                throw new SqliteException("database or disk is full", SqliteFull);
            case Trouble.Broken:
                throw new SqliteException("disk I/O error", SqliteFailure);
            default:
                clock.Move(TimeSpan.FromMilliseconds(random.Next(50, 30_000)));
                break;
        }
    }

    private void Crash(bool isTorn)
    {
        var next = Path.Combine(folder, $"{process + 1}.db");
        System.IO.File.Copy(File, next);
        if (System.IO.File.Exists(File + "-wal"))
        {
            System.IO.File.Copy(File + "-wal", next + "-wal");
            using var log = new FileStream(next + "-wal", FileMode.Open);
            if (isTorn && log.Length > logBefore)
            {
                log.SetLength(random.NextInt64(logBefore, log.Length));
            }
        }

        HasCrashed = true;
    }
}
