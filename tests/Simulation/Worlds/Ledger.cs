using Workflows.Engine.Runs;

namespace Workflows.Simulation.Worlds;

/// <summary>What the world was answered, and may therefore rely on.</summary>
internal sealed class Ledger
{
    /// <summary>The highest version of each run that somebody was told of.</summary>
    public Dictionary<string, long> Versions { get; } = [];

    /// <summary>For each request key the run that it was answered with.</summary>
    public Dictionary<string, string> Requests { get; } = [];

    /// <summary>Tasks that somebody was told are done, with their outcome.</summary>
    public Dictionary<string, string> Tasks { get; } = [];

    /// <summary>Bookmarks that somebody was told are resumed.</summary>
    public HashSet<string> Bookmarks { get; } = [];

    /// <summary>Runs that people meddled with: no reference knows their course.</summary>
    public HashSet<string> Meddled { get; } = [];

    /// <summary>Takes an answer in.</summary>
    public void Answered(RunResult result)
    {
        if (result is { Outcome: RunOutcome.Done, RunId: { } run })
        {
            Versions[run] = Math.Max(Versions.GetValueOrDefault(run), result.Version);
        }
    }

    /// <summary>Takes in the answer to a request with a key: the first run counts, for ever.</summary>
    public void Answered(string key, string run)
    {
        if (Requests.TryGetValue(key, out var first) && first != run)
        {
            throw new InvariantBroken($"the request {key} was answered with {first} and with {run}");
        }

        Requests[key] = run;
    }

    /// <summary>Takes in that a task is done: it can be so only once.</summary>
    public void Completed(string task, string outcome)
    {
        if (!Tasks.TryAdd(task, outcome))
        {
            throw new InvariantBroken($"the task {task} was completed twice");
        }
    }

    /// <summary>Takes in that a bookmark is resumed: it can be so only once.</summary>
    public void Resumed(string bookmark)
    {
        if (!Bookmarks.Add(bookmark))
        {
            throw new InvariantBroken($"the bookmark {bookmark} was resumed twice");
        }
    }
}
