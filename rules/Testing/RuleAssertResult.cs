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
    private readonly string _subject;

    internal RuleAssertResult(string subject, RuleAssertStatus status, object expected, object actual)
    {
        _subject = subject;
        Status = status;
        Expected = expected;
        Actual = actual;
    }

    public RuleAssertStatus Status { get; }

    public object Expected { get; }

    public object Actual { get; }

    /// <summary>What to show to the person whose test it is.</summary>
    public string GetMessage() => $"{_subject}{Environment.NewLine}  Expected: {Expected}{Environment.NewLine}  Actual:   {Actual}";
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
