using Workflows.Rules.Facts;
using Workflows.Rules.RuleFiles.Syntax;

namespace Workflows.Rules.RuleFiles.Checking;

/// <summary>
/// Finds rules whose conclusions lead back to their own conditions. Where the way back goes through the absence or the sum of such facts,
/// the rules never settle; where it makes ever new values, they never end.
/// </summary>
internal static class EndlessRules
{
    public static void Check(ProgramModel model)
    {
        var reaches = Reach(model.Rules);
        foreach (var rule in model.Rules)
        {
            foreach (var (type, isSensitive) in Uses(rule.Conditions).Distinct())
            {
                var concluded = Concludes(rule).FirstOrDefault(c => c == type || reaches.GetValueOrDefault(c)?.Contains(type) == true);
                if (concluded is null)
                {
                    continue;
                }

                if (isSensitive)
                {
                    Report(model, rule, "R225", RuleTexts.NeverSettles(rule.Name, concluded, type), Severity.Error);
                }
                else if (Grows(rule, concluded))
                {
                    Report(model, rule, "R226", RuleTexts.NeverEnds(rule.Name, concluded, type), Severity.Warning);
                }
            }
        }
    }

    private static void Report(ProgramModel model, BoundRule rule, string code, ProblemText text, Severity severity)
    {
        var (unit, syntax) = model.Files.Of<RuleSyntax>().First(r => r.Item.Name.Text == rule.Name);
        unit.Problems.Add(code, syntax.Name.Span, text, severity);
    }

    private static IEnumerable<string> Concludes(BoundRule rule) => rule.Actions.OfType<BoundConclude>().Select(a => a.Type.Name);

    /// <summary>The types that follow, over any number of rules, from facts of a type.</summary>
    private static Dictionary<string, HashSet<string>> Reach(IReadOnlyList<BoundRule> rules)
    {
        var reach = new Dictionary<string, HashSet<string>>();
        var steps = rules.Select(r => (From: Uses(r.Conditions).Select(u => u.Type).ToHashSet(), To: Concludes(r).ToHashSet())).ToList();
        foreach (var start in steps.SelectMany(s => s.To).Distinct())
        {
            var found = new HashSet<string>();
            var open = new Queue<string>([start]);
            while (open.TryDequeue(out var type))
            {
                foreach (var next in steps.Where(s => s.From.Contains(type)).SelectMany(s => s.To).Where(found.Add))
                {
                    open.Enqueue(next);
                }
            }

            reach.Add(start, found);
        }

        return reach;
    }

    /// <summary>The types a rule looks at; sensitive where a further fact of the type can make a match go or change its values.</summary>
    public static IEnumerable<(string Type, bool IsSensitive)> Uses(IEnumerable<BoundCondition> conditions) =>
        conditions.SelectMany(c => c switch
        {
            BoundPattern pattern => [(NameOf(pattern.Name), false)],
            BoundExists exists => [(NameOf(exists.Member), exists.Negated)],
            BoundAll all => [(NameOf(all.Member), true)],
            BoundCollect collect => [(NameOf(collect.Member), true)],
            BoundAggregate aggregate => [(NameOf(aggregate.Member), true)],
            BoundEither either => either.Branches.SelectMany(Uses),
            BoundGroup group => Uses(group.Conditions).Select(u => (u.Type, group.Negated || u.IsSensitive)),
            _ => (IEnumerable<(string, bool)>)[],
        });

    private static string NameOf(ScopeName name) => name.Fact!.Name;

    /// <summary>Whether a conclusion holds values that are computed, not taken over as they are.</summary>
    private static bool Grows(BoundRule rule, string type)
    {
        var computed = rule.Conditions.OfType<BoundLet>().Select(l => l.Name.Name).ToHashSet();
        return rule.Actions.OfType<BoundConclude>().Where(a => a.Type.Name == type).SelectMany(a => a.Fields)
            .Where(f => Matters(rule, f, type)).Select(f => f.Value!)
            .Any(v => v.Variables.Count > 0 && (!v.IsSlot || v.Variables.Any(computed.Contains)));
    }

    private static bool Matters(BoundRule rule, BoundAssignment field, string type)
    {
        FactType fact = rule.Actions.OfType<BoundConclude>().First(a => a.Type.Name == type).Type;
        return field.Value is not null && (!fact.HasKey || fact.Fields[field.Slot].IsKey);
    }
}
