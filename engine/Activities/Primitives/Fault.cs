using Workflows.Rules;

namespace Workflows.Engine.Activities.Primitives;

/// <summary>Stops its branch with an incident.</summary>
internal sealed class Fault : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new(
        "Elsa.Fault", "Primitives", new("Fault", "故障"),
        new("Stops its branch with an incident.", "以事件中止所在分支。"))
    {
        Inputs =
        [
            new("Code", "String", new("Code", "代码")),
            new("Category", "String", new("Category", "类别")),
            new("FaultType", "String", new("Type", "类型")),
            new("Message", "String", new("Message", "消息")),
        ],
        Outcomes = [],
    };

    public override void Execute(ActivityContext context)
    {
        var message = context.Text("Message") ?? "The definition asks for a fault here.";
        throw ActivityContext.Fault(context.Text("Code") is { Length: > 0 } code ? code : "E109", new LocalText(message));
    }
}
