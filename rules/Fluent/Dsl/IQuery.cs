using System.Linq.Expressions;

namespace Workflows.Rules.Fluent.Dsl;

/// <summary>The start of a query.</summary>
public interface IQuery
{
    IQueryBuilder Builder { get; }
}

/// <summary>A query whose results are of one type.</summary>
public interface IQuery<out TSource>
{
    IQueryBuilder Builder { get; }
}

/// <summary>A query that collects, and may be sorted or turned into a lookup.</summary>
public interface ICollectQuery<out TSource> : IQuery<TSource>;

/// <summary>A sorted query, which may be sorted further.</summary>
public interface IOrderedQuery<out TSource> : IQuery<TSource>;

/// <summary>A query in the making; the base of user-defined query operators.</summary>
public class QueryExpression<TSource> : ICollectQuery<TSource>, IOrderedQuery<TSource>
{
    public QueryExpression(IQueryBuilder builder) => Builder = builder;

    public IQueryBuilder Builder { get; }
}

/// <summary>Takes the steps of a query.</summary>
public interface IQueryBuilder
{
    void FactQuery<TSource>(Expression<Func<TSource, bool>>[] conditions);

    void From<TSource>(Expression<Func<TSource>> source);

    void Where<TSource>(Expression<Func<TSource, bool>>[] predicates);

    void Select<TSource, TResult>(Expression<Func<TSource, TResult>> selector);

    void SelectMany<TSource, TResult>(Expression<Func<TSource, IEnumerable<TResult>>> selector);

    void GroupBy<TSource, TKey, TElement>(Expression<Func<TSource, TKey>> keySelector, Expression<Func<TSource, TElement>> elementSelector);

    void Collect<TSource>();

    void ToLookup<TSource, TKey,
        TElement>(Expression<Func<TSource, TKey>> keySelector, Expression<Func<TSource, TElement>> elementSelector);

    void OrderBy<TSource, TKey>(Expression<Func<TSource, TKey>> keySelector);

    void OrderByDescending<TSource, TKey>(Expression<Func<TSource, TKey>> keySelector);

    void ThenBy<TSource, TKey>(Expression<Func<TSource, TKey>> keySelector);

    void ThenByDescending<TSource, TKey>(Expression<Func<TSource, TKey>> keySelector);

    void Aggregate<TSource, TResult>(string aggregateName, IEnumerable<KeyValuePair<string, LambdaExpression>> expressions);

    void Aggregate<TSource,
        TResult>(string aggregateName, IEnumerable<KeyValuePair<string, LambdaExpression>> expressions, Type? customFactoryType);
}
