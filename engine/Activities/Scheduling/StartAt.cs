using System.Globalization;
using Workflows.Engine.Definitions;

namespace Workflows.Engine.Activities.Scheduling;

/// <summary>Starts one run at a moment, or waits for the moment; one that has passed is now.</summary>
internal sealed class StartAt : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new(
        "Elsa.StartAt", "Scheduling", new("Start at", "定时开始"),
            new("Starts a run at a moment, or waits for it.", "在指定时刻启动流程，或等到该时刻。"))
    {
        Inputs = [Option.Moment("DateTime", new("Moment", "时刻")).Required()],
        IsTrigger = true,
        Waits = true,
        Icon = "calendar",
    };

    public override void Execute(ActivityContext context)
    {
        var at = Timing.Needed(context, "DateTime", Timing.At(context, "DateTime"));
        context.WaitUntil(at > context.Now ? at : context.Now);
    }

    public override IEnumerable<TriggerDraft> Triggers(TriggerContext context) =>
        Timing.ToMoment(context.Input("DateTime"), DateTimeOffset.UnixEpoch) is { } at
            ? [new TriggerDraft("at", at.ToString("O", CultureInfo.InvariantCulture))]
            : [];
}
