using System.Xml;
using Workflows.Engine.Definitions;
using Workflows.Engine.Expressions;
using Workflows.Rules.Feel;

namespace Workflows.Engine.Activities.Scheduling;

/// <summary>Starts runs again and again at an interval, or waits for one interval.</summary>
internal sealed class Timer : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new(
        "Elsa.Timer", "Scheduling", new("Timer", "定时器"),
            new("Starts runs at an interval, or waits for one.", "按固定间隔启动流程，或等待一个间隔。"))
    {
        Inputs = [Option.Duration("Interval", new("Interval", "间隔")).Required()],
        IsTrigger = true,
        Waits = true,
        Icon = "timer",
    };

    public override void Execute(ActivityContext context) =>
        context.WaitUntil(Timing.After(context, Timing.Span(context, "Interval") ?? TimeSpan.Zero));

    public override IEnumerable<TriggerDraft> Triggers(TriggerContext context) =>
        ValueConversion.TryConvert(context.Input("Interval"), TypeAlias.Find("TimeSpan")!, out var value)
            && value is DaysTimeDuration duration && duration.ToTimeSpan() is { } span && span > TimeSpan.Zero
            ? [new TriggerDraft("timer", XmlConvert.ToString(span))]
            : [];
}
