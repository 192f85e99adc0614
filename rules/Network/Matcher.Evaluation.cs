namespace Workflows.Rules.Network;

/// <summary>How expressions are evaluated: what fails is told with its place, and a listener may take it for "not met".</summary>
internal sealed partial class Matcher
{
    private HashSet<(RuleModel.RuleExpression Expression, Token? Left, WorkFact? Right)>? _dealtWith;

    /// <summary>How many failures listeners have dealt with.</summary>
    public int Failures { get; private set; }

    public bool Test(BoundExpression condition, Token? left, WorkFact? right)
    {
        try
        {
            var holds = condition.Test(left, right?.Value);
            if (Tracing)
            {
                _host.OnEvaluated(condition, left, right, holds);
            }

            return holds;
        }
        catch (Exception failure) when (IsDealtWith(condition, left, right, failure))
        {
            // A required condition that fails is not met, so that what requires it is violated.
            return condition.Rule is ViolatedExpression;
        }
    }

    public bool TryValue(BoundExpression expression, Token? left, WorkFact? right, out object? value)
    {
        try
        {
            value = expression.Value(left, right?.Value);
            if (Tracing)
            {
                _host.OnEvaluated(expression, left, right, value);
            }

            return true;
        }
        catch (Exception failure) when (IsDealtWith(expression, left, right, failure))
        {
            value = null;
            return false;
        }
    }

    /// <summary>
    /// Whether a listener has dealt with a failure. It is told once in a change, however often the same is asked on the way.
    /// </summary>
    public bool IsDealtWith(BoundExpression expression, Token? left, WorkFact? right, Exception failure)
    {
        if (_dealtWith is null || !_dealtWith.Contains((expression.Rule, left, right)))
        {
            if (!_host.OnFailed(expression, left, right, failure))
            {
                return false;
            }

            (_dealtWith ??= []).Add((expression.Rule, left, right));
        }

        Failures++;
        return true;
    }

    /// <summary>A value as a key, without boxing where that can be.</summary>
    public bool TryKey(BoundExpression expression, Token? left, WorkFact right, out Key key)
    {
        key = default;
        if (Tracing && !TryValue(expression, left, right, out _))
        {
            return false;
        }

        try
        {
            key = expression.Key(left, right.Value);
            return true;
        }
        catch (Exception failure) when (IsDealtWith(expression, left, right, failure))
        {
            return false;
        }
    }

    public bool TestAll(BoundExpression[] conditions, Token? left, WorkFact right)
    {
        foreach (var condition in conditions)
        {
            if (!Test(condition, left, right))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a pair satisfies the conditions, or those that an exact look-up by key does not already ensure.</summary>
    public bool TestPair(BetaNode node, Token left, Entry entry, bool isExact) =>
        TestAll(isExact ? node.Residual : node.Conditions, left, entry.Fact!);

    /// <summary>Whether a pair that was a match still is one.</summary>
    public bool Holds(BetaNode node, Token left, Entry entry)
    {
        if (node.LeftKey.Length == 0)
        {
            return TestAll(node.Conditions, left, entry.Fact!);
        }

        var (key, other) = (entry.BucketIn(node.Right!)!.Key, SafeKey(node.LeftKey, left));
        return Tracing || key.IsFailed || other.IsFailed
            ? TestAll(node.Conditions, left, entry.Fact!)
            : key.Equals(other) && TestAll(node.Residual, left, entry.Fact!);
    }

    /// <summary>
    /// A left match's key. One that cannot be computed is no failure yet: the author's condition may never come to it, because another
    /// one stands before it or there is no partner.
    /// </summary>
    public static Key SafeKey(BoundExpression[] parts, Token left)
    {
        if (parts.Length == 0)
        {
            return default;
        }

        try
        {
            return BetaNode.KeyOf(parts, left);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return Key.Failed;
        }
    }

    private static Key SafeKey(IndexSpec spec, WorkFact fact)
    {
        if (spec.KeyParts.Length == 0)
        {
            return default;
        }

        try
        {
            return spec.KeyOf(fact.Value);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return Key.Failed;
        }
    }
}
