namespace Workflows.Engine.Activities.Primitives;

/// <summary>Names the run for people.</summary>
internal sealed class SetName : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new(
        "Elsa.SetName", "Primitives", new("Set name", "设置名称"),
        new("Names the run for people.", "为流程命名。"))
    {
        Inputs = [new("Value", "String", new("Name", "名称"))],
    };

    public override void Execute(ActivityContext context)
    {
        context.RunName = context.Text("Value");
        context.Complete();
    }
}
