using Workflows.Engine.Expressions;
using Workflows.Rules;

namespace Workflows.Engine.Definitions;

/// <summary>What an activity type may look at when one of its activities is compiled.</summary>
public sealed class PlanContext
{
    private readonly DefinitionCompiler _compiler;

    internal PlanContext(DefinitionCompiler compiler, ActivityNode node)
    {
        _compiler = compiler;
        Node = node;
    }

    /// <summary>The activity, with its children compiled already.</summary>
    public ActivityNode Node { get; }

    /// <summary>Makes an expression ready: <c>{"type": "JavaScript", "value": "…"}</c>, a wrapped input, or a bare scalar.</summary>
    /// <param name="part">The JSON of it; null gives null.</param>
    /// <param name="typeName">The type it is wanted in.</param>
    public CompiledExpression? Expression(JsonPart? part, string typeName) => _compiler.Expression(Node, part, typeName);

    /// <summary>Finds the variable that a memory reference or variable model names; null when it is unknown.</summary>
    public string? VariableName(JsonPart? part) => _compiler.VariableName(Node, part);

    internal NodeOutput? OutputBinding(string name, JsonPart part) => _compiler.OutputBinding(Node, name, part);

    /// <summary>The activity held by a member of an item of a list property, e.g. <c>cases[1].activity</c>.</summary>
    public ActivityNode? ChildAt(string property, int index, string member) => Node.Children.FirstOrDefault(child =>
        child.Slot is { } slot && slot.Index == index
        && string.Equals(slot.Property, property, StringComparison.OrdinalIgnoreCase)
        && string.Equals(slot.Member, member, StringComparison.OrdinalIgnoreCase));

    public SourcePlace PlaceOf(JsonPart part) => _compiler.PlaceOf(part);

    public void Report(Diagnostic diagnostic) => _compiler.Report(diagnostic);
}

/// <summary>What an activity may look at when its triggers are read: constants and the definition; there is no run yet.</summary>
public sealed class TriggerContext
{
    internal TriggerContext(ActivityNode node) => Node = node;

    public ActivityNode Node { get; }

    /// <summary>The value of an input; one that needs a run is null.</summary>
    public object? Input(string name) => Node.Inputs.TryGetValue(name, out var input) && input.IsConstant ? input.Constant : null;

    /// <summary>The value of an input as text.</summary>
    public string? Text(string name) => Runs.RunValues.AsText(Input(name));
}
