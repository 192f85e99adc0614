using Workflows.Engine.Definitions;
using Workflows.Engine.Runs;
using Workflows.Rules;

namespace Workflows.Engine.Activities.Scheduling;

/// <summary>Starts runs by a cron expression, or waits for its next moment.</summary>
internal sealed class Cron : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new(
        "Elsa.Cron", "Scheduling", new("Cron", "Cron 计划"), new("Starts runs by a cron expression.", "按 Cron 表达式启动流程。"))
    {
        Inputs =
        [
            Option.Text("CronExpression", new("Cron expression", "Cron 表达式"), new(
                "Five fields, or six with seconds in front: 0 8 * * MON-FRI.", "五段，或以秒开头的六段，如 0 8 * * MON-FRI。")).Required(),
            Option.Text("TimeZone", new("Time zone", "时区"), new("IANA id or offset.", "IANA 时区名或偏移。")).Or("+08:00"),
        ],
        IsTrigger = true,
        Waits = true,
        Icon = "calendar",
    };

    public override void Execute(ActivityContext context)
    {
        var text = context.RequiredText("CronExpression");
        if (!CronSchedule.TryParse(text, context.Text("TimeZone"), out var schedule, out var problem))
        {
            throw ActivityContext.Fault("E433", new LocalText(
                $"The cron expression {text} cannot be read: {problem}", $"无法解析 Cron 表达式 {text}：{problem}"));
        }

        context.WaitUntil(schedule.Next(context.Now) ?? throw ActivityContext.Fault("E433", new LocalText(
            $"The cron expression {text} has no next moment.", $"Cron 表达式 {text} 没有下一个时刻。")));
    }

    public override IEnumerable<TriggerDraft> Triggers(TriggerContext context)
    {
        var zone = context.Text("TimeZone");
        return context.Text("CronExpression") is { Length: > 0 } text && CronSchedule.TryParse(text, zone, out _, out _)
            ? [new TriggerDraft("cron", text, Settings(zone))]
            : [];
    }

    private static string Settings(string? zone) =>
        System.Text.Encoding.UTF8.GetString(RunValueCodec.EncodePlain(RunValues.Context([new("timeZone", zone)])));
}
