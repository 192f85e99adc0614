using Workflows.Engine.Ports;
using Workflows.Host.Storage;

namespace Workflows.Host.Triggers;

/// <summary>
/// Where runs wait for requests. An address without parameters is looked up in the store, so there may be one for each run. Routes with
/// parameters are held here: one is added by the commit that makes a run wait there, and all are read again now and then, for what
/// another process wrote and for what is gone.
/// </summary>
internal sealed class WaitingRoutes
{
    private const string Kind = "http";
    private const char Parameter = '{';

    // More than one is told as such: which they are is of no use to a caller.
    private const int Enough = 2;

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

    /// <summary>The waiting places at an address that has no parameters, at most two; whatever the case of its letters.</summary>
    public IReadOnlyList<BookmarkRecord> AtAddress(string method, PathString path, string? correlationId)
    {
        var address = path.Value.AsSpan().Trim('/');
        return address.Contains(Parameter) ? [] : Find("Key = $1 COLLATE NOCASE", $"{method} /{address}", correlationId);
    }

    /// <summary>The waiting places at a route with parameters, at most two.</summary>
    public IReadOnlyList<BookmarkRecord> AtRoute(string key, string? correlationId) => Find("Key = $1", key, correlationId);

    /// <summary>
    /// The routes with parameters that fit a path, those with more words of their own first; among them perhaps one at which nobody waits
    /// any more.
    /// </summary>
    public IEnumerable<(string Key, RouteValueDictionary Values)> Fitting(string method, PathString path)
    {
        foreach (var route in Routes())
        {
            if (route.Pattern.Method == method && route.Pattern.Match(path) is { } values)
            {
                yield return (route.Key, values);
            }
        }
    }

    private List<BookmarkRecord> Find(string isThere, string key, string? correlationId)
    {
        // Two questions in one, so that each finds its rows by the index however many runs wait there.
        var waiting = $"SELECT {RowReading.Bookmark} FROM Bookmarks WHERE Kind = '{Kind}' AND {isThere}";
        return correlationId is null
            ? store.Rows.Read($"{waiting} LIMIT {Enough}", RowReading.ToBookmark, key)
            : store.Rows.Read(
                $"{waiting} AND CorrelationId IS NULL UNION ALL {waiting} AND CorrelationId = $2 LIMIT {Enough}",
                RowReading.ToBookmark, key, correlationId);
    }

    private List<Route> Routes()
    {
        if (clock.GetUtcNow() - known.ReadAt < Remembered)
        {
            return known.Routes;
        }

        lock (changing)
        {
            // What is committed while this reads comes after it, since adding waits.
            var former = known.Routes.ToDictionary(route => route.Key, StringComparer.Ordinal);
            var routes = Keys().Select(key => former.GetValueOrDefault(key) ?? Route.Of(key)).OfType<Route>().Order().ToList();
            known = new(routes, clock.GetUtcNow());
            return routes;
        }
    }

    // As quick with many runs at a route as with few.
    private List<string> Keys() => store.Rows.Read(
        $"""
        WITH RECURSIVE Routes (Key) AS (
            SELECT min(Key) FROM Bookmarks WHERE Kind = '{Kind}' AND instr(Key, '{Parameter}') > 0
            UNION ALL SELECT (
                SELECT min(Key) FROM Bookmarks WHERE Kind = '{Kind}' AND instr(Key, '{Parameter}') > 0 AND Key > Routes.Key)
            FROM Routes WHERE Key IS NOT NULL)
        SELECT Key FROM Routes WHERE Key IS NOT NULL
        """, row => row.GetString(0));

    private void Add(Commit commit)
    {
        foreach (var bookmark in commit.BookmarksAdded)
        {
            if (bookmark.Kind == Kind && bookmark.Key.Contains(Parameter, StringComparison.Ordinal))
            {
                Add(bookmark.Key);
            }
        }
    }

    private void Add(string key)
    {
        lock (changing)
        {
            if (!known.Routes.Exists(route => route.Key == key) && Route.Of(key) is { } added)
            {
                known = known with { Routes = [.. known.Routes.Append(added).Order()] };
            }
        }
    }

    private sealed record Known(List<Route> Routes, DateTimeOffset ReadAt);

    private sealed record Route(string Key, RoutePattern Pattern) : IComparable<Route>
    {
        public static Route? Of(string key) => RoutePattern.Of(key) is { } pattern ? new(key, pattern) : null;

        public int CompareTo(Route? other) => other is null ? 1
            : (Pattern.Precedence, Key).CompareTo((other.Pattern.Precedence, other.Key));
    }
}
