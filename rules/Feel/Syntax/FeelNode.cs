using Workflows.Rules.Feel.Functions;

namespace Workflows.Rules.Feel.Syntax;

/// <summary>
/// A node of the typed syntax tree: names are resolved, types are known as far as they can be before evaluation. Depth is limited by the
/// parser, so that the tree can be walked by recursion.
/// </summary>
internal abstract record FeelNode(FeelSpot Spot, FeelType Type)
{
    /// <summary>How deep the tree is from here.</summary>
    public int Depth { get; set; } = 1;

    public virtual IEnumerable<FeelNode> Children => [];
}

/// <summary>A literal.</summary>
internal sealed record ConstantNode(FeelSpot Spot, object? Value, FeelType Type) : FeelNode(Spot, Type);

/// <summary>A name that is resolved.</summary>
internal sealed record NameNode(FeelSpot Spot, FeelSymbol Symbol) : FeelNode(Spot, Symbol.Type);

/// <summary>A name that nothing declares; null when evaluated.</summary>
internal sealed record UnknownNode(FeelSpot Spot, string Name) : FeelNode(Spot, FeelType.Any);

/// <summary>What could not be read; null when evaluated. It keeps what was read around it.</summary>
internal sealed record ErrorNode(FeelSpot Spot) : FeelNode(Spot, FeelType.Any);

/// <summary>A name that may be an entry of a value known only when evaluated, else what it means outside.</summary>
internal sealed record EntryNode(FeelSpot Spot, FeelSymbol Owner, string Name, FeelNode? Outside) : FeelNode(Spot, FeelType.Any)
{
    public override IEnumerable<FeelNode> Children => Outside is null ? [] : [Outside];
}

/// <summary><c>source.name</c>; over a list, of each element.</summary>
internal sealed record PathNode(FeelSpot Spot, FeelType Type, FeelNode Source, string Name, FeelSpot NameSpot) : FeelNode(Spot, Type)
{
    public override IEnumerable<FeelNode> Children => [Source];
}

/// <summary><c>source[filter]</c>.</summary>
internal sealed record FilterNode(FeelSpot Spot, FeelType Type, FeelNode Source, FeelSymbol Item, FeelNode Filter) : FeelNode(Spot, Type)
{
    public override IEnumerable<FeelNode> Children => [Source, Filter];
}

/// <summary><c>[a, b]</c>.</summary>
internal sealed record ListNode(FeelSpot Spot, FeelType Type, IReadOnlyList<FeelNode> Items) : FeelNode(Spot, Type)
{
    public override IEnumerable<FeelNode> Children => Items;
}

/// <summary>An entry of a context; its name is visible to the entries behind it.</summary>
internal sealed record ContextEntry(FeelSymbol Symbol, FeelSpot NameSpot, FeelNode Value);

/// <summary><c>{a: 1, b: a + 1}</c>.</summary>
internal sealed record ContextNode(FeelSpot Spot, FeelType Type, IReadOnlyList<ContextEntry> Entries) : FeelNode(Spot, Type)
{
    public override IEnumerable<FeelNode> Children => Entries.Select(e => e.Value);
}

/// <summary><c>[1..10)</c>.</summary>
internal sealed record RangeNode(FeelSpot Spot, FeelType Type, FeelNode Start, bool StartIncluded, FeelNode End, bool EndIncluded)
    : FeelNode(Spot, Type)
{
    public override IEnumerable<FeelNode> Children => [Start, End];
}

/// <summary><c>(&gt; 10)</c> as a value, or a test <c>&gt; 10</c> of an input.</summary>
internal sealed record BoundNode(FeelSpot Spot, FeelType Type, FeelOperator Operator, FeelNode Bound) : FeelNode(Spot, Type)
{
    public override IEnumerable<FeelNode> Children => [Bound];
}

/// <summary><c>-a</c>.</summary>
internal sealed record NegateNode(FeelSpot Spot, FeelType Type, FeelNode Operand) : FeelNode(Spot, Type)
{
    public override IEnumerable<FeelNode> Children => [Operand];
}

/// <summary>Arithmetic of two operands.</summary>
internal sealed record ArithmeticNode(FeelSpot Spot, FeelType Type, FeelOperator Operator, FeelNode Left, FeelNode Right)
    : FeelNode(Spot, Type)
{
    public override IEnumerable<FeelNode> Children => [Left, Right];
}

