namespace Workflows.Engine.Activities.Branching;

/// <summary>Runs its activities one after the other.</summary>
internal sealed class Sequence : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new(
        "Elsa.Sequence", "Workflows", new("Sequence", "顺序"), new("Runs its activities one after the other.", "依次执行各活动。"))
    {
        IsContainer = true,
    };

    public override void Execute(ActivityContext context)
    {
        if (context.Node.Children.Count > 0)
        {
            context.Schedule(context.Node.Children[0]);
        }
        else
        {
            context.Complete();
        }
    }

    public override void ChildCompleted(ActivityContext context, ChildCompletion child)
    {
        var next = child.Node.Position + 1;
        if (next < context.Node.Children.Count && !child.Node.Activity.Descriptor.IsTerminal)
        {
            context.Schedule(context.Node.Children[next]);
        }
        else if (context.LiveChildren == 0 || child.Node.Activity.Descriptor.IsTerminal)
        {
            context.Complete();
        }
    }
}
