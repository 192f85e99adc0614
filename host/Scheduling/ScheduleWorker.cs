using System.Globalization;
using System.Text.Json;
using System.Xml;
using Workflows.Engine.Activities.Scheduling;
using Workflows.Engine.Ports;
using Workflows.Engine.Runs;
using Workflows.Host.Definitions;
using Workflows.Host.Runs;
using Workflows.Host.Storage;
using Workflows.Host.Waking;

namespace Workflows.Host.Scheduling;

/// <summary>
/// Starts the runs of published schedules. The id of a run is made of its schedule and its moment, so that a moment starts one run however
/// often it is looked at. Of moments that passed while the host was down the last one is caught up with.
/// </summary>
internal sealed class ScheduleWorker(
    DefinitionLibrary library, RunService runs, SettingStore remembered, AlarmClock alarm, Signals signals, TimeProvider clock,
    ILogger<ScheduleWorker> log) : WorkerLoop(clock, log)
{
    private const string Prefix = "schedule:";

    protected override async Task RoundAsync(CancellationToken stop)
    {
        var now = Clock.GetUtcNow();
        DateTimeOffset? earliest = null;
        foreach (var trigger in library.Published.AllTriggers.Where(t => t.Kind is "cron" or "timer" or "at"))
        {
            var next = await FireAsync(trigger, now, stop);
            earliest = next is null || next > earliest ? earliest : next;
        }

        if (earliest is { } moment && moment > Clock.GetUtcNow())
        {
            await alarm.WakeAsync(AlarmClock.Schedules, moment, stop);
        }

        var pause = earliest - Clock.GetUtcNow() is { } wait && wait < LookAnyway ? wait : LookAnyway;
        await signals.Schedules.WaitAsync(pause > TimeSpan.Zero ? pause : TimeSpan.Zero, Clock, stop);
    }

    private async Task<DateTimeOffset?> FireAsync(DefinitionTrigger trigger, DateTimeOffset now, CancellationToken stop)
    {
        var name = $"{Prefix}{trigger.DefinitionId}:{trigger.ActivityId}";
        // A schedule counts from when it was first seen: publishing it does not make up for the past.
        var last = remembered.Read<DateTimeOffset?>(name);
        if (last is null)
        {
            await remembered.WriteAsync(name, now);
            last = trigger.Kind == "at" ? DateTimeOffset.MinValue : now;
        }

        DateTimeOffset? due = null;
        var next = Next(trigger, last.Value, now);
        while (next <= now)
        {
            due = next;
            next = Next(trigger, next.Value, now);
        }

        if (due is { } moment)
        {
            await StartAsync(trigger, moment, stop);
            await remembered.WriteAsync(name, moment);
        }

        return next;
    }

    private Task<RunResult> StartAsync(DefinitionTrigger trigger, DateTimeOffset moment, CancellationToken stop)
    {
        var runId = RunIds.Of($"schedule/{trigger.DefinitionId}/{trigger.ActivityId}/{moment.UtcTicks}");
        var due = moment.ToString("O", CultureInfo.InvariantCulture);
        return runs.StartAsync(
            new StartRequest(runId, trigger.DefinitionId)
            {
                VersionId = trigger.VersionId, TriggerActivityId = trigger.ActivityId, Actor = "schedule",
                TriggerPayload = RunValues.Context([new("DueAt", due)]),
            }, stop);
    }

    private static DateTimeOffset? Next(DefinitionTrigger trigger, DateTimeOffset after, DateTimeOffset now)
    {
        switch (trigger.Kind)
        {
            case "at":
                return DateTimeOffset.TryParse(trigger.Key, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at)
                    && at > after ? at : null;
            case "timer":
                var span = XmlConvert.ToTimeSpan(trigger.Key);
                // Of a short interval after a long stop only the last moment matters: it is reached in one stride.
                return span <= TimeSpan.Zero ? null : after + (span * Math.Max(1, Math.Floor((now - after) / span)));
            default:
                var zone = trigger.Payload is { } json && JsonElement.Parse(json).TryGetProperty("timeZone", out var named)
                    ? named.GetString() : null;
                return CronSchedule.TryParse(trigger.Key, zone, out var cron, out _) ? cron.Next(after) : null;
        }
    }
}
