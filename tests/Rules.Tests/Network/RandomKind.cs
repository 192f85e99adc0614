using System.Linq.Expressions;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Tests.Network;

/// <summary>A place of a random rule while the rule is built.</summary>
public sealed record RandomPlace(int Number, RandomPattern Pattern, Declaration Subject, RuleExpression[] Conditions,
    IReadOnlyList<Declaration> Bound)
{
    public PatternElement Facts => Element.Pattern(Subject, FactKey.Of(typeof(Item)), Conditions);

    /// <summary>The same facts under another name, with further conditions.</summary>
    public PatternElement Also(string prefix, params RuleExpression[] more)
    {
        var subject = new Declaration(typeof(Item), $"{prefix}{Number}");
        return Element.Pattern(
            subject, FactKey.Of(typeof(Item)), [.. Pattern.Conditions.Select(c => (RuleExpression)c.Lambda(subject, Bound)), .. more]);
    }

    public RuleElement Aggregate<TResult>(string name, string prefix, params NamedExpressionElement[] expressions) => Named<TResult>(
        prefix, [], Element.Aggregate(typeof(TResult), name, Own(expressions), Facts));

    /// <summary>Selectors that call their fact what the place calls it.</summary>
    public IEnumerable<NamedExpressionElement> Own(params IEnumerable<NamedExpressionElement> selectors) =>
        selectors.Select(s => Element.Expression(s.Name, Renaming.Of(s.Expression, Subject.Name)));

    public RuleElement Named<TResult>(string prefix, RuleExpression[] conditions, RuleElement source) =>
        Element.Pattern(new Declaration(typeof(TResult), $"{prefix}{Number}"), conditions, source);
}

