using Workflows.Engine.Definitions;
using Workflows.Rules;

namespace Workflows.Engine.Activities.Sagas;

/// <summary>
/// Runs its steps one after the other. If one fails, the compensations of those that are done run in reverse, the newest first; the saga
/// then ends as compensated. A compensation that fails is an incident like any other: it must not be passed over.
/// </summary>
internal sealed class Saga : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new(
        "Workflows.Saga", "Composition", new("Saga", "可补偿事务"),
        new("Steps with compensations: if one fails, what is done is undone in reverse.",
            "带补偿的步骤：某步失败时，已完成的步骤按相反顺序补偿。"))
    {
        Inputs =
        [
            new InputDescriptor("Steps", "Object", new("Steps", "步骤"), new(
                "Each with an activity and a compensation.", "每步含一个活动与一个补偿活动。")) { IsWrapped = false, IsRequired = true },
        ],
        Outputs =
        [
            Option.Gives("FailedStep", "String", new("Failed step", "失败的步骤")),
            Option.Gives("Reason", "String", new("Reason", "原因")),
        ],
        Outcomes = ["Done", "Compensated"],
        IsContainer = true,
        Icon = "saga",
    };

    public override object? Plan(PlanContext context)
    {
        var steps = new List<(ActivityNode Activity, ActivityNode? Compensation)>();
        foreach (var (index, _) in (context.Node.Element["steps"]?.List ?? []).Index())
        {
            if (context.ChildAt("steps", index, "activity") is { } activity)
            {
                steps.Add((activity, context.ChildAt("steps", index, "compensation")));
            }
        }

        return steps;
    }

    public override void Execute(ActivityContext context) => Forward(context, 0);

    public override void ChildCompleted(ActivityContext context, ChildCompletion child)
    {
        if (context.Counter("back") > 0)
        {
            Back(context, context.Counter("back") - 2);
        }
        else
        {
            Forward(context, context.Counter("step") + 1);
        }
    }

    public override bool ChildFaulted(ActivityContext context, ChildFault fault)
    {
        if (context.Counter("back") > 0)
        {
            return false;
        }

        context.Output("FailedStep", fault.Node.Id);
        context.Output("Reason", fault.Text.En);
        Back(context, context.Counter("step") - 1);
        return true;
    }

    private static List<(ActivityNode Activity, ActivityNode? Compensation)> StepsOf(ActivityContext context) =>
        (List<(ActivityNode, ActivityNode?)>)context.Node.Plan!;

    private static void Forward(ActivityContext context, int step)
    {
        var steps = StepsOf(context);
        if (step >= steps.Count)
        {
            context.Complete();
            return;
        }

        context.SetCounter("step", step);
        context.Schedule(steps[step].Activity);
    }

    // The counter holds the place of the running compensation plus one, so that 0 means that the saga goes forward.
    private static void Back(ActivityContext context, int step)
    {
        var steps = StepsOf(context);
        while (step >= 0 && steps[step].Compensation is null)
        {
            step--;
        }

        if (step < 0)
        {
            context.Complete("Compensated");
            return;
        }

        context.SetCounter("back", step + 1);
        context.Schedule(steps[step].Compensation!);
    }
}

/// <summary>Fails a step on purpose, so that the saga around undoes what is done. Without a saga around it is an incident.</summary>
internal sealed class Compensate : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new(
        "Workflows.Compensate", "Composition", new("Compensate", "触发补偿"),
            new("Makes the saga around undo its steps.", "使外层可补偿事务回退。"))
    {
        Inputs = [Option.Text("Reason", new("Reason", "原因"))],
        Outcomes = [],
        IsTerminal = true,
        Icon = "undo",
    };

    public override void Execute(ActivityContext context)
    {
        var reason = context.Text("Reason");
        throw ActivityContext.Fault("E441", new LocalText(
            reason is { Length: > 0 } ? reason : "Compensation was asked for.", reason is { Length: > 0 } ? reason : "已请求补偿。"));
    }
}
