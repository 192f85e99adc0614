using Workflows.Engine.Ports;
using Workflows.Engine.Runs;
using Workflows.Engine.WorkingTime;
using Workflows.Rules.Feel;

namespace Workflows.Engine.Activities.Deadlines;

/// <summary>
/// Lets what is inside run under a deadline: warns before it, and acts when it is breached. While it is paused the time does not count;
/// whenever it goes on, and when its calendar changes, the due moments are reckoned anew from the beginning with all pauses.
/// </summary>
internal sealed class Deadline : Activity
{
    private const string Warn = "warn";
    private const string Breach = "breach";
    private const string Pause = "pause";
    private const string GoOn = "resume";

    public override ActivityDescriptor Descriptor { get; } = new(
        "Workflows.Deadline", "People", new("Deadline", "时限"),
        new("What is inside must be done in time: warns before, acts on breach.", "内部活动须按时完成：到期前预警，逾期后处置。"))
    {
        Inputs =
        [
            Option.Duration("Within", new("Within", "时限")).Required(),
            Option.Duration("WarnBefore", new("Warn before", "提前预警"), new("How long before the end.", "到期前多久预警。")),
            .. Timing.WorkingTimeInputs,
            Option.Choice("OnBreach", new("On breach", "逾期后"), new(
                "Go on with what is inside, or cancel it.", "继续内部活动，或将其取消。"), "Continue", "Cancel"),
            Option.Text("PauseOn", new("Pauses on event", "暂停事件"), new("E.g. the customer must answer.", "例如等待客户答复。")),
            Option.Text("ResumeOn", new("Goes on with event", "恢复事件")),
        ],
        Outputs =
        [
            Option.Gives("DueAt", "DateTimeOffset", new("Due at", "到期时间")),
            Option.Gives("Arithmetic", "Object", new("Arithmetic", "计算过程")),
            Option.Gives("Breached", "Boolean", new("Breached", "是否逾期")),
        ],
        Outcomes = ["Done", "Breached"],
        Ports = ["body", "warning", "breach"],
        Waits = true,
        Icon = "deadline",
    };

    public override void Execute(ActivityContext context)
    {
        context.Remember("start", FeelDateTime.Of(context.Now));
        context.Remember("within", DaysTimeDuration.Of(Timing.Needed(context, "Within", Timing.Span(context, "Within"))));
        context.Remember("before", Timing.Span(context, "WarnBefore") is { } before ? DaysTimeDuration.Of(before) : null);
        context.Output("Breached", false);
        if (context.Node.Child("body") is { } body)
        {
            context.Schedule(body);
        }
        else
        {
            context.Complete();
            return;
        }

        WaitFor(context, "PauseOn", Pause);
        Reckon(context);
    }

    public override void Answered(ActivityContext context, string tag, QueryAnswer answer)
    {
        if (context.IsRecount)
        {
            if (!CountedTime.HasMoved(context, answer, tag + " due", tag, out _))
            {
                return;
            }

            CountedTime.CancelWaits(context, tag);
        }
        else
        {
            CountedTime.Watch(context);
        }

        if (tag == Breach)
        {
            context.Output("Arithmetic", answer.Evidence is { } evidence ? RunValues.FromJson(evidence) : null);
        }

        if (Timing.Due(context, answer) is { } due)
        {
            context.Remember(tag + " due", FeelDateTime.Of(due));
            Arm(context, tag, due);
        }
    }

    internal override void Recount(ActivityContext context)
    {
        // While a pause lasts nothing is due; when it is over the new calendar counts.
        if (context.Recall("paused") is null)
        {
            Reckon(context);
        }
    }

