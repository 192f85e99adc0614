namespace Workflows.Engine.Activities.Primitives;

/// <summary>Sets the correlation id that messages are matched by.</summary>
internal sealed class Correlate : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new(
        "Elsa.Correlate", "Primitives", new("Correlate", "关联"),
        new("Sets the correlation id that messages are matched by.", "设置用于匹配消息的关联标识。"))
    {
        Inputs = [new("CorrelationId", "String", new("Correlation id", "关联标识"))],
    };

    public override void Execute(ActivityContext context)
    {
        context.CorrelationId = context.Text("CorrelationId");
        context.Complete();
    }
}
