namespace Workflows.Rules.Tables;

/// <summary>What a cell of a decision table takes, as far as it can be told from its text: what an index is made of.</summary>
/// <param name="Parts">Any of them suffices; null where the text does not tell, so that the cell must be tried.</param>
/// <param name="IsAny">Whether it takes everything.</param>
internal sealed record CellShape(IReadOnlyList<CellPart>? Parts, bool IsAny = false)
{
    public static CellShape Any { get; } = new(null, true);

    public static CellShape Opaque { get; } = new((IReadOnlyList<CellPart>?)null);
}

/// <summary>
/// A stretch of values of one kind. A single value is a stretch from it to itself; a missing bound is open to that side. Bounds of
/// strings and booleans are always equal.
/// </summary>
internal sealed record CellPart(object? Low, bool LowIncluded, object? High, bool HighIncluded)
{
    public static CellPart Of(object value) => new(value, true, value, true);
}