/// <summary>One kind of element in a random rule: how it is built, and what trying every fact finds for it.</summary>
/// <param name="Name">What it is called in a failure.</param>
/// <param name="Build">Its element.</param>
/// <param name="Expect">The texts of its results, given the facts that satisfy its conditions; null for one without a name.</param>
public sealed record RandomKind(
    string Name, Func<RandomPlace, RuleElement> Build, Func<RandomPattern, IReadOnlyList<Item>, Item[], IEnumerable<string?>> Expect)
{
    private static readonly NamedExpressionElement ByA = Named(AggregateNames.KeySelector, i => i.A);

    /// <summary>A plain pattern: it alone binds its fact for what follows.</summary>
    public static RandomKind Plain { get; } = new("match", p => p.Facts, (_, met, _) => met.Select(i => $"#{i.Id}"));

    public static IReadOnlyList<RandomKind> All { get; } =
    [
        Plain,
        Plain,
        Plain,
        new("not", p => Element.Not(p.Facts), (_, met, _) => met.Count == 0 ? [null] : []),
        new("exists", p => Element.Exists(p.Facts), (_, met, _) => met.Count > 0 ? [null] : []),
        new("collect", p => p.Aggregate<IEnumerable<Item>>(AggregateNames.Collect, "c"), (_, met, _) => [List(met)]),
        new("group", p => p.Aggregate<IGrouping<int, Item>>(AggregateNames.GroupBy, "g", ByA), (_, met, _) =>
            met.GroupBy(i => i.A).Select(g => $"{g.Key}={List(g)}")),
        new("crowd", Crowd, (p, met, _) =>
            [string.Join(" ", met.GroupBy(i => i.A).Where(g => g.Count() > p.Number).Select(g => $"{g.Key}={List(g)}").Order())]),
        new("count", Count, (p, met, _) => met.Count >= p.Number ? [$"{met.Count}"] : []),
        new("sum", p => p.Aggregate<decimal>(AggregateNames.Sum, "s", Named(AggregateNames.Selector, i => (decimal)i.C)), (_, met, _) =>
            [$"{met.Sum(i => i.C)}"]),
        new("max", p => p.Aggregate<int?>(AggregateNames.Max, "m", Named(AggregateNames.Selector, i => i.B)), (_, met, _) =>
            [$"{(met.Count == 0 ? null : met.Max(i => i.B))}"]),
        new("distinct", p => p.Aggregate<IEnumerable<int>>(AggregateNames.Distinct, "d", Named(AggregateNames.Selector, i => i.C)),
            (_, met, _) => [Numbers(met.Select(i => i.C).Distinct())]),
        new("project", p => p.Aggregate<int>(AggregateNames.Project, "v", Named(AggregateNames.Selector, i => i.C)), (_, met, _) =>
            met.Select(i => $"{i.C}")),
        new("flatten", p => p.Aggregate<int>(AggregateNames.Flatten, "f", Named(AggregateNames.Selector, i => new[] { i.A, i.C })),
            (_, met, _) => met.SelectMany(i => new[] { i.A, i.C }).Distinct().Select(v => $"{v}")),
        new("lookup", p => p.Aggregate<IKeyedLookup<int, int>>(
            AggregateNames.Collect, "l", ByA, Named(AggregateNames.ElementSelector, i => i.C)), (_, met, _) =>
                [string.Join(" ", met.GroupBy(i => i.A).Select(g => $"{g.Key}={Numbers(g.Select(i => i.C))}").Order())]),
        new("sorted", p => p.Aggregate<IEnumerable<Item>>(
            AggregateNames.Collect, "ordered", Named(AggregateNames.SortDescending, i => i.C)), (_, met, _) =>
                [string.Join(",", met.Select(i => i.C).OrderDescending())]),
        new("let", Let, (p, _, bound) => bound.Length == 0 ? ["0"] : bound[^1].C + p.Number <= 4 ? [$"{bound[^1].C + p.Number}"] : []),
        new("own", Own, (_, met, _) => met.Count == 0 ? [] : [$"{met.Sum(i => i.C)}"]),
        new("all", NoneIsThree, (_, met, _) => met.All(i => i.C != 3) ? [null] : []),
        new("or", Either, (_, met, _) => met.Where(i => i.A > 1).Concat(met.Where(i => i.C < 2)).Select(i => $"#{i.Id}")),
        .. RandomGroup.All,
    ];

    public static string Text(IMatch match) => string.Join(" ", match.Facts.Select(f => Text(f.Declaration.Name, f.Value)));

    public static string Text(string name, object? value) => value switch
    {
        Item item => $"#{item.Id}",
        IGrouping<int, Item> group => $"{group.Key}={List(group)}",
        IKeyedLookup<int, int> lookup => string.Join(" ", lookup.Keys.Select(k => $"{k}={Numbers(lookup[k])}").Order()),
        IEnumerable<IGrouping<int, Item>> groups => string.Join(" ", groups.Select(g => $"{g.Key}={List(g)}").Order()),
        IEnumerable<Item> items when name.StartsWith("ordered", StringComparison.Ordinal) => string.Join(",", items.Select(i => i.C)),
        IEnumerable<Item> items => List(items),
        IEnumerable<int> numbers => Numbers(numbers),
        _ => $"{value}",
    };

    private static string List(IEnumerable<Item> items) => $"[{string.Join(",", items.Select(i => i.Id).Order())}]";

    private static string Numbers(IEnumerable<int> numbers) => string.Join(",", numbers.Order());

    private static NamedExpressionElement Named<TResult>(string name, Expression<Func<Item, TResult>> selector) =>
        Element.Expression(name, selector);

    private static RuleElement Count(RandomPlace place)
    {
        var least = place.Pattern.Number;
        Expression<Func<int, bool>> enough = n => n >= least;
        var count = Element.Aggregate(typeof(int), AggregateNames.Count, [], place.Facts);
        return place.Named<int>("n", [Renaming.Of(enough, $"n{place.Number}")], count);
    }

    private static RuleElement Crowd(RandomPlace place)
    {
        var more = place.Pattern.Number;
        Expression<Func<IGrouping<int, Item>, bool>> crowded = g => g.Count() > more;
        var groups = Element.Aggregate(typeof(IGrouping<int, Item>), AggregateNames.GroupBy, place.Own(ByA), place.Facts);
        var pattern = Element.Pattern(
            new Declaration(typeof(IGrouping<int, Item>), $"h{place.Number}"), [Renaming.Of(crowded, $"h{place.Number}")], groups);
        var crowds = Element.Collect(typeof(IEnumerable<IGrouping<int, Item>>), pattern);
        return place.Named<IEnumerable<IGrouping<int, Item>>>("w", [], crowds);
    }

    private static RuleElement Let(RandomPlace place)
    {
        var more = place.Pattern.Number;
        Expression<Func<int, bool>> little = n => n <= 4;
        if (place.Bound.Count == 0)
        {
            return place.Named<int>("b", [], Element.Binding(typeof(int), (Expression<Func<int>>)(() => 0)));
        }

        Expression<Func<Item, int>> value = i => i.C + more;
        return place.Named<int>(
            "b", [Renaming.Of(little, $"b{place.Number}")], Element.Binding(typeof(int), Renaming.Of(value, place.Bound[^1].Name)));
    }

    private static RuleElement Own(RandomPlace place) => place.Named<int>(
        "t", [], Element.Aggregate(
            typeof(int), "Total", place.Own(Named("Selector", i => i.C)), place.Facts, TotalAggregate.FactoryType));

    private static ForAllElement NoneIsThree(RandomPlace place)
    {
        Expression<Func<Item, bool>> required = i => i.C != 3;
        return Element.ForAll(
            place.Facts, Element.Pattern(place.Subject, FactKey.Of(typeof(Item)), [Renaming.Of(required, place.Subject.Name)]));
    }

    private static OrElement Either(RandomPlace place)
    {
        Declaration[] subjects = [new(typeof(Item), $"x{place.Number}"), new(typeof(Item), $"y{place.Number}")];
        Expression<Func<Item, bool>>[] own = [i => i.A > 1, i => i.C < 2];
        return Element.OrGroup(subjects.Select((s, n) => (RuleElement)Element.Pattern(s, FactKey.Of(typeof(Item)), [
            .. place.Pattern.Conditions.Select(c => (RuleExpression)c.Lambda(s, place.Bound)), Renaming.Of(own[n], s.Name)])));
    }
}

/// <summary>Gives the parameter of a lambda the name that a pattern declares.</summary>
internal sealed class Renaming : ExpressionVisitor
{
    private readonly ParameterExpression _from;
    private readonly ParameterExpression _to;

    private Renaming(ParameterExpression from, ParameterExpression to) => (_from, _to) = (from, to);

    public static LambdaExpression Of(LambdaExpression lambda, string name)
    {
        var parameter = Expression.Parameter(lambda.Parameters[0].Type, name);
        return Expression.Lambda(new Renaming(lambda.Parameters[0], parameter).Visit(lambda.Body), parameter);
    }

    protected override Expression VisitParameter(ParameterExpression node) => node == _from ? _to : node;
}
