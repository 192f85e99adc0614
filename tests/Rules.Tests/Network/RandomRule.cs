using System.Linq.Expressions;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Tests.Network;

/// <summary>A random rule: it can be compiled, and it can be tried by brute force.</summary>
public sealed record RandomRule(RandomPattern[] Patterns)
{
    public bool ReadsC => Patterns.Any(p => p.Conditions.Any(c => c.Field == 2 || (!c.IsAlpha && c.OtherField == 2)));

    public static string Text(object? value) => value switch
    {
        Item item => $"#{item.Id}",
        IGrouping<int, Item> group => $"{group.Key}={List(group)}",
        IEnumerable<Item> items => List(items),
        IEnumerable<int> numbers => string.Join(",", numbers),
        _ => $"{value}",
    };

    private static string List(IEnumerable<Item> items) => $"[{string.Join(",", items.Select(i => i.Id).Order())}]";

    public override string ToString() =>
        string.Join(" ; ", Patterns.Select(p => $"{p.Kind}({string.Join(", ", p.Conditions.AsEnumerable())})"));

    public IRuleDefinition Define(string name)
    {
        List<RuleElement> elements = [];
        List<Declaration> bound = [];
        for (var i = 0; i < Patterns.Length; i++)
        {
            var pattern = Patterns[i];
            var subject = new Declaration(typeof(Item), $"p{i}");
            var conditions = pattern.Conditions.Select(c => (RuleExpression)c.Lambda(subject, bound)).ToArray();
            switch (pattern.Kind)
            {
                case 0:
                    elements.Add(Element.Not(Element.Pattern(subject, FactKey.Of(typeof(Item)), conditions)));
                    break;
                case 1:
                    elements.Add(Element.Exists(Element.Pattern(subject, FactKey.Of(typeof(Item)), conditions)));
                    break;
                case 2:
                    elements.Add(Element.Pattern(
                        new Declaration(typeof(IEnumerable<Item>), $"c{i}"),
                        [],
                        Element.Collect(typeof(IEnumerable<Item>), Element.Pattern(subject, FactKey.Of(typeof(Item)), conditions))));
                    break;
                case 3:
                    elements.Add(Element.Pattern(new Declaration(typeof(IGrouping<int, Item>), $"g{i}"), [], Group(subject, conditions)));
                    break;
                default:
                    elements.Add(Element.Pattern(subject, FactKey.Of(typeof(Item)), conditions));
                    bound.Add(subject);
                    break;
            }
        }

        Expression<Action<IContext>> nothing = context => context.GetLinkedKeys();
        return Element.RuleDefinition(name, Element.AndGroup(elements), Element.ActionGroup(Element.Action(nothing)));
    }

    public IEnumerable<string> Matches(IReadOnlyList<Item> facts) => Extend(facts, 0, [], []);

    private static AggregateElement Group(Declaration subject, RuleExpression[] conditions)
    {
        var item = subject.ToParameterExpression();
        var key = Expression.Lambda(Expression.Property(item, nameof(Item.A)), item);
        return Element.Aggregate(
            typeof(IGrouping<int, Item>),
            AggregateNames.GroupBy,
            [Element.Expression(AggregateNames.KeySelector, key)],
            Element.Pattern(subject, FactKey.Of(typeof(Item)), conditions));
    }

    private IEnumerable<string> Extend(IReadOnlyList<Item> facts, int i, Item[] bound, string[] texts)
    {
        if (i == Patterns.Length)
        {
            return [string.Join(" ", texts)];
        }

        var met = facts.Where(f => Patterns[i].Conditions.All(c => c.Holds(f, bound))).ToList();
        return Patterns[i].Kind switch
        {
            0 => met.Count == 0 ? Extend(facts, i + 1, bound, texts) : [],
            1 => met.Count > 0 ? Extend(facts, i + 1, bound, texts) : [],
            2 => Extend(facts, i + 1, bound, [.. texts, List(met)]),
            3 => met.GroupBy(f => f.A).SelectMany(g => Extend(facts, i + 1, bound, [.. texts, Text(g)])),
            _ => met.SelectMany(f => Extend(facts, i + 1, [.. bound, f], [.. texts, Text(f)])),
        };
    }
}

/// <summary>Kind 0 not, 1 exists, 2 collect, 3 group, else a plain pattern.</summary>
public sealed record RandomPattern(int Kind, RandomCondition[] Conditions);
