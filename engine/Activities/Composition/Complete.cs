namespace Workflows.Engine.Activities.Composition;

/// <summary>Completes the workflow around it with outcomes.</summary>
internal sealed class Complete : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new(
        "Elsa.Complete", "Composition", new("Complete", "完成"),
        new("Completes the workflow around it with outcomes.", "以指定结果完成所在的工作流。"))
    {
        Inputs = [new("Outcomes", "Object", new("Outcomes", "结果"))],
        IsTerminal = true,
        Outcomes = [],
    };

    public override void Execute(ActivityContext context)
    {
        var outcomes = context.Texts("Outcomes");
        context.CompleteWorkflow(outcomes.Count > 0 ? outcomes : Outcomes.Done);
    }
}