    public override void Resumed(ActivityContext context, Resumption resumption)
    {
        switch (resumption.Tag)
        {
            case Pause:
                CountedTime.CancelWaits(context, Warn);
                CountedTime.CancelWaits(context, Breach);
                context.Remember("paused", FeelDateTime.Of(context.Now));
                WaitFor(context, "ResumeOn", GoOn);
                break;
            case GoOn:
                EndPause(context);
                WaitFor(context, "PauseOn", Pause);
                Reckon(context);
                break;
            case Warn:
                context.Remember("warned", true);
                Begin(context, "warning");
                break;
            default:
                Breached(context);
                break;
        }
    }

    public override void ChildCompleted(ActivityContext context, ChildCompletion child)
    {
        if (string.Equals(child.Node.Slot?.Property, "body", StringComparison.OrdinalIgnoreCase))
        {
            context.Remember("done", true);
        }

        var isOver = context.Recall("done") is true || (context.Recall("breached") is true && context.Text("OnBreach") == "Cancel");
        if (isOver && context.LiveChildren == 0)
        {
            End(context);
        }
    }

    private static void Breached(ActivityContext context)
    {
        context.Remember("breached", true);
        CountedTime.Unwatch(context);
        context.Output("Breached", true);
        if (context.Text("OnBreach") == "Cancel")
        {
            context.CancelChildren();
        }

        if (context.Node.Child("breach") is not null)
        {
            Begin(context, "breach");
        }
        else if (context.Text("OnBreach") == "Cancel")
        {
            End(context);
        }
    }

    private static void End(ActivityContext context) => context.Complete(context.Recall("breached") is true ? "Breached" : "Done");

    private static void Begin(ActivityContext context, string port)
    {
        if (context.Node.Child(port) is { } child)
        {
            context.Schedule(child);
        }
    }

    private static void WaitFor(ActivityContext context, string input, string tag)
    {
        if (context.Text(input) is { Length: > 0 } name)
        {
            context.Wait("event", name, tag, context.CorrelationId);
        }
    }

    private static void EndPause(ActivityContext context)
    {
        var pauses = context.Recall("pauses") as IReadOnlyList<object?> ?? [];
        object pause = RunValues.Context([new("from", context.Recall("paused")), new("to", FeelDateTime.Of(context.Now))]);
        context.Remember("pauses", (List<object?>)[.. pauses, pause]);
        context.Remember("paused", null);
    }

    private static void Reckon(ActivityContext context)
    {
        var within = ((DaysTimeDuration)context.Recall("within")!).ToTimeSpan() ?? TimeSpan.Zero;
        if (context.Recall("breached") is not true)
        {
            Reckon(context, Breach, within);
        }

        var before = context.Recall("before") is DaysTimeDuration duration ? duration.ToTimeSpan() : null;
        if (before is { } span && span < within && context.Recall("warned") is not true && context.Recall("breached") is not true)
        {
            Reckon(context, Warn, within - span);
        }
    }

    private static void Reckon(ActivityContext context, string tag, TimeSpan span)
    {
        var start = ((FeelDateTime)context.Recall("start")!).ToDateTimeOffset()!.Value;
        var pauses = Pauses(context);
        if (context.Flag("WorkingTime"))
        {
            context.Ask(Timing.Question(context, start, span, pauses), tag);
        }
        else
        {
            var lost = pauses.Aggregate(TimeSpan.Zero, (sum, pause) => sum + (pause.To!.Value - pause.From));
            Arm(context, tag, start + span + lost);
        }
    }

    private static List<WorkPause> Pauses(ActivityContext context) =>
    [
        .. (context.Recall("pauses") as IReadOnlyList<object?> ?? []).Select(p => new WorkPause(
            Moment(p, "from"), Moment(p, "to"))),
    ];

    private static DateTimeOffset Moment(object? pause, string name) =>
        RunValues.TryGet(pause, name, out var value) && value is FeelDateTime at ? at.ToDateTimeOffset()!.Value : default;

    private static void Arm(ActivityContext context, string tag, DateTimeOffset due)
    {
        context.WaitUntil(due > context.Now ? due : context.Now, tag);
        if (tag == Breach)
        {
            context.Output("DueAt", FeelDateTime.Of(due));
        }
    }
}
