namespace Workflows.Rules.Testing;

/// <summary>What a verification came to.</summary>
public enum RuleAssertStatus
{
    Passed,
    Failed,
}

/// <summary>One verification, with what was expected and what was there.</summary>
public sealed class RuleAssertResult
{
    internal RuleAssertResult(string? ruleName, RuleAssertStatus status, string assertionText, object expected, object actual)
    {
        RuleName = ruleName;
        Status = status;
        AssertionText = assertionText;
        Expected = expected;
        Actual = actual;
    }

    /// <summary>The rule it is about; null when it is about all of them.</summary>
    public string? RuleName { get; }

    public RuleAssertStatus Status { get; }

    /// <summary>What was verified.</summary>
    public string AssertionText { get; }

    /// <summary>The number of firings expected; for an open number its description.</summary>
    public object Expected { get; }

    /// <summary>The number of firings there were.</summary>
    public object Actual { get; }

    /// <summary>What to show to the person whose test it is.</summary>
    public string GetMessage()
    {
        var subject = RuleName is null ? string.Empty : $"Rule '{RuleName}': ";
        return $"{subject}{AssertionText}; Expected: {Expected}; Actual: {Actual}";
    }
}

/// <summary>Hands verification results to a test framework.</summary>
public interface IRuleAsserter
{
    void Assert(RuleAssertResult result);
}

/// <summary>Remembers firings.</summary>
public interface IRuleInvocationRecorder
{
    /// <summary>Forgets them.</summary>
    void Clear();
}
