namespace Workflows.Engine.Activities.Flowcharts;

/// <summary>Where a flowchart begins.</summary>
internal sealed class Start : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new(
        "Elsa.Start", "Flow", new("Start", "开始"),
        new("Where a flowchart begins.", "流程图的起点。"));

    public override void Execute(ActivityContext context) => context.Complete();
}
