namespace Workflows.Rules.Facts;

/// <summary>What came of reading a fact: the fact, unless something in it is wrong, and all there is to say about it.</summary>
/// <param name="Fact">The fact; null when there are errors.</param>
/// <param name="Diagnostics">Each names the path of its field in its place, such as <c>Order.amount</c>.</param>
public sealed record FactReading(RuleFact? Fact, IReadOnlyList<Diagnostic> Diagnostics);
