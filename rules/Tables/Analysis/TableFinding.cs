using Workflows.Rules.RuleFiles.Checking;

namespace Workflows.Rules.Tables.Analysis;

/// <summary>What can be wrong with the rows of a table.</summary>
internal enum TableFindingKind
{
    /// <summary>Two rows match the example.</summary>
    Overlap,

    /// <summary>No row matches the example.</summary>
    Gap,

    /// <summary>The second row is never reached, because the first takes all that it would.</summary>
    Hidden,

    /// <summary>There is too much of it to look through all.</summary>
    Unchecked,
}

/// <summary>Something about a table's rows, with an example.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Rows">The rows concerned, from 0.</param>
/// <param name="Example">A value for each input column.</param>
internal sealed record TableFinding(TableFindingKind Kind, IReadOnlyList<int> Rows, IReadOnlyList<object?> Example)
{
    public static TableFinding Unchecked { get; } = new(TableFindingKind.Unchecked, [], []);

    /// <summary>The example with the names of the inputs: <c>post = "sales", attainment = 0.9</c>.</summary>
    public string Told(IEnumerable<string> inputs) => string.Join(", ", inputs.Zip(Example, (name, value) =>
        $"{name} = {(ReferenceEquals(value, ColumnAtoms.Anything) ? "…" : FeelLiteral.Of(value))}"));
}
