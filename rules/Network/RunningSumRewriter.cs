using System.Linq.Expressions;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Network;

/// <summary>
/// Lets <c>group.Sum(x => x.Amount)</c> in a rule read the sum that the group keeps, so that one changed member costs one addition.
/// </summary>
internal sealed class RunningSumRewriter : ExpressionVisitor
{
    public static Expression Rewrite(Expression body) => new RunningSumRewriter().Visit(body);

    /// <summary>What a rewritten sum calls: any other source, or one that has another sum already, is added up member by member.</summary>
    public static long SumOf<T>(IEnumerable<T> source, Func<T, long> selector, Evaluator evaluator)
    {
        if (source is not Collected<T> collected)
        {
            return source.Sum(selector);
        }

        var members = collected.Members;
        if (members.Sum is null)
        {
            members.Sum = new RunningSum(evaluator);
            members.Spec?.Summed ??= evaluator;
            for (var slot = members.First; slot is not null; slot = slot.Next)
            {
                members.Sum.Enter(slot);
            }
        }

        return ReferenceEquals(members.Sum.Selector, evaluator) && members.Sum.TryTotal(out var total) ? total : source.Sum(selector);
    }

    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        if (node.Method is not { Name: nameof(Enumerable.Sum), IsGenericMethod: true } || node.Method.DeclaringType != typeof(Enumerable)
            || (node.Type != typeof(int) && node.Type != typeof(long)) || node.Arguments[1] is not LambdaExpression selector
            || !IsClosed(selector))
        {
            return base.VisitMethodCall(node);
        }

        var element = selector.Parameters[0];
        var whole = Expression.Lambda(
            typeof(Func<,>).MakeGenericType(element.Type, typeof(long)), Expression.Convert(selector.Body, typeof(long)), element);
        var sum = Expression.Call(
            typeof(RunningSumRewriter), nameof(SumOf), [element.Type], Visit(node.Arguments[0]), Expression.Constant(whole.Compile()),
            Expression.Constant(new Evaluator(RuleExpression.FromLambda(selector))));
        return node.Type == typeof(int) ? Expression.ConvertChecked(sum, typeof(int)) : sum;
    }

    // A selector that looks at other names of the rule has another sum for each match.
    private static bool IsClosed(LambdaExpression selector)
    {
        var free = new FreeNames(selector.Parameters[0]);
        free.Visit(selector.Body);
        return !free.Found;
    }

    private sealed class FreeNames(ParameterExpression own) : ExpressionVisitor
    {
        public bool Found { get; private set; }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            Found |= node != own;
            return node;
        }
    }
}
