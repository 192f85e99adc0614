using System.Linq.Expressions;
using Workflows.Rules.Feel.Syntax;

namespace Workflows.Rules.Feel.Evaluation;

/// <summary>Conditions.</summary>
internal sealed partial class Emitter
{
    /// <summary>Whether a condition is true. What it is otherwise does not matter, so that nothing is asked twice.</summary>
    private Expression IsTrue(FeelNode node) => node switch
    {
        ConstantNode constant => Expression.Constant(constant.Value is true),
        LogicNode logic => Balanced([.. logic.Operands.Select(IsTrue)], logic.IsAnd),
        CallNode call when IsNot(call) => IsFalse(call.Arguments[0]),
        CompareNode compare when AreNumbers(compare) => CompareNumbers(compare.Operator, compare.Left, compare.Right),
        BetweenNode between when IsNumber(between.Value) && IsNumber(between.Low) && IsNumber(between.High) => BetweenNumbers(between),
        _ when node.Type.Kind == FeelKind.Boolean && !IsCondition(node) =>
            Static(typeof(Ternary), nameof(Ternary.IsTrue), Object(node)),
        _ => Expression.Equal(Three(node), Expression.Constant(Ternary.True)),
    };

    /// <summary>Whether a condition is false, and not null.</summary>
    private Expression IsFalse(FeelNode node) => node switch
    {
        ConstantNode constant => Expression.Constant(constant.Value is false),
        LogicNode logic => Balanced([.. logic.Operands.Select(IsFalse)], !logic.IsAnd),
        CallNode call when IsNot(call) => IsTrue(call.Arguments[0]),
        CompareNode compare when AreNumbers(compare) => CompareNumbers(Opposite(compare.Operator), compare.Left, compare.Right),
        _ => Expression.Equal(Three(node), Expression.Constant(Ternary.False)),
    };

    /// <summary>One of the three truth values.</summary>
    private Expression Three(FeelNode node) => node switch
    {
        ConstantNode { Value: null or bool } constant => Expression.Constant(Ternary.Of((bool?)constant.Value)),
        LogicNode logic => Logic(logic.Operands, logic.IsAnd),
        CallNode call when IsNot(call) => Not(Three(call.Arguments[0])),
        CompareNode compare when AreNumbers(compare) => GuardedTruth(compare),
        CompareNode compare => Static(typeof(Ternary), nameof(Ternary.Compare), Expression.Constant(compare.Operator),
            Object(compare.Left), Object(compare.Right), _run, At(node)),
        BetweenNode between => Static(typeof(Ternary), nameof(Ternary.Between), Object(between.Value), Object(between.Low),
            Object(between.High), _run, At(node)),
        InNode test => In(test),
        TestsNode tests => AllTests(tests),
        InstanceNode instance => OfBool(Static(typeof(FeelValues), nameof(FeelValues.IsInstance), Object(instance.Value),
            Expression.Constant(instance.Wanted, typeof(FeelType)))),
        QuantifiedNode quantified => Quantified(quantified),
        _ => Static(typeof(Ternary), nameof(Ternary.Of), Object(node), _run, At(node)),
    };

    /// <summary>Whether a node is asked for its truth, rather than for a value that may be a truth.</summary>
    private static bool IsCondition(FeelNode node) => node is LogicNode or CompareNode or BetweenNode or InNode or TestsNode or InstanceNode
        or QuantifiedNode || node is CallNode call && IsNot(call);

    private static Expression Not(Expression three) => Expression.Subtract(Expression.Constant(Ternary.True), three);

    private static Expression OfBool(Expression condition) =>
        Expression.Condition(condition, Expression.Constant(Ternary.True), Expression.Constant(Ternary.False));

    private Expression Logic(IReadOnlyList<FeelNode> operands, bool isAnd) => Combined([.. operands.Select(Three)], isAnd);

