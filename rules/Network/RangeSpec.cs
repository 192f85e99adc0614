using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Network;

/// <summary>
/// Comparisons of order between a pattern's fact and what stands before it: a value of the fact lies between two values of the left match,
/// of which one may be missing. An index finds what lies there; the comparisons themselves are still asked.
/// </summary>
internal sealed record RangeSpec(BoundExpression Right, BoundExpression? Lower, BoundExpression? Upper)
{
    /// <summary>The span in which a left match's partners lie, or in which (as a point) a fact does.</summary>
    public RangeSpan? SpanOf(Token token, bool isRight)
    {
        try
        {
            if (isRight)
            {
                return Point(token.Fact!.Value);
            }

            var left = token is QuantifierToken or OwnerToken ? token.ParentToken! : token;
            return RangeSpan.Of(Lower is not null, Lower?.Value(left, null), Upper is not null, Upper?.Value(left, null));
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // Where a value cannot be computed the conditions are asked, which fail or not as the author wrote them.
            return null;
        }
    }

    private RangeSpan? Point(object? fact)
    {
        var value = Right.Value(null, fact);
        return RangeSpan.Of(true, value, true, value);
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

/// <summary>From one value to another, both included; null is without end.</summary>
internal readonly record struct RangeSpan(IComparable? From, IComparable? To)
{
    /// <summary>A span with the ends it should have; null when one of them is no value that can be ordered.</summary>
    public static RangeSpan? Of(bool hasFrom, object? from, bool hasTo, object? to) =>
        (hasFrom && from is not IComparable) || (hasTo && to is not IComparable) ? null
            : new RangeSpan(hasFrom ? (IComparable)from! : null, hasTo ? (IComparable)to! : null);

    public Type Type => (From ?? To)!.GetType();
}
