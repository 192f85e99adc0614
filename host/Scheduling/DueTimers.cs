using Workflows.Engine.Ports;
using Workflows.Engine.Runs;
using Workflows.Host.Serving;

namespace Workflows.Host.Scheduling;

/// <summary>Resumes runs whose time has come: never before, and once, however often it is tried.</summary>
internal sealed class DueTimers(IRunStore store, RunService runs, TimeProvider clock, ILogger<DueTimers> log)
{
    private const int Most = 4096;

    // Timers that their run would not take: they must not keep the others from their turn.
    private readonly HashSet<string> stuck = [];

    /// <summary>When the earliest timer is due; null when there is none.</summary>
    public ValueTask<DateTimeOffset?> NextAsync(CancellationToken stop) => store.NextTimerAsync(stop);

    /// <summary>Resumes what is due, so many at a time; false when nothing is.</summary>
    public async Task<bool> FireAsync(int atOnce, CancellationToken stop)
    {
        var due = await store.DueTimersAsync(clock.GetUtcNow(), Most + stuck.Count, stop);
        var fresh = due.Where(timer => !stuck.Contains(timer.Id)).ToList();
        await Parallel.ForEachAsync(fresh, new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = stop }, FireAsync);
        return fresh.Count > 0;
    }

    private async ValueTask FireAsync(TimerRecord timer, CancellationToken stop)
    {
        var result = await runs.ResumeAsync(new ResumeRequest(timer.BookmarkId) { Actor = "timer" }, stop);
        if (result.Outcome == RunOutcome.Refused)
        {
            log.TimerRefused(timer.Id, timer.RunId, result.Problem?.Message.En ?? string.Empty);
            lock (stuck)
            {
                stuck.Add(timer.Id);
            }
        }
    }
}
