using Workflows.Rules.RuleFiles;

namespace Workflows.Rules.Sheets;

/// <summary>A rule file with a sheet taken in; null with what is wrong with the sheet. It still has to be checked.</summary>
public sealed record TakenSheet(RuleFile? File, IReadOnlyList<Diagnostic> Diagnostics);