/// <summary><c>a &lt; b</c>, <c>a = b</c> and their kin.</summary>
internal sealed record CompareNode(FeelSpot Spot, FeelOperator Operator, FeelNode Left, FeelNode Right) : FeelNode(Spot, FeelType.Boolean)
{
    public override IEnumerable<FeelNode> Children => [Left, Right];
}

/// <summary><c>a and b and c</c>, or all with <c>or</c>.</summary>
internal sealed record LogicNode(FeelSpot Spot, bool IsAnd, IReadOnlyList<FeelNode> Operands) : FeelNode(Spot, FeelType.Boolean)
{
    public override IEnumerable<FeelNode> Children => Operands;
}

/// <summary><c>a between b and c</c>.</summary>
internal sealed record BetweenNode(FeelSpot Spot, FeelNode Value, FeelNode Low, FeelNode High) : FeelNode(Spot, FeelType.Boolean)
{
    public override IEnumerable<FeelNode> Children => [Value, Low, High];
}

/// <summary><c>a in (tests)</c>.</summary>
internal sealed record InNode(FeelSpot Spot, FeelNode Value, FeelSymbol Input, IReadOnlyList<FeelNode> Tests)
    : FeelNode(Spot, FeelType.Boolean)
{
    public override IEnumerable<FeelNode> Children => [Value, .. Tests];
}

/// <summary>Unary tests: the root of a table cell. No tests: any input.</summary>
internal sealed record TestsNode(FeelSpot Spot, FeelSymbol Input, bool IsNegated, IReadOnlyList<FeelNode> Tests)
    : FeelNode(Spot, FeelType.Boolean)
{
    public override IEnumerable<FeelNode> Children => Tests;
}

/// <summary><c>a instance of type</c>.</summary>
internal sealed record InstanceNode(FeelSpot Spot, FeelNode Value, FeelType Wanted) : FeelNode(Spot, FeelType.Boolean)
{
    public override IEnumerable<FeelNode> Children => [Value];
}

/// <summary><c>if a then b else c</c>.</summary>
internal sealed record IfNode(FeelSpot Spot, FeelType Type, FeelNode Condition, FeelNode Then, FeelNode Else) : FeelNode(Spot, Type)
{
    public override IEnumerable<FeelNode> Children => [Condition, Then, Else];
}

/// <summary><c>x in source</c>, or <c>x in source..end</c>.</summary>
internal sealed record FeelIterator(FeelSymbol Symbol, FeelNode Source, FeelNode? End);

/// <summary><c>for x in a, y in b return body</c>.</summary>
internal sealed record ForNode(FeelSpot Spot, FeelType Type, IReadOnlyList<FeelIterator> Iterators, FeelSymbol Partial, FeelNode Body)
    : FeelNode(Spot, Type)
{
    public override IEnumerable<FeelNode> Children => [.. Iterators.SelectMany(SourcesOf), Body];

    internal static IEnumerable<FeelNode> SourcesOf(FeelIterator iterator) =>
        iterator.End is null ? [iterator.Source] : [iterator.Source, iterator.End];
}

/// <summary><c>some x in a satisfies body</c>, or <c>every</c>.</summary>
internal sealed record QuantifiedNode(FeelSpot Spot, bool IsSome, IReadOnlyList<FeelIterator> Iterators, FeelNode Body)
    : FeelNode(Spot, FeelType.Boolean)
{
    public override IEnumerable<FeelNode> Children => [.. Iterators.SelectMany(ForNode.SourcesOf), Body];
}

/// <summary><c>function(a, b) body</c>; without a body it is an external one.</summary>
internal sealed record FunctionNode(FeelSpot Spot, FunctionType Signature, IReadOnlyList<FeelSymbol> Parameters, FeelNode? Body)
    : FeelNode(Spot, Signature)
{
    /// <summary>What an external function says of itself.</summary>
    public FeelNode? External { get; init; }

    public override IEnumerable<FeelNode> Children => Body is null ? [] : [Body];
}

/// <summary>A call of a value; with names where the arguments are named.</summary>
internal sealed record CallNode(
    FeelSpot Spot, FeelType Type, FeelNode Callee, IReadOnlyList<FeelNode> Arguments, IReadOnlyList<string>? Names) : FeelNode(Spot, Type)
{
    public override IEnumerable<FeelNode> Children => [Callee, .. Arguments];
}

/// <summary>A built-in function, called or as a value.</summary>
internal sealed record BuiltInNode(FeelSpot Spot, BuiltInFunction Function) : FeelNode(Spot, Function.Type);
