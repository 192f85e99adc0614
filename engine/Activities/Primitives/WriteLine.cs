namespace Workflows.Engine.Activities.Primitives;

/// <summary>Writes a line into the run's record.</summary>
internal sealed class WriteLine : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new(
        "Elsa.WriteLine", "Primitives", new("Write line", "写入一行"), new("Writes a line into the run's record.", "在流程记录中写入一行文本。"))
    {
        Inputs = [new("Text", "String", new("Text", "文本")) { UiHint = "multiline" }],
    };

    public override void Execute(ActivityContext context)
    {
        context.WriteLine(context.Text("Text") ?? string.Empty);
        context.Complete();
    }
}
