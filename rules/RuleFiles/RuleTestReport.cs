namespace Workflows.Rules.RuleFiles;

/// <summary>How one test of a rule file came out.</summary>
/// <param name="Name">Its text.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Failures">What was otherwise than expected; empty when it passed.</param>
public sealed record RuleTestResult(LocalText Name, SourcePlace Place, IReadOnlyList<Diagnostic> Failures)
{
    public bool Passed => Failures.Count == 0;
}

/// <summary>How the tests of a rule file came out, in their order.</summary>
public sealed record RuleTestReport(IReadOnlyList<RuleTestResult> Results)
{
    public int Passed => Results.Count(r => r.Passed);

    public int Failed => Results.Count(r => !r.Passed);
}
