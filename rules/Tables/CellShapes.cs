using Workflows.Rules.Feel;
using Workflows.Rules.Feel.Syntax;

namespace Workflows.Rules.Tables;

/// <summary>
/// Tells what a compiled cell takes, where it is plain enough: values and stretches of values that are written out. Whatever else stands
/// in a cell is left to trying it.
/// </summary>
internal static class CellShapes
{
    /// <summary>The functions whose result on a written text is as good as a literal.</summary>
    private static readonly string[] Literals = ["date", "time", "date and time", "duration"];

    public static CellShape Of(FeelExpression? tests)
    {
        if (tests?.Root is not TestsNode root)
        {
            return tests is null ? CellShape.Any : CellShape.Opaque;
        }

        if (root.Tests.Count == 0)
        {
            return CellShape.Any;
        }

        // A bare true is a condition where the input is no truth value, so that it would take any input.
        var parts = root.IsNegated ? [] : root.Tests.Select(Part).ToList();
        var isCondition = root.Input.Type.Kind != FeelKind.Boolean && parts.Any(p => p?.Low is bool);
        var isPlain = !isCondition && parts.Count > 0 && parts.All(p => p is not null);
        return isPlain ? new CellShape([.. parts.OfType<CellPart>()]) : CellShape.Opaque;
    }

    /// <summary>What a test takes. Whether times are equal depends on more than where they lie, so that those are tried.</summary>
    private static CellPart? Part(FeelNode test) => test switch
    {
        RangeNode range when Value(range.Start) is { } low && Value(range.End) is { } high && IsLine(low) && IsLine(high) =>
            new CellPart(low, range.StartIncluded, high, range.EndIncluded),
        BoundNode bound when Value(bound.Bound) is { } value && IsLine(value) => Bound(bound.Operator, value),
        BoundNode => null,
        _ => Value(test) is { } value and not (FeelTime or FeelDateTime) ? CellPart.Of(value) : null,
    };

    internal static CellPart? Bound(FeelOperator sign, object value) => sign switch
    {
        FeelOperator.Less => new CellPart(null, false, value, false),
        FeelOperator.LessOrEqual => new CellPart(null, false, value, true),
        FeelOperator.Greater => new CellPart(value, false, null, false),
        FeelOperator.GreaterOrEqual => new CellPart(value, true, null, false),
        _ => null,
    };

    private static bool IsLine(object value) => Axis.Of(value).Kind != AxisKind.None;

    internal static object? Value(FeelNode node) => node switch
    {
        ConstantNode { Value: string or bool or decimal } constant => constant.Value,
        ConstantNode { Value: { } value } when IsLine(value) => value,
        NegateNode { Operand: ConstantNode { Value: decimal number } } => -number,
        CallNode { Names: null, Callee: BuiltInNode callee, Arguments: [ConstantNode { Value: string text }] }
            when Literals.Contains(callee.Function.Name) => callee.Function.Invoke([text], new FeelRun(default(FeelDateTime))),
        _ => null,
    };
}
