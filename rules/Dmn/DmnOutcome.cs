using Workflows.Rules.Feel;

namespace Workflows.Rules.Dmn;

/// <summary>What a decision gave.</summary>
/// <param name="Value">Its value.</param>
/// <param name="IsExhausted">Whether the budget ended before the decision was made; the value is null then and means nothing.</param>
/// <param name="Reasons">Why values became null on the way.</param>
/// <param name="Steps">The decisions made for it, in order, itself last; empty where a service or a function was asked.</param>
public sealed record DmnOutcome(object? Value, bool IsExhausted, IReadOnlyList<FeelWarning> Reasons, IReadOnlyList<DmnStep> Steps);

/// <summary>A decision that was made on the way.</summary>
/// <param name="Decision">Its name.</param>
/// <param name="Value">What it gave.</param>
/// <param name="Rows">Where it is a decision table: the numbers of the rows that led to the value, from 1.</param>
public sealed record DmnStep(string Decision, object? Value, IReadOnlyList<int> Rows);
