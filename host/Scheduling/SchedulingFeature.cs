using Quartz;

namespace Workflows.Host.Scheduling;

/// <summary>Due timers and schedules.</summary>
internal static class SchedulingFeature
{
    public static void AddScheduling(this IServiceCollection services)
    {
        services.AddTimers();
        services.AddHostedService<ScheduleWorker>();
    }

    /// <summary>Due timers alone, for who has no schedules.</summary>
    public static void AddTimers(this IServiceCollection services)
    {
        services.AddQuartz(quartz => quartz.AddJob<AlarmJob>(job => job.WithIdentity(AlarmJob.Key).StoreDurably()));
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        services.AddSingleton<AlarmClock>();
        services.AddSingleton<DueTimers>();
        services.AddHostedService<TimerWorker>();
    }
}
