using System.Linq.Expressions;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Fluent.Dsl;

internal sealed class RightHandSideExpression(RuleDraft draft) : IRightHandSideExpression
{
    private const ActionTrigger Firing = ActionTrigger.Activated | ActionTrigger.Reactivated;

    public IRightHandSideExpression Do(Expression<Action<IContext>> action) => Action(action, Firing);

    public IRightHandSideExpression Do(Expression<Func<IContext, Task>> action)
    {
        draft.Actions.Add(Element.Action(draft.Action(action), Firing));
        return this;
    }

    public IRightHandSideExpression Undo(Expression<Action<IContext>> action) => Action(action, ActionTrigger.Deactivated);

    public IRightHandSideExpression Action(Expression<Action<IContext>> action, ActionTrigger actionTrigger)
    {
        draft.Actions.Add(Element.Action(draft.Action(action), actionTrigger));
        return this;
    }

    public IRightHandSideExpression Yield<TFact>(Expression<Func<IContext, TFact>> yieldInsert) => AddYield(yieldInsert, null);

    public IRightHandSideExpression Yield<TFact>(Expression<Func<IContext, TFact>> yieldInsert, Expression<Func<IContext, TFact,
        TFact>> yieldUpdate) =>
        AddYield(yieldInsert, yieldUpdate);

    private RightHandSideExpression AddYield<TFact>(Expression<Func<IContext, TFact>> insert, Expression<Func<IContext, TFact,
        TFact>>? update)
    {
        var key = $"$yield{++draft.Yields}";
        var context = insert.Parameters[0];
        Expression made = insert.Body;
        Expression remade = update is null ? insert.Body : new Substitution(update.Parameters[0], context).Visit(update.Body)!;
        if (update is not null)
        {
            var old =
                Expression.Convert(Expression.Call(context, nameof(IContext.GetLinked), null, Expression.Constant(key, typeof(object))),
                    typeof(TFact));
            remade = new Substitution(update.Parameters[1], old).Visit(remade)!;
        }

        Add(insert.Parameters[0], key, nameof(Concluding.First), made, ActionTrigger.Activated);
        Add(insert.Parameters[0], key, nameof(Concluding.Again), remade, ActionTrigger.Reactivated);
        return this;
    }

    private void Add(ParameterExpression context, string key, string method, Expression value, ActionTrigger trigger)
    {
        var call =
            Expression.Call(typeof(Concluding), method, null, context, Expression.Constant(key), Expression.Convert(value, typeof(object)));
        draft.Actions.Add(Element.Action(draft.Action(Expression.Lambda(call, context)), trigger));
    }

    private sealed class Substitution(Expression from, Expression to) : ExpressionVisitor
    {
        public override Expression? Visit(Expression? node) => node == from ? to : base.Visit(node);
    }
}

/// <summary>What a concluding action does with its fact.</summary>
internal static class Concluding
{
    public static void First(IContext context, string key, object fact) => Again(context, key, fact);

    public static void Again(IContext context, string key, object fact)
    {
        if (context.GetLinked(key) is null)
        {
            context.InsertLinked(key, fact);
        }
        else
        {
            context.UpdateLinked(key, fact);
        }
    }
}
