using Workflows.Rules.Feel;

namespace Workflows.Rules.Tables;

/// <summary>
/// What a decision table is made of, compiled: by the DMN reader from XML, by rule files from pipe tables. All expressions of a table share
/// one scope.
/// </summary>
internal sealed record TablePlan(HitPolicy Policy, TableAggregation Aggregation = TableAggregation.None)
{
    public required IReadOnlyList<TableInput> Inputs { get; init; }

    public required IReadOnlyList<TableOutput> Outputs { get; init; }

    public required IReadOnlyList<TableRow> Rows { get; init; }
}

/// <summary>A column that is tested.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Allowed">Unary tests that a value must pass to be decided on; null where the column takes any.</param>
internal sealed record TableInput(string Name, FeelExpression? Allowed = null);

/// <summary>A column that is given.</summary>
/// <param name="Name">The name in the result; a table with one output gives the bare value.</param>
/// <param name="Priorities">Its values, the most important first; empty where no order is declared.</param>
/// <param name="Default">What it gives where no row matches; null for nothing.</param>
internal sealed record TableOutput(string Name, IReadOnlyList<object?> Priorities, FeelExpression? Default = null);

/// <summary>A row. A test that is null takes every value; a result that is null gives null.</summary>
internal sealed record TableRow(IReadOnlyList<FeelExpression?> Tests, IReadOnlyList<FeelExpression?> Results);

/// <summary>What a table decided.</summary>
/// <param name="Value">The result; null where no row matched and there is no default, or where the hit policy is violated.</param>
/// <param name="Rows">The indexes of the rows that led to it, from 0, in the order of the table.</param>
/// <param name="Violation">Why the hit policy forbids a result; null where it does not.</param>
internal sealed record TableHit(object? Value, IReadOnlyList<int> Rows, LocalText? Violation = null);
