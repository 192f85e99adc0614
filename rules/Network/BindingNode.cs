namespace Workflows.Rules.Network;

/// <summary>Computes one value for each left match and lets it pass while the value satisfies the conditions.</summary>
internal sealed class BindingNode(BoundExpression expression) : BetaNode
{
    public BoundExpression Expression { get; } = expression;

    public override void LeftInsert(Matcher matcher, Token left)
    {
        if (!matcher.TryValue(Expression, left, null, out var value))
        {
            return;
        }

        var fact = new WorkFact(value);
        if (matcher.TestAll(Conditions, left, fact))
        {
            Emit(matcher, left, null, fact);
        }
    }

    public override void LeftUpdate(Matcher matcher, Token left)
    {
        var child = OwnChild(left);
        if (child is null)
        {
            LeftInsert(matcher, left);
            return;
        }

        if (!matcher.TryValue(Expression, left, null, out var value))
        {
            matcher.Remove(child);
            return;
        }

        matcher.SetValue(child.Fact!, value);
        if (matcher.TestAll(Conditions, left, child.Fact!))
        {
            Touch(matcher, child);
        }
        else
        {
            matcher.Remove(child);
        }
    }
}
