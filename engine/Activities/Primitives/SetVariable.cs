using Workflows.Engine.Definitions;

namespace Workflows.Engine.Activities.Primitives;

/// <summary>Gives a variable a value.</summary>
internal sealed class SetVariable : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new(
        "Elsa.SetVariable", "Primitives", new("Set variable", "设置变量"),
        new("Gives a variable a value.", "为变量赋值。"))
    {
        Inputs =
        [
            new("Variable", "Variable", new("Variable", "变量")) { IsWrapped = false, UiHint = "variable-picker" },
            new("Value", "Object", new("Value", "值")),
        ],
    };

    public override object? Plan(PlanContext context)
    {
        var variable = context.Node.Element["variable"];
        return context.VariableName(variable) ?? variable?["name"]?.AsText() ?? variable?["id"]?.AsText() ?? variable?.AsText();
    }

    public override void Execute(ActivityContext context)
    {
        var name = context.Node.Plan as string
            ?? throw ActivityContext.Fault("E105", new("An input that is needed is not set. (Variable)", "缺少必需的输入。（Variable）"));
        context.SetVariable(name, context.Input("Value"));
        context.Complete();
    }
}
