namespace Workflows.Rules.Sheets;

/// <summary>A sheet as written; null with what is wrong.</summary>
/// <param name="Sheet">Its cells.</param>
/// <param name="Diagnostics">Why there is none.</param>
public sealed record WrittenSheet(Sheet? Sheet, IReadOnlyList<Diagnostic> Diagnostics);
