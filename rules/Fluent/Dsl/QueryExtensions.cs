using System.Linq.Expressions;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Fluent.Dsl;

/// <summary>The operators of queries.</summary>
public static class QueryExtensions
{
    /// <summary>Facts that satisfy the conditions.</summary>
    public static IQuery<TFact> Match<TFact>(this IQuery query, params Expression<Func<TFact, bool>>[] conditions)
    {
        query.Builder.FactQuery(conditions);
        return new QueryExpression<TFact>(query.Builder);
    }

    /// <summary>A value that is bound already.</summary>
    public static IQuery<TFact> From<TFact>(this IQuery query, Expression<Func<TFact>> source)
    {
        query.Builder.From(source);
        return new QueryExpression<TFact>(query.Builder);
    }

    public static IQuery<TSource> Where<TSource>(this IQuery<TSource> source, params Expression<Func<TSource, bool>>[] predicates)
    {
        source.Builder.Where(predicates);
        return new QueryExpression<TSource>(source.Builder);
    }

    /// <summary>One value for each source.</summary>
    public static IQuery<TResult> Select<TSource, TResult>(this IQuery<TSource> source, Expression<Func<TSource, TResult>> selector)
    {
        source.Builder.Select(selector);
        return new QueryExpression<TResult>(source.Builder);
    }

    /// <summary>The distinct values of the sources' lists.</summary>
    public static IQuery<TResult> SelectMany<TSource,
        TResult>(this IQuery<TSource> source, Expression<Func<TSource, IEnumerable<TResult>>> selector)
    {
        source.Builder.SelectMany(selector);
        return new QueryExpression<TResult>(source.Builder);
    }

    /// <summary>One group for each key.</summary>
    public static IQuery<IGrouping<TKey, TSource>> GroupBy<TSource,
        TKey>(this IQuery<TSource> source, Expression<Func<TSource, TKey>> keySelector)
    {
        source.Builder.GroupBy<TSource, TKey, TSource>(keySelector, s => s);
        return new QueryExpression<IGrouping<TKey, TSource>>(source.Builder);
    }

    /// <summary>One group for each key, of what the second selector makes of the sources.</summary>
    public static IQuery<IGrouping<TKey, TElement>> GroupBy<TSource, TKey, TElement>(
        this IQuery<TSource> source, Expression<Func<TSource, TKey>> keySelector, Expression<Func<TSource, TElement>> elementSelector)
    {
        source.Builder.GroupBy(keySelector, elementSelector);
        return new QueryExpression<IGrouping<TKey, TElement>>(source.Builder);
    }

    /// <summary>One list of all sources, also when there are none.</summary>
    public static ICollectQuery<IEnumerable<TSource>> Collect<TSource>(this IQuery<TSource> source)
    {
        source.Builder.Collect<TSource>();
        return new QueryExpression<IEnumerable<TSource>>(source.Builder);
    }

    public static IQuery<IKeyedLookup<TKey, TSource>> ToLookup<TSource, TKey>(
        this ICollectQuery<IEnumerable<TSource>> source, Expression<Func<TSource, TKey>> keySelector)
    {
        source.Builder.ToLookup<TSource, TKey, TSource>(keySelector, s => s);
        return new QueryExpression<IKeyedLookup<TKey, TSource>>(source.Builder);
    }

    public static IQuery<IKeyedLookup<TKey, TElement>> ToLookup<TSource, TKey, TElement>(
        this ICollectQuery<IEnumerable<TSource>> source, Expression<Func<TSource, TKey>> keySelector, Expression<Func<TSource,
            TElement>> elementSelector)
    {
        source.Builder.ToLookup(keySelector, elementSelector);
        return new QueryExpression<IKeyedLookup<TKey, TElement>>(source.Builder);
    }

    public static IOrderedQuery<IEnumerable<TSource>> OrderBy<TSource, TKey>(
        this ICollectQuery<IEnumerable<TSource>> source, Expression<Func<TSource, TKey>> keySelector)
    {
        source.Builder.OrderBy(keySelector);
        return new QueryExpression<IEnumerable<TSource>>(source.Builder);
    }

    public static IOrderedQuery<IEnumerable<TSource>> OrderByDescending<TSource, TKey>(
        this ICollectQuery<IEnumerable<TSource>> source, Expression<Func<TSource, TKey>> keySelector)
    {
        source.Builder.OrderByDescending(keySelector);
        return new QueryExpression<IEnumerable<TSource>>(source.Builder);
    }

    public static IOrderedQuery<IEnumerable<TSource>> ThenBy<TSource, TKey>(
        this IOrderedQuery<IEnumerable<TSource>> source, Expression<Func<TSource, TKey>> keySelector)
    {
        source.Builder.ThenBy(keySelector);
        return new QueryExpression<IEnumerable<TSource>>(source.Builder);
    }

    public static IOrderedQuery<IEnumerable<TSource>> ThenByDescending<TSource, TKey>(
        this IOrderedQuery<IEnumerable<TSource>> source, Expression<Func<TSource, TKey>> keySelector)
    {
        source.Builder.ThenByDescending(keySelector);
        return new QueryExpression<IEnumerable<TSource>>(source.Builder);
    }
}
