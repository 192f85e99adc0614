using Workflows.Host.Waking;

namespace Workflows.Host.Scheduling;

/// <summary>Has due timers fired at their moment, and after a stop of the host as soon as it is back.</summary>
internal sealed class TimerWorker(DueTimers timers, Signals signals, AlarmClock alarm, TimeProvider clock, ILogger<TimerWorker> log)
    : WorkerLoop(clock, log)
{
    private const int AtOnce = 128;

    protected override async Task RoundAsync(CancellationToken stop)
    {
        if (await timers.FireAsync(AtOnce, stop))
        {
            return;
        }

        var pause = LookAnyway;
        if (await timers.NextAsync(stop) is { } next && next > Clock.GetUtcNow())
        {
            await alarm.WakeAsync(AlarmClock.Timers, next, stop);
            pause = next - Clock.GetUtcNow() < pause ? next - Clock.GetUtcNow() : pause;
        }

        await signals.Timers.WaitAsync(pause > TimeSpan.Zero ? pause : TimeSpan.Zero, Clock, stop);
    }
}
