using Workflows.Engine.Ports;

namespace Workflows.Engine.Activities.Scheduling;

/// <summary>Waits for a while, by the clock or in working time.</summary>
internal sealed class Delay : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new(
        "Elsa.Delay", "Scheduling", new("Delay", "延迟"), new("Waits for a while.", "等待一段时间。"))
    {
        Inputs = [Option.Duration("TimeSpan", new("How long", "时长")).Required(), .. Timing.WorkingTimeInputs],
        Outputs = [Option.Gives("DueAt", "DateTimeOffset", new("Until", "到期时间"))],
        Waits = true,
        Icon = "clock",
    };

    public override void Execute(ActivityContext context)
    {
        var span = Timing.Needed(context, "TimeSpan", Timing.Span(context, "TimeSpan"));
        if (context.Flag("WorkingTime"))
        {
            CountedTime.Ask(context, span, string.Empty);
            return;
        }

        Wait(context, Timing.After(context, span));
    }

    public override void Answered(ActivityContext context, string tag, QueryAnswer answer)
    {
        if (!context.IsRecount)
        {
            Wait(context, CountedTime.Keep(context, answer) ?? context.Now);
            CountedTime.Watch(context);
        }
        else if (CountedTime.HasMoved(context, answer, out var due))
        {
            CountedTime.CancelWaits(context, string.Empty);
            Wait(context, due);
        }
    }

    internal override void Recount(ActivityContext context) => CountedTime.AskAgain(context, string.Empty);

    private static void Wait(ActivityContext context, DateTimeOffset due)
    {
        context.Output("DueAt", Rules.Feel.FeelDateTime.Of(due));
        context.WaitUntil(due);
    }
}
