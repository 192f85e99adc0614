using System.Linq.Expressions;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Network;

/// <summary>Finds in a condition the comparison that an index can serve.</summary>
internal static class ComparisonAnalysis
{
    private static readonly HashSet<Type> Exact =
    [
        typeof(int), typeof(long), typeof(short), typeof(byte), typeof(sbyte), typeof(ushort), typeof(uint), typeof(ulong), typeof(char),
            typeof(bool),
        typeof(decimal), typeof(string), typeof(Guid), typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan), typeof(DateOnly),
            typeof(TimeOnly),
    ];

    /// <summary>The comparison that the condition is, when an index gives exactly its answer; null otherwise.</summary>
    public static ComparisonShape? ShapeOf(RuleExpression condition) =>
        condition is LinqExpression linq ? OfLambda(linq.Lambda) : condition.Comparison;

    /// <summary>The comparison that the condition is, also where an index would not give exactly its answer.</summary>
    public static ComparisonShape? AnyShapeOf(RuleExpression condition) =>
        condition is LinqExpression linq ? OfLambda(linq.Lambda, isForIndex: false) : condition.Comparison;

    /// <summary>The conditions that together are the condition.</summary>
    public static IEnumerable<RuleExpression> Conjuncts(RuleExpression condition)
    {
        if (condition is not LinqExpression { Lambda: { Body: BinaryExpression { NodeType: ExpressionType.AndAlso,
            Method: null } and } lambda })
        {
            return [condition];
        }

        return new[] { and.Left, and.Right }.SelectMany(side =>
            Conjuncts(RuleExpression.FromLambda(Over(side, lambda.Parameters, lambda.Parameters[0]))));
    }

    private static ComparisonShape? OfLambda(LambdaExpression lambda, bool isForIndex = true)
    {
        if (lambda.Body is not BinaryExpression binary || OperatorOf(binary.NodeType) is not { } op
            || (isForIndex && !IsExact(binary, op)))
        {
            return null;
        }

        return Side(binary.Left, lambda.Parameters) is { } left && Side(binary.Right, lambda.Parameters) is { } right
            ? new ComparisonShape(left, op, right)
            : null;
    }

    private static ComparisonOperator? OperatorOf(ExpressionType type) => type switch
    {
        ExpressionType.Equal => ComparisonOperator.Equal,
        ExpressionType.LessThan => ComparisonOperator.Less,
        ExpressionType.LessThanOrEqual => ComparisonOperator.LessOrEqual,
        ExpressionType.GreaterThan => ComparisonOperator.Greater,
        ExpressionType.GreaterThanOrEqual => ComparisonOperator.GreaterOrEqual,
        _ => null,
    };

    private static bool IsExact(BinaryExpression binary, ComparisonOperator op)
    {
        var type = Nullable.GetUnderlyingType(binary.Left.Type) ?? binary.Left.Type;
        return binary.Left.Type == binary.Right.Type && (Exact.Contains(type) || (type.IsEnum && op == ComparisonOperator.Equal))
            && (type != typeof(string) || op == ComparisonOperator.Equal);
    }

    private static RuleExpression? Side(Expression side, IReadOnlyList<ParameterExpression> parameters)
    {
        if (StructuralKey.TryConstant(side, out var value))
        {
            return RuleExpression.Create([], side.Type, _ => value, StructuralKey.Combine(side.Type, value ?? DBNull.Value));
        }

        var lambda = Over(side, parameters, null);
        return lambda.Parameters.Count > 0 ? RuleExpression.FromLambda(lambda) : null;
    }

    // A condition must keep an input even if it uses none, so that it stays a condition on the pattern's fact.
    private static LambdaExpression Over(Expression body, IReadOnlyList<ParameterExpression> parameters, ParameterExpression? atLeast)
    {
        var used = new Uses(parameters).In(body);
        if (used.Count == 0 && atLeast is not null)
        {
            used.Add(atLeast);
        }

        return Expression.Lambda(body, used);
    }

    private sealed class Uses(IReadOnlyList<ParameterExpression> parameters) : ExpressionVisitor
    {
        private readonly HashSet<ParameterExpression> _found = [];

        public List<ParameterExpression> In(Expression body)
        {
            Visit(body);
            return [.. parameters.Where(_found.Contains)];
        }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            _found.Add(node);
            return node;
        }
    }
}
