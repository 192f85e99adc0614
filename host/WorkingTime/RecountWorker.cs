using Workflows.Engine.Runs;
using Workflows.Host.Serving;
using Workflows.Host.Storage;
using Workflows.Host.Waking;

namespace Workflows.Host.WorkingTime;

/// <summary>
/// Counts due times again when a calendar has changed, whether somebody changed it or a new pack brought it. By which calendars was
/// counted is remembered, so that a stop in the middle loses nothing.
/// </summary>
internal sealed class RecountWorker(
    Calendars calendars, RunService runs, SettingStore remembered, TimeProvider clock, ILogger<RecountWorker> log) : WorkerLoop(clock, log)
{
    private const string Setting = "calendars.counted";

    /// <summary>So long a burst may take that asked by the former calendar; then all are looked at once more.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(1);

    protected override async Task RoundAsync(CancellationToken stop)
    {
        var counted = remembered.Read<Dictionary<string, string>>(Setting) ?? [];
        var changed = calendars.All.Where(c => counted.GetValueOrDefault(c.Calendar.Name) != c.Hash).ToList();
        if (changed.Count == 0)
        {
            await calendars.Changed.WaitAsync(Idle, Clock, stop);
            return;
        }

        await RecountAsync(changed, stop);
        await Task.Delay(Settling, Clock, stop);
        await RecountAsync(changed, stop);
        foreach (var calendar in changed)
        {
            counted[calendar.Calendar.Name] = calendar.Hash;
        }

        await remembered.WriteAsync(Setting, counted);
    }

    // Each run by what stands at its turn: a calendar may change again while the former change is counted.
    private async Task RecountAsync(List<ShopCalendar> changed, CancellationToken stop)
    {
        foreach (var name in changed.Select(calendar => calendar.Calendar.Name))
        {
            var moved = 0;
            foreach (var run in await runs.CountingByAsync(name, stop))
            {
                if (calendars.Find(name) is { } calendar)
                {
                    var result = await runs.RecountAsync(run, calendar.Calendar, calendar.Why, calendar.By, stop);
                    moved += result.Journal.Any(line => line.Event == "DeadlineMoved") ? 1 : 0;
                }
            }

            if (moved > 0)
            {
                log.Recounted(name, moved);
            }
        }
    }
}
