using Workflows.Engine.Ports;
using Workflows.Engine.Runs;
using Workflows.Host.Serving;
using Workflows.Host.Waking;

namespace Workflows.Host.Scheduling;

/// <summary>Resumes runs whose time has come: never before, once, and after a stop of the host as soon as it is back.</summary>
internal sealed class TimerWorker(
    IRunStore store, RunService runs, Signals signals, AlarmClock alarm, TimeProvider clock, ILogger<TimerWorker> log)
    : WorkerLoop(clock, log)
{
    private const int Most = 4096;
    private const int AtOnce = 128;

    // Timers that their run would not take: they must not keep the others from their turn.
    private readonly HashSet<string> stuck = [];

    protected override async Task RoundAsync(CancellationToken stop)
    {
        var due = await store.DueTimersAsync(Clock.GetUtcNow(), Most + stuck.Count, stop);
        var fresh = due.Where(timer => !stuck.Contains(timer.Id)).ToList();
        if (fresh.Count > 0)
        {
            var many = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop };
            await Parallel.ForEachAsync(fresh, many, FireAsync);
            return;
        }

        var pause = LookAnyway;
        if (await store.NextTimerAsync(stop) is { } next && next > Clock.GetUtcNow())
        {
            await alarm.WakeAsync(AlarmClock.Timers, next, stop);
            pause = next - Clock.GetUtcNow() < pause ? next - Clock.GetUtcNow() : pause;
        }

        await signals.Timers.WaitAsync(pause > TimeSpan.Zero ? pause : TimeSpan.Zero, Clock, stop);
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
