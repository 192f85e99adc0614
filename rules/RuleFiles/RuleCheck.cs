namespace Workflows.Rules.RuleFiles;

/// <summary>What came of checking rule files: a program unless there are errors, and everything there is to say.</summary>
/// <param name="Program">The program; null when there are errors.</param>
/// <param name="Diagnostics">Errors, warnings and hints of the file and of the files that it uses, in the order of their places.</param>
public sealed record RuleCheck(RuleProgram? Program, IReadOnlyList<Diagnostic> Diagnostics);
