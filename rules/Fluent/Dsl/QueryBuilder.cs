using System.Linq.Expressions;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Fluent.Dsl;

/// <summary>Puts a query together: each operator reads the pattern before it.</summary>
internal sealed class QueryBuilder(RuleDraft draft) : IQueryBuilder
{
    private PatternDraft? _pattern;
    private Step? _step;

    public void FactQuery<TSource>(Expression<Func<TSource, bool>>[] conditions)
    {
        _pattern = new PatternDraft(draft.Unnamed(typeof(TSource)));
        Where(conditions);
    }

    public void From<TSource>(Expression<Func<TSource>> source)
    {
        var bound = RuleExpression.FromLambda(draft.Over(source));
        _pattern = new PatternDraft(draft.Unnamed(typeof(TSource)), () => Element.Binding(typeof(TSource), bound));
    }

    public void Where<TSource>(Expression<Func<TSource, bool>>[] predicates)
    {
        var pattern = Source<TSource>();
        pattern.Conditions.AddRange(predicates.Select(p => draft.Condition(pattern.Declaration, p)));
    }

    public void Select<TSource, TResult>(Expression<Func<TSource, TResult>> selector) =>
        Add<TSource, TResult>(AggregateNames.Project, [(AggregateNames.Selector, selector)], null);

    public void SelectMany<TSource, TResult>(Expression<Func<TSource, IEnumerable<TResult>>> selector) =>
        Add<TSource, TResult>(AggregateNames.Flatten, [(AggregateNames.Selector, selector)], null);

    public void GroupBy<TSource, TKey,
        TElement>(Expression<Func<TSource, TKey>> keySelector, Expression<Func<TSource, TElement>> elementSelector) =>
        Add<TSource, IGrouping<TKey, TElement>>(AggregateNames.GroupBy, Keyed(keySelector, elementSelector), null);

    public void Collect<TSource>() => Add<TSource, IEnumerable<TSource>>(AggregateNames.Collect, [], null);

    public void ToLookup<TSource, TKey,
        TElement>(Expression<Func<TSource, TKey>> keySelector, Expression<Func<TSource, TElement>> elementSelector)
    {
        Refine([.. Keyed(keySelector, elementSelector)]);
        _step!.ResultType = typeof(IKeyedLookup<TKey, TElement>);
    }

    public void OrderBy<TSource, TKey>(Expression<Func<TSource, TKey>> keySelector) => Refine((AggregateNames.SortAscending, keySelector));

    public void OrderByDescending<TSource, TKey>(Expression<Func<TSource, TKey>> keySelector) =>
        Refine((AggregateNames.SortDescending, keySelector));

    public void ThenBy<TSource, TKey>(Expression<Func<TSource, TKey>> keySelector) => OrderBy(keySelector);

    public void ThenByDescending<TSource, TKey>(Expression<Func<TSource, TKey>> keySelector) => OrderByDescending(keySelector);

    public void Aggregate<TSource, TResult>(string aggregateName, IEnumerable<KeyValuePair<string, LambdaExpression>> expressions) =>
        Aggregate<TSource, TResult>(aggregateName, expressions, null);

    public void Aggregate<TSource, TResult>(
        string aggregateName, IEnumerable<KeyValuePair<string, LambdaExpression>> expressions, Type? customFactoryType) =>
        Add<TSource, TResult>(aggregateName, [.. expressions.Select(e => (e.Key, e.Value))], customFactoryType);

    /// <summary>The query's last pattern, under its name in the rule.</summary>
    public PatternDraft Finish(Declaration declaration)
    {
        if (_step is null)
        {
            var plain = Source<object>();
            var named = plain.Under(declaration);
            return named;
        }

        return _step.Pattern(declaration);
    }

    private static List<(string, LambdaExpression)> Keyed(LambdaExpression key, LambdaExpression element)
    {
        List<(string, LambdaExpression)> expressions = [(AggregateNames.KeySelector, key)];
        if (element.Body != element.Parameters[0])
        {
            expressions.Add((AggregateNames.ElementSelector, element));
        }

        return expressions;
    }

    /// <summary>The pattern the next operator reads: the query's start, or the results of the step before.</summary>
    private PatternDraft Source<TSource>()
    {
        if (_step is not null)
        {
            _pattern = _step.Pattern(draft.Unnamed(_step.ResultType));
            _step.Open = _pattern;
        }

        return _pattern
            ?? throw new InvalidOperationException($"A query begins with Match or From, not with an operator on {typeof(TSource).Name}");
    }

    private void Add<TSource, TResult>(string name, List<(string Name, LambdaExpression Lambda)> expressions, Type? factory)
    {
        var source = Source<TSource>();
        _step = new Step(name, typeof(TResult), source, factory);
        Refine([.. expressions]);
    }

    private void Refine(params (string Name, LambdaExpression Lambda)[] expressions)
    {
        var step = _step ?? throw new InvalidOperationException("There is nothing to sort yet");
        step.Expressions.AddRange(expressions.Select(e => Element.Expression(e.Name, draft.Condition(step.Source.Declaration, e.Lambda))));
    }

    /// <summary>
    /// One operator. Conditions on its results wait in <see cref="Open"/> until the next operator or the end of the query.
    /// </summary>
    private sealed class Step(string name, Type resultType, PatternDraft source, Type? factory)
    {
        public PatternDraft Source => source;

        public List<NamedExpressionElement> Expressions { get; } = [];

        public Type ResultType { get; set; } = resultType;

        public PatternDraft? Open { get; set; }

        public PatternDraft Pattern(Declaration declaration) =>
            Open?.Under(declaration)
                ?? new PatternDraft(declaration, () => Element.Aggregate(ResultType, name, Expressions, source.Build(), factory));
    }
}
