namespace Workflows.Rules;

/// <summary>A rule cannot be compiled.</summary>
public class RuleCompilationException : Exception
{
    public RuleCompilationException(string message, string ruleName, Exception? innerException)
        : base($"{message} (rule '{ruleName}')", innerException) => RuleName = ruleName;

    public string RuleName { get; }
}

/// <summary>Something went wrong while rules were matched or fired.</summary>
public class RuleExecutionException : Exception
{
    public RuleExecutionException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}

/// <summary>An expression of a rule failed. The message says which, in which rules, and for which facts.</summary>
public class RuleExpressionEvaluationException : RuleExecutionException
{
    public RuleExpressionEvaluationException(string message, string expression, Exception? innerException)
        : base(message, innerException) => Expression = expression;

    /// <summary>The expression's text.</summary>
    public string Expression { get; }
}

/// <summary>A condition, binding or aggregate failed. The session is as it was before the call.</summary>
public class RuleLhsExpressionEvaluationException : RuleExpressionEvaluationException
{
    public RuleLhsExpressionEvaluationException(string message, string expression, Exception? innerException)
        : base(message, expression, innerException)
    {
    }
}

/// <summary>An action failed. The match counts as fired; what its earlier actions did stays.</summary>
public class RuleRhsExpressionEvaluationException : RuleExpressionEvaluationException
{
    public RuleRhsExpressionEvaluationException(string message, string ruleName, string expression, Exception? innerException)
        : base(message, expression, innerException) => RuleName = ruleName;

    public string RuleName { get; }
}

/// <summary>A filter failed. The session is as it was before the call.</summary>
public class AgendaExpressionEvaluationException : RuleExpressionEvaluationException
{
    public AgendaExpressionEvaluationException(string message, string ruleName, string expression, Exception? innerException)
        : base(message, expression, innerException) => RuleName = ruleName;

    public string RuleName { get; }
}

/// <summary>Rules keep firing each other. The firing round is ended; the session can be used on.</summary>
public class RuleCycleException : RuleExecutionException
{
    public RuleCycleException(IReadOnlyList<string> rules, int firings)
        : base($"{firings} firings in one round: these rules keep firing each other: {string.Join(", ", rules)}") => Rules = rules;

    /// <summary>The rules in the cycle, in their order.</summary>
    public IReadOnlyList<string> Rules { get; }
}
