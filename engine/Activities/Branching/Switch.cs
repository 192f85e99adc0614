using Workflows.Engine.Definitions;

namespace Workflows.Engine.Activities.Branching;

/// <summary>Runs the activity of each case that holds, or the one of Default.</summary>
internal sealed class Switch : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new(
        "Elsa.Switch", "Branching", new("Switch", "多路选择"),
        new("Runs the activity of each case that holds, or the one of Default.", "执行满足条件的分支活动，否则执行默认活动。"))
    {
        Inputs =
        [
            new("Cases", "Object", new("Cases", "分支")) { IsWrapped = false, UiHint = "switch-editor" },
            SwitchCases.Mode,
        ],
        Outputs = [new("Output", "Object", new("Output", "输出"))],
        Ports = ["default"],
    };

    public override object? Plan(PlanContext context) => SwitchCases.Of(context);

    public override void Execute(ActivityContext context)
    {
        var matches = ((SwitchCases)context.Node.Plan!).Matching(context);
        var activities = matches.Count > 0 ? matches.Select(match => match.Activity) : [context.Node.Child("default")];
        if (matches.Count > 0)
        {
            context.Output("Output", matches[0].Label);
        }

        foreach (var activity in activities.OfType<ActivityNode>())
        {
            context.Schedule(activity);
        }

        if (context.LiveChildren == 0)
        {
            context.Complete();
        }
    }

    public override void ChildCompleted(ActivityContext context, ChildCompletion child)
    {
        if (context.LiveChildren == 0)
        {
            context.Complete();
        }
    }
}
