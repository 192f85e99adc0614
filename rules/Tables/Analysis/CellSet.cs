using Workflows.Rules.Feel;
using Workflows.Rules.Feel.Syntax;

namespace Workflows.Rules.Tables.Analysis;

/// <summary>The values that a cell takes, where its tests are plain enough to tell.</summary>
/// <param name="Parts">Stretches of values; null where the cell takes everything.</param>
/// <param name="TakesNull">Whether null is one of the values that are written out.</param>
/// <param name="IsNegated">Whether it takes all but them.</param>
internal sealed record CellSet(IReadOnlyList<CellPart>? Parts, bool TakesNull = false, bool IsNegated = false)
{
    private static readonly CellSet Everything = new((IReadOnlyList<CellPart>?)null);

    /// <summary>Reads compiled tests; null for what only evaluation can tell.</summary>
    public static CellSet? Of(FeelExpression? tests)
    {
        if (tests is null)
        {
            return Everything;
        }

        // A bare true is a condition where the input is no truth value, so that it would take any input.
        if (tests.Root is not TestsNode root
            || (root.Input.Type.Kind != FeelKind.Boolean && root.Tests.Any(t => t is ConstantNode { Value: bool })))
        {
            return null;
        }

        var values = root.Tests.Where(t => t is not ConstantNode { Value: null }).ToList();
        var parts = values.Select(Part).OfType<CellPart>().ToList();
        return root.Tests.Count == 0 ? Everything
            : parts.Count == values.Count ? new CellSet(parts, values.Count < root.Tests.Count, root.IsNegated) : null;
    }

    /// <summary>
    /// Whether it takes null. Null is not equal to what a cell names, so that a negated one takes it; whether it lies in a stretch is
    /// neither true nor false, so that no cell with one does.
    /// </summary>
    public bool HasNull() =>
        Parts is null || (IsNegated ? !TakesNull && Parts.All(p => p.Low is not null && p.Low.Equals(p.High)) : TakesNull);

    private static CellPart? Part(FeelNode test) => test switch
    {
        RangeNode range when CellShapes.Value(range.Start) is { } low && CellShapes.Value(range.End) is { } high =>
            new CellPart(low, range.StartIncluded, high, range.EndIncluded),
        BoundNode bound when CellShapes.Value(bound.Bound) is { } value => CellShapes.Bound(bound.Operator, value),
        BoundNode => null,
        _ => CellShapes.Value(test) is { } value ? CellPart.Of(value) : null,
    };
}