    /// <summary>
    /// The least of three truth values for and, the greatest for or; asking ends where nothing can change it. One after the other and not
    /// in one another: the just-in-time compiler takes very long over what nests thousands deep.
    /// </summary>
    private Expression Combined(IReadOnlyList<Expression> truths, bool isAnd)
    {
        if (truths.Count == 1)
        {
            return truths[0];
        }

        var truth = Temp(typeof(int), "truth");
        var decided = Expression.Constant(isAnd ? Ternary.False : Ternary.True);
        var steps = new List<Expression> { Expression.Assign(truth, truths[0]) };
        foreach (var next in truths.Skip(1))
        {
            var both = Expression.Call(typeof(Math), isAnd ? nameof(Math.Min) : nameof(Math.Max), null, truth, next);
            steps.Add(Expression.IfThen(Expression.NotEqual(truth, decided), Expression.Assign(truth, both)));
        }

        steps.Add(truth);
        return Expression.Block(steps);
    }

    /// <summary>All of them, or any, as a balanced tree.</summary>
    private static Expression Balanced(IReadOnlyList<Expression> conditions, bool isAll)
    {
        if (conditions.Count == 1)
        {
            return conditions[0];
        }

        var half = conditions.Count / 2;
        var (left, right) = (Balanced([.. conditions.Take(half)], isAll), Balanced([.. conditions.Skip(half)], isAll));
        return isAll ? Expression.AndAlso(left, right) : Expression.OrElse(left, right);
    }

    private Expression In(InNode node)
    {
        var input = Local(node.Input);
        var truths = node.Tests.Select(t => Test(input, node.Input, t)).ToList();
        var truth = truths.Count == 0 ? Expression.Constant(Ternary.Null) : Combined(truths, isAnd: false);
        return Expression.Block([input], Expression.Assign(input, Object(node.Value)), truth);
    }

    private Expression AllTests(TestsNode node)
    {
        if (node.Tests.Count == 0)
        {
            return Expression.Constant(Ternary.True);
        }

        var truth = Combined([.. node.Tests.Select(t => Test(_input, node.Input, t))], isAnd: false);
        return node.IsNegated ? Not(truth) : truth;
    }

    private Expression Test(ParameterExpression input, FeelSymbol symbol, FeelNode test)
    {
        switch (test)
        {
            case BoundNode bound:
                return TestBound(input, symbol, bound.Operator, bound.Bound, bound);
            case RangeNode { Start: ConstantNode { Value: not null }, End: ConstantNode { Value: not null } } range:
                var above = range.StartIncluded ? FeelOperator.GreaterOrEqual : FeelOperator.Greater;
                var below = range.EndIncluded ? FeelOperator.LessOrEqual : FeelOperator.Less;
                return IsEmptyRange(range) ? Expression.Constant(Ternary.Null) : Combined(
                    [TestBound(input, symbol, above, range.Start, range), TestBound(input, symbol, below, range.End, range)], isAnd: true);
            case ListNode list when list.Items.Count > 0 && list.Items.All(i => i is ConstantNode { Value: string }):
                var texts = list.Items.Select(i => (string)((ConstantNode)i).Value!).ToArray();
                return Static(typeof(Tests), nameof(Tests.InTexts), input, Expression.Constant(texts));
            case ConstantNode { Value: string text } when symbol.Type.Kind == FeelKind.String:
                return Static(typeof(Tests), nameof(Tests.IsText), input, Expression.Constant(text));
            default:
                var method = test.Refers(symbol) ? nameof(Tests.Condition) : nameof(Tests.Matches);
                return Static(typeof(Tests), method, input, Object(test), _run, At(test));
        }
    }

    private static bool IsEmptyRange(RangeNode range) =>
        FeelValues.Compare(((ConstantNode)range.Start).Value, ((ConstantNode)range.End).Value) is null or > 0;

    private Expression TestBound(ParameterExpression input, FeelSymbol symbol, FeelOperator op, FeelNode bound, FeelNode test)
    {
        if (symbol.Type.Kind != FeelKind.Number || !IsNumber(bound))
        {
            return Static(typeof(Ternary), nameof(Ternary.Compare), Expression.Constant(op), input, Object(bound), _run, At(test));
        }

        var value = Temp(typeof(decimal), "number");
        var right = Number(bound);
        var isNumber = Static(typeof(Numbers), nameof(Numbers.TryGet), input, value);
        var guard = right.Guard is null ? isNumber : (Expression)Expression.AndAlso(isNumber, right.Guard);
        return Expression.Condition(guard, OfBool(Compare(op, value, right.Value)), Expression.Constant(Ternary.Null));
    }
}
