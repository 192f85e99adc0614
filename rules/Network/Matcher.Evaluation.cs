namespace Workflows.Rules.Network;

/// <summary>How expressions are evaluated: what fails is told with its place, and a listener may take it for "not met".</summary>
internal sealed partial class Matcher
{
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
        catch (Exception failure) when (_host.OnFailed(condition, left, right, failure))
        {
            return false;
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
        catch (Exception failure) when (_host.OnFailed(expression, left, right, failure))
        {
            value = null;
            return false;
        }
    }

    /// <summary>Whether a listener has dealt with what failed while an expression's value was taken in.</summary>
    public bool IsDealtWith(BoundExpression expression, Token? left, WorkFact right, Exception failure) =>
        _host.OnFailed(expression, left, right, failure);

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
        catch (Exception failure) when (_host.OnFailed(expression, left, right, failure))
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

    /// <summary>What a look-up by key does not already ensure.</summary>
    public bool TestResidual(BetaNode node, Token left, Entry entry) =>
        TestAll(Tracing ? node.Conditions : node.Residual, left, entry.Fact!);

    /// <summary>Whether a pair that was a match still is one.</summary>
    public bool Holds(BetaNode node, Token left, Entry entry)
    {
        if (Tracing)
        {
            return TestAll(node.Conditions, left, entry.Fact!);
        }

        return (node.LeftKey.Length == 0 || SafeKey(node.LeftKey, left).Equals(entry.Bucket!.Key))
            && TestAll(node.Residual, left, entry.Fact!);
    }

    /// <summary>A left match's key; one that cannot be computed meets nothing, once a listener has dealt with the failure.</summary>
    public Key SafeKey(BoundExpression[] parts, Token left)
    {
        if (parts.Length == 0)
        {
            return default;
        }

        try
        {
            return BetaNode.KeyOf(parts, left);
        }
        catch (Exception failure) when (_host.OnFailed(parts[0], left, null, failure))
        {
            return new Key(new object());
        }
    }

    private Key SafeKey(IndexSpec spec, WorkFact fact)
    {
        if (spec.KeyParts.Length == 0)
        {
            return default;
        }

        try
        {
            return spec.KeyOf(fact.Value);
        }
        catch (Exception failure) when (_host.OnFailed(spec.FirstPart, null, fact, failure))
        {
            return new Key(new object());
        }
    }
}
