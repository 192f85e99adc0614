using Quartz;
using Workflows.Host.Waking;

namespace Workflows.Host.Scheduling;

/// <summary>
/// Lets Quartz wake a worker at a moment. Quartz keeps nothing that matters: the due times are rows of ours, and a lost alarm costs at
/// most the short time after which every worker looks anyway.
/// </summary>
internal sealed class AlarmClock(ISchedulerFactory schedulers)
{
    public const string Timers = "timers";
    public const string Schedules = "schedules";

    /// <summary>Wakes the worker of a name at a moment; the last wish counts.</summary>
    public async Task WakeAsync(string name, DateTimeOffset at, CancellationToken stop)
    {
        var scheduler = await schedulers.GetScheduler(stop);
        var key = new TriggerKey(name);
        // A late alarm just rings: Quartz would move it to the time of its own clock, and find it late again for ever where the product's
        // clock is ahead of that.
        var trigger = TriggerBuilder.Create().WithIdentity(key).ForJob(AlarmJob.Key).UsingJobData("worker", name).StartAt(at)
            .WithSimpleSchedule(once => once.WithMisfireInstruction(SimpleTriggerMisfireInstruction.IgnoreMisfires)).Build();
        if (await scheduler.GetTrigger(key, stop) is not null)
        {
            await scheduler.RescheduleJob(key, trigger, stop);
        }
        else
        {
            await scheduler.ScheduleJob(trigger, cancellationToken: stop);
        }
    }
}

/// <summary>Sets the signal that the alarm was for.</summary>
internal sealed class AlarmJob(Signals signals) : IJob
{
    public static JobKey Key { get; } = new("alarm");

    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        (context.MergedJobDataMap.GetString("worker") == AlarmClock.Timers ? signals.Timers : signals.Schedules).Set();
        return ValueTask.CompletedTask;
    }
}
