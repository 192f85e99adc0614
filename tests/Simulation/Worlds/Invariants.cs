using Microsoft.EntityFrameworkCore;
using Workflows.Engine.Ports;
using Workflows.Engine.Runs;
using Workflows.Engine.Runs.Codecs;
using Workflows.Host.Storage;

namespace Workflows.Simulation.Worlds;

/// <summary>What must hold after every step, whatever happened: looked at in the file, not in what the product says of itself.</summary>
internal sealed class Invariants(World world)
{
    public async Task CheckAsync(IEnumerable<string> runs)
    {
        await using var db = world.Host.Open();
        foreach (var run in runs.Distinct())
        {
            await CheckRunAsync(db, run);
        }

        await CheckAnswersAsync(db);
        await CheckBusinessKeysAsync(db);
    }

    private static void Must(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvariantBroken(what);
        }
    }

    private async Task CheckRunAsync(WorkflowsDb db, string run)
    {
        if (await world.Host.Store.FindRunAsync(run) is not { } head)
        {
            Must(!await db.History.AnyAsync(h => h.RunId == run), $"{run} has a history and no state");
            return;
        }

        var check = await HistoryCheck.VerifyAsync(world.Host.Store, run);
        Must(check.IsClean, $"{run}: {check.Fault}");
        var state = RunState.Restore(head);
        await CheckHistoryAsync(run);
        await CheckRowsAsync(db, state);
        await CheckWaitingAsync(db, head, state);
    }

    /// <summary>Each thing happens once, and no timer before its time.</summary>
    private async Task CheckHistoryAsync(string run)
    {
        var resumed = new HashSet<string>();
        var ended = new HashSet<int>();
        var due = new Dictionary<string, DateTimeOffset>();
        await foreach (var entry in world.Host.Store.ReadHistoryAsync(run))
        {
            foreach (var happened in EventReader.Read(entry.Events))
            {
                switch (happened)
                {
                    case TimerSet timer:
                        due[timer.BookmarkId] = timer.DueAt;
                        break;
                    case BookmarkAdded e:
                        resumed.Remove(e.Id);
                        break;
                    case BookmarkResumed e:
                        Must(resumed.Add(e.Id), $"{run} resumed {e.Id} twice");
                        Must(entry.Actor != "timer" || due[e.Id] <= entry.At, $"{run} was woken at {entry.At}, before {e.Id} was due");
                        break;
                    case Completed { Instance: not 1 } e:
                        Must(ended.Add(e.Instance), $"{run} completed execution {e.Instance} twice");
                        break;
                    case Cancelled e:
                        Must(ended.Add(e.Instance), $"{run} ended execution {e.Instance} twice");
                        break;
                }
            }
        }

        Must(world.Ledger.Versions.GetValueOrDefault(run) <= (await world.Host.Store.FindRunAsync(run))!.Version, $"{run} lost a burst");
    }

    /// <summary>The tables say the same as the run's own state.</summary>
    private static async Task CheckRowsAsync(WorkflowsDb db, RunState state)
    {
        var run = state.RunId;
        var bookmarks = await db.Bookmarks.Where(b => b.RunId == run).Select(b => b.Id).ToListAsync();
        Must(bookmarks.Order().SequenceEqual(state.Bookmarks.Keys.Order()), $"{run} has other bookmarks than its rows");
        var timers = await db.Timers.Where(t => t.RunId == run).Select(t => t.Id).ToListAsync();
        Must(timers.Order().SequenceEqual(state.Timers.Keys.Order()), $"{run} has other timers than its rows");
        var tasks = await db.Tasks.Where(t => t.RunId == run && t.State < 2).Select(t => t.Id).ToListAsync();
        Must(tasks.Order().SequenceEqual(state.Tasks.Keys.Order()), $"{run} has other tasks than its rows");
    }

    /// <summary>A run that has not ended waits for things that can come, each by its name.</summary>
    private async Task CheckWaitingAsync(WorkflowsDb db, RunHead head, RunState state)
    {
        var run = state.RunId;
        Must(head.Status != RunStatus.Running, $"{run} is neither moving nor waiting");
        if (state.HasEnded)
        {
            Must(state.Bookmarks.Count == 0 && state.Timers.Count == 0 && state.Tasks.Count == 0, $"{run} has ended and still waits");
            return;
        }

        Must(state.Bookmarks.Count > 0 || state.Incidents.Count > 0, $"{run} waits for nothing and nobody is told");
        foreach (var bookmark in state.Bookmarks.Values)
        {
            var canCome = bookmark.Kind switch
            {
                "timer" => state.Timers.Values.Any(t => t.BookmarkId == bookmark.Id),
                "task" => state.Tasks.ContainsKey(bookmark.Id),
                "effect" => await db.Outbox.AnyAsync(o => o.BookmarkId == bookmark.Id && (!o.Dead || state.Incidents.Count > 0)),
                "section" => await db.Deliveries.AnyAsync(d => d.SenderBookmarkId == bookmark.Id || d.Target == bookmark.Id)
                    || (await world.Host.Store.FindRunAsync(bookmark.Key) is { } keeper
                        && RunState.Restore(keeper).Bookmarks.Values.Any(b => b.Tag == bookmark.Id)),
                "run" => await IsChildComingAsync(db, bookmark),
                _ => bookmark.Key.Length > 0,
            };
            Must(canCome, $"{run} waits for {bookmark.Kind} {bookmark.Key}, which cannot come");
        }
    }

    private static async Task<bool> IsChildComingAsync(WorkflowsDb db, Bookmark bookmark) =>
        await db.Deliveries.AnyAsync(d => d.RunId == bookmark.Key || d.Target == bookmark.Id)
        || await db.Runs.AnyAsync(r => r.RunId == bookmark.Key
            && r.Status != (int)RunStatus.Finished && r.Status != (int)RunStatus.Cancelled)
        || bookmark.Key.Length == 0;

    /// <summary>What somebody was told is there.</summary>
    private async Task CheckAnswersAsync(WorkflowsDb db)
    {
        var ids = await db.Runs.Select(r => new { r.RunId, r.Version }).ToDictionaryAsync(r => r.RunId, r => r.Version);
        foreach (var (run, version) in world.Ledger.Versions)
        {
            Must(ids.GetValueOrDefault(run) >= version, $"{run} was answered at version {version} and is at {ids.GetValueOrDefault(run)}");
        }

        foreach (var (key, run) in world.Ledger.Requests)
        {
            Must(ids.ContainsKey(run), $"the request {key} was answered with {run}, which is not there");
        }

        var done = await db.Tasks.Where(t => t.State == (int)TaskState.Completed).Select(t => t.Id).ToListAsync();
        Must(world.Ledger.Tasks.Keys.All(done.ToHashSet().Contains), "a completed task is open again");
    }

    private static async Task CheckBusinessKeysAsync(WorkflowsDb db)
    {
        var held = await db.Runs.Where(r => r.BusinessKey != null && r.Status != (int)RunStatus.Finished
            && r.Status != (int)RunStatus.Cancelled).GroupBy(r => new { r.DefinitionId, r.BusinessKey }).AnyAsync(g => g.Count() > 1);
        Must(!held, "two runs hold one business key");
        var inside = await db.Bookmarks.Where(b => b.Kind == "inside-section").GroupBy(b => b.Key).AnyAsync(g => g.Count() > 1);
        Must(!inside, "two runs are inside of one section");
    }
}
