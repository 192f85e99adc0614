using System.Globalization;
using System.Linq.Expressions;
using Workflows.Rules.Network;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Reasons;

/// <summary>Evaluates conditions once more, for their values.</summary>
internal static class ConditionReasons
{
    /// <summary>One condition over named values. An input without a value reads as null, as in the rule.</summary>
    public static ConditionReason Of(RuleExpression condition, IReadOnlyDictionary<string, object?> values)
    {
        var text = ExpressionText.Of(condition);
        var parts = ValuesOf(condition, values);
        try
        {
            var holds = condition.Evaluate(Arguments(condition, values)) is true;
            return new ConditionReason(text, holds, parts, holds ? null : FlipOf(condition, values));
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return new ConditionReason(text, null, parts, null, failure.Message);
        }
    }

    /// <summary>The single conditions of a pattern, in the author's order.</summary>
    public static IEnumerable<RuleExpression> Of(PatternElement pattern) =>
        pattern.Expressions.SelectMany(e => ComparisonAnalysis.Conjuncts(e.Rule));

    public static object?[] Arguments(RuleExpression expression, IReadOnlyDictionary<string, object?> values) =>
        [.. expression.Inputs.Select(i => values.TryGetValue(i.Name, out var value) ? value
            : i.Type.IsValueType ? Activator.CreateInstance(i.Type) : null)];

    private static List<KeyValuePair<string, object?>> ValuesOf(RuleExpression condition, IReadOnlyDictionary<string, object?> values)
    {
        IEnumerable<RuleExpression> parts = condition switch
        {
            LinqExpression linq => Paths.In(linq.Lambda),
            { Comparison: { } shape } => [shape.Left, shape.Right],
            _ => [],
        };
        List<KeyValuePair<string, object?>> found = [];
        foreach (var part in parts.Where(p => p.Inputs.Count > 0))
        {
            if (TryEvaluate(part, values, out var value))
            {
                found.Add(KeyValuePair.Create(ExpressionText.Of(part), value));
            }
        }

        return found.Count > 0 ? found : [.. condition.Inputs.Select(i => KeyValuePair.Create(i.Name, values.GetValueOrDefault(i.Name)))];
    }

    private static bool TryEvaluate(RuleExpression expression, IReadOnlyDictionary<string, object?> values, out object? value)
    {
        try
        {
            value = expression.Evaluate(Arguments(expression, values));
            return true;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // A value that cannot be read is left out; the condition itself tells why.
            value = null;
            return false;
        }
    }

    private static FlipReason? FlipOf(RuleExpression condition, IReadOnlyDictionary<string, object?> values)
    {
        if (ComparisonAnalysis.AnyShapeOf(condition) is not { } shape)
        {
            return null;
        }

        if (shape.Left.Inputs.Count == 0)
        {
            shape = shape.Mirrored();
        }

        if (!TryEvaluate(shape.Left, values, out var left) || !TryEvaluate(shape.Right, values, out var right))
        {
            return null;
        }

        var isStrict = shape.Operator is ComparisonOperator.Less or ComparisonOperator.Greater;
        var change = Difference(left, right);
        if (isStrict && change is decimal whole && IsWhole(left) && IsWhole(right))
        {
            change = whole + (shape.Operator == ComparisonOperator.Greater ? 1 : -1);
            isStrict = false;
        }

        return new FlipReason(ExpressionText.Of(shape.Left), left, shape.Operator, right, change, isStrict);
    }

    private static object? Difference(object? from, object? to) => (from, to) switch
    {
        (DateTime a, DateTime b) => b - a,
        (DateTimeOffset a, DateTimeOffset b) => b - a,
        (TimeSpan a, TimeSpan b) => b - a,
        (DateOnly a, DateOnly b) => TimeSpan.FromDays(b.DayNumber - a.DayNumber),
        (double or float, IConvertible b) when b is not string =>
            Convert.ToDouble(to, CultureInfo.InvariantCulture) - Convert.ToDouble(from, CultureInfo.InvariantCulture),
        _ when IsNumber(from) && IsNumber(to) =>
            Convert.ToDecimal(to, CultureInfo.InvariantCulture) - Convert.ToDecimal(from, CultureInfo.InvariantCulture),
        _ => null,
    };

    private static bool IsWhole(object? value) => value is int or long or short or byte or sbyte or ushort or uint or ulong;

    private static bool IsNumber(object? value) => value is decimal || IsWhole(value);

    /// <summary>The longest paths over a lambda's parameters, such as <c>order.Customer.Level</c>, each once.</summary>
    private sealed class Paths : ExpressionVisitor
    {
        private readonly LambdaExpression _lambda;
        private readonly List<RuleExpression> _found = [];
        private readonly HashSet<string> _seen = [];

        private Paths(LambdaExpression lambda) => _lambda = lambda;

        public static List<RuleExpression> In(LambdaExpression lambda)
        {
            var paths = new Paths(lambda);
            paths.Visit(lambda.Body);
            return paths._found;
        }

        public override Expression? Visit(Expression? node)
        {
            if (node is MemberExpression or ParameterExpression && RootOf(node) is { } root && _lambda.Parameters.Contains(root))
            {
                if (_seen.Add(ExpressionText.Of(node)))
                {
                    _found.Add(RuleExpression.FromLambda(Expression.Lambda(node, root)));
                }

                return node;
            }

            return base.Visit(node);
        }

        private static ParameterExpression? RootOf(Expression? node)
        {
            while (node is MemberExpression or UnaryExpression { NodeType: ExpressionType.Convert })
            {
                node = node is MemberExpression member ? member.Expression : ((UnaryExpression)node).Operand;
            }

            return node as ParameterExpression;
        }
    }
}
