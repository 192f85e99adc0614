namespace Workflows.Rules.RuleModel;

/// <summary>How two sides of a condition are compared.</summary>
public enum ComparisonOperator
{
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// <summary>
/// A condition that is one comparison, in a form the network can index: a side with no inputs is a constant, sides over one pattern's fact
/// are indexed in front of the joins, sides over different declarations become hash joins (equality) or range joins (order).
/// A value inside a range is two conditions, one for each end.
/// </summary>
/// <remarks>
/// Contract: the condition holds exactly when, for equality, both values are null or <see cref="object.Equals(object?)"/> says so, and for
/// an order when neither
/// is null and <see cref="IComparable.CompareTo"/> of left with right has the sign. A front end whose comparison differs (for example
/// comparing
/// an int with a decimal) brings both sides to one type first, or gives no shape.
/// </remarks>
public sealed record ComparisonShape(RuleExpression Left, ComparisonOperator Operator, RuleExpression Right)
{
    /// <summary>The same comparison with its sides exchanged.</summary>
    public ComparisonShape Mirrored() => new(Right, Mirror(Operator), Left);

    private static ComparisonOperator Mirror(ComparisonOperator op) => op switch
    {
        ComparisonOperator.Less => ComparisonOperator.Greater,
        ComparisonOperator.LessOrEqual => ComparisonOperator.GreaterOrEqual,
        ComparisonOperator.Greater => ComparisonOperator.Less,
        ComparisonOperator.GreaterOrEqual => ComparisonOperator.LessOrEqual,
        _ => op,
    };
}
