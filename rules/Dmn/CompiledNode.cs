using Workflows.Rules.Feel;
using Workflows.Rules.Tables;

namespace Workflows.Rules.Dmn;

/// <summary>An element of a decision graph made ready.</summary>
internal sealed class CompiledNode(DmnType type)
{
    /// <summary>What its value must conform to: of a function or service, what a call gives.</summary>
    public DmnType Type { get; } = type;

    /// <summary>What is known of its value: the declared type, or what its expression gives; of a function its own type.</summary>
    public FeelType Known { get; set; } = type.Feel;

    /// <summary>A decision's expression; null where it has none.</summary>
    public DmnLogic? Logic { get; set; }

    /// <summary>Where a decision is a table: what it decides with the rows that led there.</summary>
    public Func<object?[], FeelRun, TableHit>? Table { get; set; }

    /// <summary>Where the slots of its expression come from.</summary>
    public IReadOnlyList<FrameSource> Sources { get; set; } = [];

    /// <summary>What calls of a knowledge model or a service call.</summary>
    public FeelFunction? Function { get; set; }
}

/// <summary>A slot: the value of an element, or under the name of an import a context of the values of its elements.</summary>
internal sealed record FrameSource(string Name, IReadOnlyList<DmnNode> Nodes, bool IsImport)
{
    /// <summary>The value, from those of the elements.</summary>
    public object? From(Func<DmnNode, object?> valueOf) =>
        IsImport ? FeelContext.Of(Nodes.Select(n => (n.Variable.Name, valueOf(n)))) : valueOf(Nodes[0]);

    public FeelType TypeFrom(Func<DmnNode, FeelType> typeOf) =>
        IsImport ? FeelType.ContextOf([.. Nodes.Select(n => new ContextField(n.Variable.Name, typeOf(n)))]) : typeOf(Nodes[0]);
}
