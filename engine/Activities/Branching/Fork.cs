using Workflows.Engine.Definitions;

namespace Workflows.Engine.Activities.Branching;

/// <summary>Starts its branches and waits for all of them, or for the first.</summary>
internal sealed class Fork : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new(
        "Elsa.Fork", "Branching", new("Fork", "分叉"),
        new("Starts its branches and waits for all of them, or for the first.", "启动各分支，等待全部或首个完成。"))
    {
        Inputs =
        [
            new("JoinMode", "String", new("Join mode", "汇合方式"))
            {
                IsWrapped = false,
                UiHint = "dropdown",
                Options = ["WaitAll", "WaitAny"],
            },
        ],
        IsContainer = true,
        IsBrowsable = false,
    };

    public override object? Plan(PlanContext context) =>
        string.Equals(context.Node.Element["joinMode"]?.AsText(), "WaitAny", StringComparison.OrdinalIgnoreCase)
        || context.Node.Element["joinMode"]?.AsText() == "1";

    public override void Execute(ActivityContext context)
    {
        foreach (var branch in context.Node.Children)
        {
            context.Schedule(branch);
        }

        if (context.LiveChildren == 0)
        {
            context.Complete();
        }
    }

    public override void ChildCompleted(ActivityContext context, ChildCompletion child)
    {
        if (context.LiveChildren == 0 || (bool)context.Node.Plan!)
        {
            context.Complete();
        }
    }
}
