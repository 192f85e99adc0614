using System.Linq.Expressions;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Tests.Network;

/// <summary>A random rule: it can be compiled, and it can be tried by brute force.</summary>
public sealed record RandomRule(RandomPattern[] Patterns)
{
    public override string ToString() =>
        string.Join(" ; ", Patterns.Select(p => $"{p.Meaning.Name} {p.Number}({string.Join(", ", p.Conditions.AsEnumerable())})"));

    public IRuleDefinition Define(string name)
    {
        List<RuleElement> elements = [];
        List<Declaration> bound = [];
        foreach (var (i, pattern) in Patterns.Index())
        {
            var subject = new Declaration(typeof(Item), $"p{i}");
            var conditions = pattern.Conditions.Select(c => (RuleExpression)c.Lambda(subject, bound)).ToArray();
            elements.Add(pattern.Meaning.Build(new RandomPlace(i, pattern, subject, conditions, [.. bound])));
            if (pattern.Meaning == RandomKind.Plain)
            {
                bound.Add(subject);
            }
        }

        Expression<Action<IContext>> nothing = context => context.GetLinkedKeys();
        return Element.RuleDefinition(name, Element.AndGroup(elements), Element.ActionGroup(Element.Action(nothing)));
    }

    public IEnumerable<string> Matches(IReadOnlyList<Item> facts) => Extend(facts, 0, [], []);

    private IEnumerable<string> Extend(IReadOnlyList<Item> facts, int i, Item[] bound, string[] texts)
    {
        if (i == Patterns.Length)
        {
            return [string.Join(" ", texts)];
        }

        var (pattern, kind) = (Patterns[i], Patterns[i].Meaning);
        var met = facts.Where(f => pattern.Conditions.All(c => c.Holds(f, bound))).ToList();
        return kind == RandomKind.Plain
            ? met.SelectMany(f => Extend(facts, i + 1, [.. bound, f], [.. texts, $"#{f.Id}"]))
            : kind.Expect(pattern, met, bound).SelectMany(text => Extend(facts, i + 1, bound, text is null ? texts : [.. texts, text]));
    }
}

/// <summary>One element of a random rule.</summary>
public sealed record RandomPattern(int Kind, int Number, RandomCondition[] Conditions)
{
    public RandomKind Meaning => RandomKind.All[Kind % RandomKind.All.Count];
}
