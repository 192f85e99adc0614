using System.Linq.Expressions;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Tests.Network;

/// <summary>Kinds of elements in a random rule that say "exists" or "not" of more than one pattern.</summary>
internal static class RandomGroup
{
    public static IReadOnlyList<RandomKind> All { get; } =
    [
        new("no pair", p => Element.Not(Pair(p)), (_, met, _) => Once(!met.Any(x => Follows(met, x)))),
        new("some pair", p => Element.Exists(Pair(p)), (_, met, _) => Once(met.Any(x => Follows(met, x)))),
        new("some last", p => Element.Exists(Last(p)), (_, met, _) => Once(met.Any(x => !Follows(met, x)))),
        new("no last", p => Element.Not(Last(p)), (_, met, _) => Once(met.All(x => Follows(met, x)))),
        new("no crowd", p => Element.Not(Crowd(p)), (p, met, _) => Once(!met.GroupBy(i => i.A).Any(g => g.Count() > p.Number))),
        new("some crowd with a follower", p => Element.Exists(Element.AndGroup(Crowd(p), After(p, "k"))), (p, met, _) =>
            Once(met.GroupBy(i => i.A).Any(g => g.Count() > p.Number && met.Any(y => y.A == g.Key + 1)))),
        new("one of two", p => Element.Exists(Either(p)), (_, met, _) => Once(met.Any(i => i.A > 1 || i.C < 2))),
        new("none of two", p => Element.Not(Either(p)), (_, met, _) => Once(!met.Any(i => i.A > 1 || i.C < 2))),
    ];

    private static string?[] Once(bool holds) => holds ? [null] : [];

    private static bool Follows(IReadOnlyList<Item> facts, Item item) => facts.Any(y => y.A == item.C);

    private static PatternElement Follower(RandomPlace place)
    {
        var (y, x) = (Expression.Parameter(typeof(Item), $"y{place.Number}"), Expression.Parameter(typeof(Item), $"x{place.Number}"));
        return place.Also("y", Expression.Lambda(Expression.Equal(Property(y, nameof(Item.A)), Property(x, nameof(Item.C))), y, x));
    }

    private static AndElement Pair(RandomPlace place) => Element.AndGroup(place.Also("x"), Follower(place));

    private static AndElement Last(RandomPlace place) => Element.AndGroup(place.Also("x"), Element.Not(Follower(place)));

    private static PatternElement Crowd(RandomPlace place)
    {
        var more = place.Pattern.Number;
        Expression<Func<Item, int>> byA = i => i.A;
        Expression<Func<IGrouping<int, Item>, bool>> crowded = g => g.Count() > more;
        var key = Element.Expression(AggregateNames.KeySelector, byA);
        var groups = Element.Aggregate(typeof(IGrouping<int, Item>), AggregateNames.GroupBy, place.Own(key), place.Facts);
        return Element.Pattern(
            new Declaration(typeof(IGrouping<int, Item>), $"k{place.Number}"), [Renaming.Of(crowded, $"k{place.Number}")], groups);
    }

    private static PatternElement After(RandomPlace place, string group)
    {
        var y = Expression.Parameter(typeof(Item), $"y{place.Number}");
        var k = Expression.Parameter(typeof(IGrouping<int, Item>), $"{group}{place.Number}");
        var next = Expression.Add(Property(k, nameof(IGrouping<int, Item>.Key)), Expression.Constant(1));
        return place.Also("y", Expression.Lambda(Expression.Equal(Property(y, nameof(Item.A)), next), y, k));
    }

    private static OrElement Either(RandomPlace place)
    {
        Expression<Func<Item, bool>> first = i => i.A > 1;
        Expression<Func<Item, bool>> second = i => i.C < 2;
        return Element.OrGroup(
            place.Also("x", Renaming.Of(first, $"x{place.Number}")), place.Also("y", Renaming.Of(second, $"y{place.Number}")));
    }

    private static MemberExpression Property(Expression target, string name) => Expression.Property(target, name);
}
