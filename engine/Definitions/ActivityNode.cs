using Workflows.Engine.Activities;
using Workflows.Engine.Expressions;

namespace Workflows.Engine.Definitions;

/// <summary>
/// An activity of a compiled definition: its type's code, its expressions made ready, its embedded activities. Immutable once
/// compiled.
/// </summary>
public sealed class ActivityNode
{
    private static readonly Dictionary<string, NodeInput> NoInputs = [];

    internal ActivityNode(CompiledDefinition definition, int index, Activity activity, ActivityElement element, ActivityNode? parent)
    {
        Definition = definition;
        Index = index;
        Activity = activity;
        Element = element;
        Parent = parent;
    }

    public CompiledDefinition Definition { get; }

    /// <summary>Position in <see cref="CompiledDefinition.Nodes"/>; the workflow itself is 0.</summary>
    public int Index { get; }

    public Activity Activity { get; }

    public ActivityElement Element { get; }

    /// <summary>The activity around; null for the workflow itself.</summary>
    public ActivityNode? Parent { get; }

    /// <summary>Unique within the definition.</summary>
    public string Id => Element.Id;

    public string? Name => Element.Name;

    /// <summary>Position among the parent's children, in the order of the text.</summary>
    public int Position { get; internal set; }

    /// <summary>Where it sits in its parent, e.g. property <c>activities</c>, index 2.</summary>
    public ChildElement? Slot { get; internal set; }

    public IReadOnlyList<ActivityNode> Children { get; internal set; } = [];

    /// <summary>Its inputs by descriptor name.</summary>
    internal IReadOnlyDictionary<string, NodeInput> Inputs { get; set; } = NoInputs;

    /// <summary>Its outputs that go to variables or workflow outputs.</summary>
    internal IReadOnlyList<NodeOutput> Outputs { get; set; } = [];

    /// <summary>Variables that it declares, with the values they start with.</summary>
    internal IReadOnlyList<NodeVariable> Variables { get; set; } = [];

    /// <summary>What the activity's own <see cref="Activity.Plan"/> made of the definition.</summary>
    public object? Plan { get; internal set; }

    /// <summary>The embedded activity of a port (<c>then</c>, <c>body</c>), or null.</summary>
    public ActivityNode? Child(string property)
    {
        foreach (var child in Children)
        {
            if (string.Equals(child.Slot?.Property, property, StringComparison.OrdinalIgnoreCase))
            {
                return child;
            }
        }

        return null;
    }

    /// <summary>The variable of this name that it declares, or null.</summary>
    internal NodeVariable? Declared(string variable)
    {
        foreach (var own in Variables)
        {
            if (string.Equals(own.Name, variable, StringComparison.Ordinal))
            {
                return own;
            }
        }

        return null;
    }
}

/// <summary>An input made ready. <paramref name="Constant"/> is its value where it is the same for every run.</summary>
internal sealed record NodeInput(InputDescriptor Descriptor, CompiledExpression Expression, bool IsConstant, object? Constant);

/// <summary>An output that is bound: to a variable in scope, or to an output of the workflow.</summary>
internal sealed record NodeOutput(string Name, string? Variable, string? WorkflowOutput);

/// <summary>A variable with its first value.</summary>
internal sealed record NodeVariable(string Id, string Name, string TypeName, object? Default);
