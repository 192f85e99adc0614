using System.Linq.Expressions;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Fluent.Dsl;

internal sealed class LeftHandSideExpression(RuleDraft draft, GroupDraft? group = null) : ILeftHandSideExpression
{
    private readonly GroupDraft _group = group ?? draft.Left;

    public ILeftHandSideExpression Match<TFact>(Expression<Func<TFact>> alias, params Expression<Func<TFact, bool>>[] conditions)
    {
        _group.Add(Pattern(draft.Declare(alias), conditions));
        return this;
    }

    public ILeftHandSideExpression Match<TFact>(params Expression<Func<TFact, bool>>[] conditions)
    {
        _group.Add(Pattern(draft.Unnamed(typeof(TFact)), conditions));
        return this;
    }

    public ILeftHandSideExpression Exists<TFact>(params Expression<Func<TFact, bool>>[] conditions)
    {
        var pattern = Pattern(draft.Unnamed(typeof(TFact)), conditions);
        _group.Add(() => Element.Exists(pattern.Build()));
        return this;
    }

    public ILeftHandSideExpression Not<TFact>(params Expression<Func<TFact, bool>>[] conditions)
    {
        var pattern = Pattern(draft.Unnamed(typeof(TFact)), conditions);
        _group.Add(() => Element.Not(pattern.Build()));
        return this;
    }

    public ILeftHandSideExpression Exists(Action<ILeftHandSideExpression> builderAction)
    {
        var group = Draft(builderAction, isOr: false);
        _group.Add(() => Element.Exists(group.Build()));
        return this;
    }

    public ILeftHandSideExpression Not(Action<ILeftHandSideExpression> builderAction)
    {
        var group = Draft(builderAction, isOr: false);
        _group.Add(() => Element.Not(group.Build()));
        return this;
    }

    public ILeftHandSideExpression All<TFact>(Expression<Func<TFact, bool>> condition)
    {
        AddAll<TFact>([], [condition]);
        return this;
    }

    public ILeftHandSideExpression All<TFact>(Expression<Func<TFact, bool>> baseCondition, params Expression<Func<TFact,
        bool>>[] conditions)
    {
        AddAll([baseCondition], conditions);
        return this;
    }

    public ILeftHandSideExpression Query<TResult>(Expression<Func<TResult>> alias, Func<IQuery, IQuery<TResult>> queryAction)
    {
        var builder = new QueryBuilder(draft);
        queryAction(new QueryStart(builder));
        _group.Add(builder.Finish(draft.Declare(alias)));
        return this;
    }

    public ILeftHandSideExpression And(Action<ILeftHandSideExpression> builderAction) => Group(builderAction, isOr: false);

    public ILeftHandSideExpression Or(Action<ILeftHandSideExpression> builderAction) => Group(builderAction, isOr: true);

    public ILeftHandSideExpression Let<TResult>(Expression<Func<TResult>> alias, Expression<Func<TResult>> expression)
    {
        var bound = RuleExpression.FromLambda(draft.Over(expression));
        _group.Add(new PatternDraft(draft.Declare(alias), () => Element.Binding(typeof(TResult), bound)));
        return this;
    }

    public ILeftHandSideExpression Having(params Expression<Func<bool>>[] conditions)
    {
        var latest = _group.Latest ?? throw new InvalidOperationException("Having needs a pattern, a query or a Let before it");
        latest.Conditions.AddRange(conditions.Select(draft.Over));
        return this;
    }

    private PatternDraft Pattern<TFact>(Declaration declaration, IEnumerable<Expression<Func<TFact, bool>>> conditions)
    {
        var pattern = new PatternDraft(declaration);
        pattern.Conditions.AddRange(conditions.Select(c => draft.Condition(declaration, c)));
        return pattern;
    }

    private void AddAll<TFact>(Expression<Func<TFact, bool>>[] baseConditions, Expression<Func<TFact, bool>>[] conditions)
    {
        var source = Pattern(draft.Unnamed(typeof(TFact)), baseConditions);
        var required = Pattern(draft.Unnamed(typeof(TFact)), conditions);
        _group.Add(() => Element.ForAll(source.Build(), required.Build()));
    }

    private LeftHandSideExpression Group(Action<ILeftHandSideExpression> builderAction, bool isOr)
    {
        _group.Add(Draft(builderAction, isOr).Build);
        return this;
    }

    private GroupDraft Draft(Action<ILeftHandSideExpression> builderAction, bool isOr)
    {
        var child = new GroupDraft(isOr);
        builderAction(new LeftHandSideExpression(draft, child));
        return child;
    }

    private sealed class QueryStart(IQueryBuilder builder) : IQuery
    {
        public IQueryBuilder Builder => builder;
    }
}

internal sealed class FilterExpression(RuleDraft draft) : IFilterExpression
{
    public IFilterExpression OnChange(params Expression<Func<object>>[] keySelectors)
    {
        draft.Filters.AddRange(keySelectors.Select(k => Element.Filter(FilterType.KeyChange, draft.Over(k))));
        return this;
    }

    public IFilterExpression Where(params Expression<Func<bool>>[] predicates)
    {
        draft.Filters.AddRange(predicates.Select(p => Element.Filter(FilterType.Predicate, draft.Over(p))));
        return this;
    }
}

internal sealed class DependencyExpression(RuleDraft draft) : IDependencyExpression
{
    public IDependencyExpression Resolve<TDependency>(Expression<Func<TDependency>> alias)
    {
        var declaration = draft.Declare(alias);
        draft.DeclareService(declaration);
        draft.Dependencies.Add(Element.Dependency(declaration, typeof(TDependency)));
        return this;
    }
}
