using Workflows.Engine.Definitions;
using Workflows.Engine.Definitions.Building;

namespace Shop;

/// <summary>A definition in C#: greets, waits for a reply, which may take a year and any number of restarts, and answers it.</summary>
public static class Greeting
{
    public static WorkflowDefinition Definition { get; } = new WorkflowBuilder("greeting")
        .Input("Who", "String").Output("Answer", "String").Variable("Loud", "String")
        .Build(Step.Sequence(
            Step.Of("Shop.Shout").Set("text", Expr.Feel("\"hello \" + Who", "String")).Into("result", "Loud"),
            Step.Of("Elsa.Event").Id("reply").Set("eventName", "reply"),
            Step.Of("Elsa.SetOutput").Set("outputName", "Answer").Set("outputValue", Expr.Feel("Loud + \"!\"", "String"))));
}
