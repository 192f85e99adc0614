using Microsoft.EntityFrameworkCore;
using Workflows.Engine.Ports;
using Workflows.Engine.Runs;
using Workflows.Host.Storage;
using Workflows.Rules;

namespace Workflows.Host.Runs;

/// <summary>
/// Finds runs that should have moved and did not: a timer long due, a message long undelivered, an effect that nobody tries, a burst
/// that never ended. Each gets an incident, which is over when the run moves.
/// </summary>
internal sealed class SilenceWatch(IDbContextFactory<WorkflowsDb> db, RunService runs, TimeProvider clock)
{
    /// <summary>So long a run may be late before somebody is told.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(10);

    private const int Most = 500;

    /// <summary>Looks once; returns how many runs got an incident.</summary>
    public async Task<int> LookAsync(CancellationToken stop)
    {
        var before = (clock.GetUtcNow() - Patience).UtcTicks;
        var told = 0;
        foreach (var (run, why) in await FindAsync(before, stop))
        {
            var result = await runs.SilentAsync(run, why, stop);
            told += result.Outcome == RunOutcome.Done ? 1 : 0;
        }

        return told;
    }

    private async Task<List<(string Run, LocalText Why)>> FindAsync(long before, CancellationToken stop)
    {
        await using var open = await db.CreateDbContextAsync(stop);
        var timers = await open.Timers.Where(t => t.DueAt < before).Select(t => t.RunId).Distinct().Take(Most).ToListAsync(stop);
        var effects = await open.Outbox.Where(o => !o.Dead && o.NextAttemptAt < before).Select(o => o.RunId).Distinct().Take(Most)
            .ToListAsync(stop);
        var messages = await open.Deliveries.Where(d => d.CreatedAt < before && d.KeepUntil == null && d.SenderRunId != null)
            .Select(d => d.SenderRunId!).Distinct().Take(Most).ToListAsync(stop);
        var running = await open.Runs.Where(r => r.Status == (int)RunStatus.Running && r.UpdatedAt < before).Select(r => r.RunId)
            .Take(Most).ToListAsync(stop);
        return
        [
            .. timers.Select(run => (run, new LocalText("A timer of the run is long due and was not fired.", "流程的定时器早已到期但未触发。"))),
            .. effects.Select(run => (run, new LocalText("What the run wants done outside is not tried.", "流程的外部操作迟迟未执行。"))),
            .. messages.Select(run => (run, new LocalText("A message of the run is not delivered.", "流程发出的消息迟迟未送达。"))),
            .. running.Select(run => (run, new LocalText("The run neither moves nor waits.", "流程既未推进也未等待。"))),
        ];
    }
}

/// <summary>Looks every minute, from when the host has had the time to catch up with what fell due while it was down.</summary>
internal sealed class SilenceWorker(SilenceWatch watch, TimeProvider clock, ILogger<SilenceWorker> log) : Waking.WorkerLoop(clock, log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private bool hasCaughtUp;

    protected override async Task RoundAsync(CancellationToken stop)
    {
        await Task.Delay(hasCaughtUp ? Pause : SilenceWatch.Patience, Clock, stop);
        hasCaughtUp = true;
        await watch.LookAsync(stop);
    }
}
