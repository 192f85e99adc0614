using System.Text.Json;
using Workflows.Engine.Ports;
using Workflows.Host.Storage;

namespace Workflows.Host.Observing;

/// <summary>An activity that came to its end in a burst.</summary>
/// <param name="Node">The activity in its definition.</param>
/// <param name="Instance">Which execution of it.</param>
/// <param name="Began">When the burst was decided that began it.</param>
/// <param name="End">What became of it: <c>completed</c>, <c>cancelled</c> or <c>faulted</c>.</param>
/// <param name="Problem">Why it faulted; null when it did not.</param>
internal sealed record EndedActivity(string Node, int Instance, DateTimeOffset Began, string End, string? Problem);

/// <summary>
/// Follows activities from the burst that began them to the burst that ended them. Of runs that began before this process did it learns
/// from their history.
/// </summary>
internal sealed class ActivityTimes(SqliteRunStore store)
{
    private const int MostRuns = 10_000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Dictionary<int, (string Node, DateTimeOffset Began)>> open = [];

    /// <summary>Takes a burst in and tells which activities ended with it.</summary>
    public IReadOnlyList<EndedActivity> Take(Commit commit)
    {
        lock (gate)
        {
            var ended = new List<EndedActivity>();
            foreach (var entry in Unknown(commit))
            {
                ended.Clear();
                Follow(entry, open[commit.Head.RunId], ended);
            }

            if (commit.Head.Status is RunStatus.Finished or RunStatus.Cancelled)
            {
                open.Remove(commit.Head.RunId);
            }

            return ended;
        }
    }

    // The entries that were not followed yet; the commit's own is the last.
    private List<HistoryEntry> Unknown(Commit commit)
    {
        if (open.ContainsKey(commit.Head.RunId))
        {
            return [commit.Entry];
        }

        if (open.Count == MostRuns)
        {
            open.Clear();
        }

        open[commit.Head.RunId] = [];
        return commit.Head.Version == 1
            ? [commit.Entry]
            : [.. store.ReadHistoryAsync(commit.Head.RunId).ToBlockingEnumerable().TakeWhile(e => e.Sequence <= commit.Entry.Sequence)];
    }

    private static void Follow(
        HistoryEntry entry, Dictionary<int, (string Node, DateTimeOffset Began)> running, List<EndedActivity> ended)
    {
        using var events = JsonDocument.Parse(entry.Events, new JsonDocumentOptions { MaxDepth = 16384 });
        foreach (var happened in events.RootElement.EnumerateArray())
        {
            var kind = happened.GetProperty("e").GetString();
            if (!happened.TryGetProperty("i", out var number) || !number.TryGetInt32(out var instance))
            {
                continue;
            }

            if (kind == "scheduled")
            {
                running[instance] = (happened.GetProperty("a").GetString()!, entry.At);
            }
            else if (kind is "completed" or "cancelled" or "faulted" && running.Remove(instance, out var known))
            {
                ended.Add(new(known.Node, instance, known.Began, kind, kind == "faulted" ? ProblemOf(happened) : null));
            }
        }
    }

    private static string ProblemOf(JsonElement faulted) =>
        $"{faulted.GetProperty("code").GetString()} {faulted.GetProperty("en").GetString()}";
}
