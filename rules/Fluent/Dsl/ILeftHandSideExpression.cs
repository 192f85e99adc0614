using System.Linq.Expressions;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Fluent.Dsl;

/// <summary>What must hold for a rule, pattern by pattern.</summary>
public interface ILeftHandSideExpression
{
    /// <summary>Each fact that satisfies the conditions, under a name.</summary>
    ILeftHandSideExpression Match<TFact>(Expression<Func<TFact>> alias, params Expression<Func<TFact, bool>>[] conditions);

    /// <summary>Each fact that satisfies the conditions.</summary>
    ILeftHandSideExpression Match<TFact>(params Expression<Func<TFact, bool>>[] conditions);

    /// <summary>At least one fact satisfies the conditions.</summary>
    ILeftHandSideExpression Exists<TFact>(params Expression<Func<TFact, bool>>[] conditions);

    /// <summary>No fact satisfies the conditions.</summary>
    ILeftHandSideExpression Not<TFact>(params Expression<Func<TFact, bool>>[] conditions);

    /// <summary>The group, which may be several patterns with joins, holds at least once. It names nothing for what follows.</summary>
    ILeftHandSideExpression Exists(Action<ILeftHandSideExpression> builderAction);

    /// <summary>The group, which may be several patterns with joins, does not hold. It names nothing for what follows.</summary>
    ILeftHandSideExpression Not(Action<ILeftHandSideExpression> builderAction);

    /// <summary>Every fact of the type satisfies the condition.</summary>
    ILeftHandSideExpression All<TFact>(Expression<Func<TFact, bool>> condition);

    /// <summary>Every fact that satisfies the first condition satisfies the others.</summary>
    ILeftHandSideExpression All<TFact>(Expression<Func<TFact, bool>> baseCondition, params Expression<Func<TFact, bool>>[] conditions);

    /// <summary>Each result of a query, under a name.</summary>
    ILeftHandSideExpression Query<TResult>(Expression<Func<TResult>> alias, Func<IQuery, IQuery<TResult>> queryAction);

    /// <summary>All of the group holds.</summary>
    ILeftHandSideExpression And(Action<ILeftHandSideExpression> builderAction);

    /// <summary>Each element of the group that holds gives a match of its own.</summary>
    ILeftHandSideExpression Or(Action<ILeftHandSideExpression> builderAction);

    /// <summary>A computed value under a name.</summary>
    ILeftHandSideExpression Let<TResult>(Expression<Func<TResult>> alias, Expression<Func<TResult>> expression);

    /// <summary>Further conditions on the latest pattern, query or value.</summary>
    /// <exception cref="InvalidOperationException">There is none before it.</exception>
    ILeftHandSideExpression Having(params Expression<Func<bool>>[] conditions);
}

/// <summary>What a rule does, action by action, in order.</summary>
public interface IRightHandSideExpression
{
    /// <summary>When a match fires, first or again.</summary>
    IRightHandSideExpression Do(Expression<Action<IContext>> action);

    /// <summary>The same for an action that takes its time: the next one runs when its task has ended.</summary>
    IRightHandSideExpression Do(Expression<Func<IContext, Task>> action);

    /// <summary>When a match that has fired is gone.</summary>
    IRightHandSideExpression Undo(Expression<Action<IContext>> action);

    IRightHandSideExpression Action(Expression<Action<IContext>> action, ActionTrigger actionTrigger);

    /// <summary>Concludes a fact that stands as long as the match does; made anew when the match fires again.</summary>
    IRightHandSideExpression Yield<TFact>(Expression<Func<IContext, TFact>> yieldInsert);

    /// <summary>
    /// Concludes a fact that stands as long as the match does; when the match fires again the second expression makes the new from
    /// the old.
    /// </summary>
    IRightHandSideExpression Yield<TFact>(Expression<Func<IContext, TFact>> yieldInsert, Expression<Func<IContext, TFact,
        TFact>> yieldUpdate);
}

/// <summary>Which matches come up for firing.</summary>
public interface IFilterExpression
{
    /// <summary>Those for which at least one of the values differs from the last firing.</summary>
    IFilterExpression OnChange(params Expression<Func<object>>[] keySelectors);

    /// <summary>Those for which all conditions hold.</summary>
    IFilterExpression Where(params Expression<Func<bool>>[] predicates);
}

/// <summary>The services a rule's actions use.</summary>
public interface IDependencyExpression
{
    /// <summary>A service under a name, resolved when an action uses it.</summary>
    IDependencyExpression Resolve<TDependency>(Expression<Func<TDependency>> alias);
}

/// <summary>Shorthands on <see cref="IContext"/>.</summary>
public static class ContextExtensions
{
    public static TService Resolve<TService>(this IContext context) => (TService)context.Resolve(typeof(TService));
}
