using Workflows.Engine.Ports;
using Workflows.Host.Storage;

namespace Workflows.Host.Triggers;

/// <summary>
/// The routes at which runs wait. Most requests start runs, and need not ask the store each time whether one waits: a route is added by the
/// commit that makes a run wait there, and all are read again now and then, for what another process wrote and for what is gone.
/// </summary>
internal sealed class WaitingRoutes
{
    private const string Kind = "http";
    private const int Most = 1000;

    // Another process may make a run wait at a new route; this is how long it may stay unknown here.
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(1);

    private readonly SqliteRunStore store;
    private readonly TimeProvider clock;
    private readonly Lock changing = new();
    private volatile Known known = new([], DateTimeOffset.MinValue);

    public WaitingRoutes(SqliteRunStore store, TimeProvider clock)
    {
        this.store = store;
        this.clock = clock;
        store.Committed += Add;
    }

    /// <summary>The routes with their methods, among them perhaps one at which nobody waits any more.</summary>
    public IReadOnlyCollection<string> Keys()
    {
        if (clock.GetUtcNow() - known.ReadAt < Remembered)
        {
            return known.Keys;
        }

        lock (changing)
        {
            // What is committed while this reads comes after it, since adding waits.
            known = new([.. store.WaitingKeys(Kind, Most)], clock.GetUtcNow());
            return known.Keys;
        }
    }

    private void Add(Commit commit)
    {
        foreach (var bookmark in commit.BookmarksAdded)
        {
            if (bookmark.Kind == Kind)
            {
                Add(bookmark.Key);
            }
        }
    }

    private void Add(string key)
    {
        lock (changing)
        {
            if (!known.Keys.Contains(key))
            {
                known = known with { Keys = [.. known.Keys, key] };
            }
        }
    }

    private sealed record Known(HashSet<string> Keys, DateTimeOffset ReadAt);
}
