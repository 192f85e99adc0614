namespace Workflows.Engine.Activities.Composition;

/// <summary>The workflow itself: holds variables, inputs and outputs, runs its root, ends with the root's end.</summary>
internal sealed class Workflow : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new(
        "Elsa.Workflow", "Workflows", new("Workflow", "工作流"), new("The workflow itself.", "工作流本身。"))
    {
        Ports = ["root"],
        IsBrowsable = false,
    };

    public override void Execute(ActivityContext context)
    {
        if (context.Node.Child("root") is { } root)
        {
            context.Schedule(root);
        }
        else
        {
            context.Complete();
        }
    }

    public override void ChildCompleted(ActivityContext context, ChildCompletion child) => context.Complete();
}
