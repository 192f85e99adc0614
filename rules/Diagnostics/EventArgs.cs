using System.Linq.Expressions;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Diagnostics;

/// <summary>A fact comes, changes or goes.</summary>
public class WorkingMemoryEventArgs : EventArgs
{
    internal WorkingMemoryEventArgs(IFact fact) => Fact = fact;

    public IFact Fact { get; }
}

/// <summary>Something happens to a match on the agenda.</summary>
public class AgendaEventArgs : EventArgs
{
    internal AgendaEventArgs(IMatch match) => Match = match;

    public IMatch Match { get; }

    public IRuleDefinition Rule => Match.Rule;

    public IEnumerable<IFactMatch> Facts => Match.Facts;
}

/// <summary>An expression has been evaluated or has failed.</summary>
public class ExpressionEventArgs : EventArgs
{
    internal ExpressionEventArgs(RuleExpression rule, Exception? exception, IEnumerable<object?> arguments, object? result)
    {
        RuleExpression = rule;
        Exception = exception;
        Arguments = arguments;
        Result = result;
    }

    /// <summary>The expression as every front end gives it.</summary>
    public RuleExpression RuleExpression { get; }

    /// <summary>The expression as LINQ; for other front ends a constant with its text.</summary>
    public Expression Expression => RuleExpression is LinqExpression linq ? linq.Lambda : Expression.Constant(RuleExpression.ToString());

    /// <summary>Why it failed; null when it did not.</summary>
    public Exception? Exception { get; }

    public IEnumerable<object?> Arguments { get; }

    public object? Result { get; }
}

/// <summary>A condition, binding or aggregate expression has been evaluated.</summary>
public class LhsExpressionEventArgs : ExpressionEventArgs
{
    internal LhsExpressionEventArgs(
        RuleExpression rule, Exception? exception, IEnumerable<object?> arguments, object? result, IEnumerable<IFact> facts,
            IEnumerable<IRuleDefinition> rules)
        : base(rule, exception, arguments, result)
    {
        Facts = facts;
        Rules = rules;
    }

    /// <summary>The facts looked at, in the order of the rule's patterns.</summary>
    public IEnumerable<IFact> Facts { get; }

    /// <summary>The rules that have the expression.</summary>
    public IEnumerable<IRuleDefinition> Rules { get; }
}

/// <summary>A condition, binding or aggregate expression has failed.</summary>
public class LhsExpressionErrorEventArgs : LhsExpressionEventArgs
{
    internal LhsExpressionErrorEventArgs(
        RuleExpression rule, Exception exception, IEnumerable<object?> arguments, IEnumerable<IFact> facts,
            IEnumerable<IRuleDefinition> rules)
        : base(rule, exception, arguments, null, facts, rules)
    {
    }

    /// <summary>Set it, and the condition counts as not met.</summary>
    public bool IsHandled { get; set; }
}

/// <summary>A filter expression has been evaluated.</summary>
public class AgendaExpressionEventArgs : ExpressionEventArgs
{
    internal AgendaExpressionEventArgs(RuleExpression rule, Exception? exception, IEnumerable<object?> arguments, object? result,
        IMatch match)
        : base(rule, exception, arguments, result) => Match = match;

    public IMatch Match { get; }

    public IRuleDefinition Rule => Match.Rule;

    public IEnumerable<IFactMatch> Facts => Match.Facts;
}

/// <summary>A filter expression has failed.</summary>
public class AgendaExpressionErrorEventArgs : AgendaExpressionEventArgs
{
    internal AgendaExpressionErrorEventArgs(RuleExpression rule, Exception exception, IEnumerable<object?> arguments, IMatch match)
        : base(rule, exception, arguments, null, match)
    {
    }

    /// <summary>Set it, and the match does not come up.</summary>
    public bool IsHandled { get; set; }
}

/// <summary>An action has run.</summary>
public class RhsExpressionEventArgs : ExpressionEventArgs
{
    internal RhsExpressionEventArgs(RuleExpression rule, Exception? exception, IEnumerable<object?> arguments, IMatch match)
        : base(rule, exception, arguments, null) => Match = match;

    public IMatch Match { get; }

    public IRuleDefinition Rule => Match.Rule;
}

/// <summary>An action has failed.</summary>
public class RhsExpressionErrorEventArgs : RhsExpressionEventArgs
{
    internal RhsExpressionErrorEventArgs(RuleExpression rule, Exception exception, IEnumerable<object?> arguments, IMatch match)
        : base(rule, exception, arguments, match)
    {
    }

    /// <summary>Set it, and the rule's next action runs.</summary>
    public bool IsHandled { get; set; }
}
