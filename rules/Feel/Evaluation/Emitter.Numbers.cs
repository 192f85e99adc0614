using System.Linq.Expressions;
using Workflows.Rules.Feel.Syntax;

namespace Workflows.Rules.Feel.Evaluation;

/// <summary>A number without a box: the value holds once the guard was asked and is true; no guard, always.</summary>
internal readonly record struct EmittedNumber(Expression? Guard, Expression Value);

/// <summary>Numbers.</summary>
internal sealed partial class Emitter
{
    private static bool IsNumber(FeelNode node) => node.Type.Kind == FeelKind.Number;

    private static bool IsBoolean(FeelNode node) => node.Type.Kind == FeelKind.Boolean;

    private static bool AreNumbers(CompareNode node) => IsNumber(node.Left) && IsNumber(node.Right)
        && (node.Operator is not (FeelOperator.Equal or FeelOperator.NotEqual) || node.Left is ConstantNode || node.Right is ConstantNode);

    private EmittedNumber Number(FeelNode node)
    {
        switch (node)
        {
            case ConstantNode { Value: decimal value }:
                return new EmittedNumber(null, Expression.Constant(value));
            case ArithmeticNode arithmetic when IsNumber(arithmetic.Left) && IsNumber(arithmetic.Right):
                return Calculate(arithmetic);
            case NegateNode negate when IsNumber(negate.Operand):
                var operand = Number(negate.Operand);
                return operand with { Value = Expression.Negate(operand.Value) };
            case CallNode { Callee: BuiltInNode { Function.Name: "count" }, Arguments: [FilterNode filter] } when IsBoolean(filter.Filter):
                return CountFiltered(filter);
            default:
                var result = Temp(typeof(decimal), "number");
                return new EmittedNumber(Static(typeof(Numbers), nameof(Numbers.TryGet), ObjectOfNumber(node), result), result);
        }
    }

    private Expression ObjectOfNumber(FeelNode node) => node switch
    {
        ArithmeticNode arithmetic => Static(typeof(Arithmetic), nameof(Arithmetic.Apply), Expression.Constant(arithmetic.Operator),
            Object(arithmetic.Left), Object(arithmetic.Right), _run, At(node)),
        NegateNode negate => Static(typeof(Arithmetic), nameof(Arithmetic.Negate), Object(negate.Operand), _run, At(node)),
        CallNode call => Call(call),
        _ => Object(node),
    };

    private EmittedNumber Calculate(ArithmeticNode node)
    {
        var (left, right) = (Number(node.Left), Number(node.Right));
        var result = Temp(typeof(decimal), "number");
        var calculated = Static(typeof(Numbers), nameof(Numbers.TryCalculate), Expression.Constant(node.Operator), left.Value, right.Value,
            result, _run, At(node));
        return new EmittedNumber(Both(Both(left.Guard, right.Guard), calculated), result);
    }

    private Expression BoxedNumber(FeelNode node)
    {
        if (node is not (ArithmeticNode or NegateNode or CallNode))
        {
            return Object(node);
        }

        var number = Number(node);
        var boxed = Expression.Convert(number.Value, typeof(object));
        return number.Guard is null ? boxed : Expression.Condition(number.Guard, boxed, Constant(null));
    }

    /// <summary>As three truth values. With a constant, null is equal to nothing, and that is not null.</summary>
    private Expression GuardedTruth(CompareNode node)
    {
        var (left, right) = (Number(node.Left), Number(node.Right));
        var truth = OfBool(Compare(node.Operator, left.Value, right.Value));
        var otherwise = node.Operator switch
        {
            FeelOperator.Equal => Ternary.False,
            FeelOperator.NotEqual => Ternary.True,
            _ => Ternary.Null,
        };
        return Both(left.Guard, right.Guard) is { } guard ? Expression.Condition(guard, truth, Expression.Constant(otherwise)) : truth;
    }

    /// <summary>Whether a comparison of numbers holds; not, where one of them is null.</summary>
    private Expression CompareNumbers(FeelOperator op, FeelNode left, FeelNode right)
    {
        var (a, b) = (Number(left), Number(right));
        var holds = Compare(op, a.Value, b.Value);
        if (Both(a.Guard, b.Guard) is not { } guard)
        {
            return holds;
        }

        return op == FeelOperator.NotEqual
            ? Expression.Condition(guard, holds, Expression.Constant(true)) : Expression.AndAlso(guard, holds);
    }

    private Expression BetweenNumbers(BetweenNode node)
    {
        var (value, low, high) = (Number(node.Value), Number(node.Low), Number(node.High));
        var holds = Expression.AndAlso(
            Compare(FeelOperator.GreaterOrEqual, value.Value, low.Value), Compare(FeelOperator.LessOrEqual, value.Value, high.Value));
        return Both(Both(value.Guard, low.Guard), high.Guard) is { } guard ? Expression.AndAlso(guard, holds) : holds;
    }

    private static Expression? Both(Expression? first, Expression? second) =>
        first is null ? second : second is null ? first : Expression.AndAlso(first, second);

    private static FeelOperator Opposite(FeelOperator op) => op switch
    {
        FeelOperator.Equal => FeelOperator.NotEqual,
        FeelOperator.NotEqual => FeelOperator.Equal,
        FeelOperator.Less => FeelOperator.GreaterOrEqual,
        FeelOperator.LessOrEqual => FeelOperator.Greater,
        FeelOperator.Greater => FeelOperator.LessOrEqual,
        _ => FeelOperator.Less,
    };

    private static Expression Compare(FeelOperator op, Expression left, Expression right) => op switch
    {
        FeelOperator.Equal => Expression.Equal(left, right),
        FeelOperator.NotEqual => Expression.NotEqual(left, right),
        FeelOperator.Less => Expression.LessThan(left, right),
        FeelOperator.LessOrEqual => Expression.LessThanOrEqual(left, right),
        FeelOperator.Greater => Expression.GreaterThan(left, right),
        _ => Expression.GreaterThanOrEqual(left, right),
    };
}
