using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Network;

/// <summary>
/// Comparisons of order between a pattern's fact and what stands before it: a value of the fact lies between two values of the left match,
/// of which one may be missing. An index finds what lies there; the comparisons themselves are still asked.
/// </summary>
internal sealed record RangeSpec(BoundExpression Right, BoundExpression? Lower, BoundExpression? Upper)
{
    /// <summary>The span in which a left match's partners lie, or in which (as a point) a fact does; null when it has none.</summary>
    public RangeSpan? SpanOf(Token token, bool isRight)
    {
        try
        {
            if (isRight)
            {
                return TryKey(Right, null, token.Fact!.Value, out var point, out var type)
                    ? new RangeSpan(type!, new Stretch(point, point, hasFrom: true, hasTo: true)) : null;
            }

            return SpanOf(token is QuantifierToken or OwnerToken ? token.ParentToken! : token);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // Where a value cannot be computed the conditions are asked, which fail or not as the author wrote them.
            return null;
        }
    }

    private RangeSpan? SpanOf(Token left)
    {
        var (from, fromType) = (default(OrderedKey), default(Type));
        var (to, toType) = (default(OrderedKey), default(Type));
        if ((Lower is not null && !TryKey(Lower, left, null, out from, out fromType))
            || (Upper is not null && !TryKey(Upper, left, null, out to, out toType))
            || (fromType is not null && toType is not null && fromType != toType))
        {
            return null;
        }

        return new RangeSpan((fromType ?? toType)!, new Stretch(from, to, fromType is not null, toType is not null));
    }

    private static bool TryKey(BoundExpression expression, Token? left, object? right, out OrderedKey key, out Type? type)
    {
        if (expression.IsWhole)
        {
            (key, type) = (new OrderedKey(expression.Whole(left, right)), expression.Rule.ResultType);
            return true;
        }

        var value = expression.Value(left, right);
        type = value?.GetType();
        return OrderedKey.TryOf(value, out key);
    }
}

/// <summary>The comparisons of one join that an ordered index serves.</summary>
internal sealed record RangePlan(RuleExpression Right, RuleExpression? Lower, RuleExpression? Upper)
{
    /// <summary>The comparisons over the first value of the candidate that is compared.</summary>
    public static RangePlan? For(IEnumerable<RuleExpression> conditions, Declaration candidate)
    {
        RangePlan? plan = null;
        StructuralKey? key = null;
        foreach (var condition in conditions)
        {
            if (JoinPlan.Oriented(condition, candidate) is not { } shape || shape.Operator == ComparisonOperator.Equal
                || StructuralKey.Of(shape.Right) is not { } right || (key is not null && !key.Equals(right)))
            {
                continue;
            }

            key = right;
            var isLower = shape.Operator is ComparisonOperator.Less or ComparisonOperator.LessOrEqual;
            plan ??= new RangePlan(shape.Right, null, null);
            plan = isLower ? plan with { Lower = plan.Lower ?? shape.Left } : plan with { Upper = plan.Upper ?? shape.Left };
        }

        return plan;
    }
}
