namespace Workflows.Engine.Activities.Flowcharts;

/// <summary>Completes the flowchart around it at once.</summary>
internal sealed class End : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new(
        "Elsa.End", "Flow", new("End", "结束"),
        new("Completes the flowchart around it at once.", "立即结束所在的流程图。"))
    {
        IsTerminal = true,
        Outcomes = [],
    };

    public override void Execute(ActivityContext context) => context.Complete();
}
