using Workflows.Engine.Ports;
using Workflows.Host.Storage;

namespace Workflows.Host.Waking;

/// <summary>Wakes the workers by what a commit wrote.</summary>
internal sealed class Signals
{
    public Signals(SqliteRunStore store)
    {
        store.Committed += Wake;
        store.FactsWritten += Facts.Set;
    }

    /// <summary>Effects are waiting to be carried out.</summary>
    public Signal Effects { get; } = new();

    /// <summary>Messages between runs are waiting.</summary>
    public Signal Deliveries { get; } = new();

    /// <summary>Due times were added.</summary>
    public Signal Timers { get; } = new();

    /// <summary>A schedule may be due, or another definition is published.</summary>
    public Signal Schedules { get; } = new();

    /// <summary>Facts have changed.</summary>
    public Signal Facts { get; } = new();

    private void Wake(Commit commit)
    {
        Set(Effects, commit.Outbox.Count);
        // A new wait may be for an event that was set aside.
        Set(Deliveries, commit.Deliveries.Count + commit.BookmarksAdded.Count(mark => mark.Kind == "event"));
        Set(Timers, commit.TimersAdded.Count);
        Set(Facts, commit.Facts.Count);
    }

    private static void Set(Signal signal, int count)
    {
        if (count > 0)
        {
            signal.Set();
        }
    }
}
