namespace Workflows.Engine.Activities.Flowcharts;

/// <summary>Goes on at True or at False.</summary>
internal sealed class FlowDecision : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new(
        "Elsa.FlowDecision", "Flow", new("Decision", "判断"),
        new("Goes on at True or at False.", "按条件走“真”或“假”。"))
    {
        Inputs = [new("Condition", "Boolean", new("Condition", "条件")) { UiHint = "checkbox", DefaultSyntax = "FEEL" }],
        Outcomes = ["True", "False"],
    };

    public override void Execute(ActivityContext context) => context.Complete(context.Flag("Condition") ? "True" : "False");
}
