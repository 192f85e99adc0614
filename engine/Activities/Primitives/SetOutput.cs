namespace Workflows.Engine.Activities.Primitives;

/// <summary>Sets an output of the workflow around it.</summary>
internal sealed class SetOutput : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new(
        "Elsa.SetOutput", "Primitives", new("Set output", "设置输出"),
        new("Sets an output of the workflow around it.", "设置所在工作流的输出。"))
    {
        Inputs =
        [
            new("OutputName", "String", new("Output", "输出")) { UiHint = "output-picker", IsRequired = true },
            new("OutputValue", "Object", new("Value", "值")),
        ],
    };

    public override void Execute(ActivityContext context)
    {
        context.SetWorkflowOutput(context.RequiredText("OutputName"), context.Input("OutputValue"));
        context.Complete();
    }
}
