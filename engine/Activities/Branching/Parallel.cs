namespace Workflows.Engine.Activities.Branching;

/// <summary>Starts all its activities and waits for all of them.</summary>
internal sealed class Parallel : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new(
        "Elsa.Parallel", "Workflows", new("Parallel", "并行"),
        new("Starts all its activities and waits for all of them.", "启动所有活动并等待全部完成。"))
    {
        IsContainer = true,
    };

    public override void Execute(ActivityContext context)
    {
        foreach (var child in context.Node.Children)
        {
            context.Schedule(child);
        }

        if (context.LiveChildren == 0)
        {
            context.Complete();
        }
    }

    public override void ChildCompleted(ActivityContext context, ChildCompletion child)
    {
        if (context.LiveChildren == 0 || child.Node.Activity.Descriptor.IsTerminal)
        {
            context.Complete();
        }
    }
}
