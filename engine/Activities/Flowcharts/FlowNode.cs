namespace Workflows.Engine.Activities.Flowcharts;

/// <summary>Holds one activity for use in a flowchart.</summary>
internal sealed class FlowNode : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new(
        "Elsa.FlowNode", "Flow", new("Flow node", "流程节点"),
        new("Holds one activity for use in a flowchart.", "在流程图中承载一个活动。"))
    {
        Ports = ["body"],
        IsBrowsable = false,
    };

    public override void Execute(ActivityContext context)
    {
        if (context.Node.Child("body") is { } body)
        {
            context.Schedule(body);
        }
        else
        {
            context.Complete();
        }
    }

    public override void ChildCompleted(ActivityContext context, ChildCompletion child) => context.Complete(child.Outcomes);
}
