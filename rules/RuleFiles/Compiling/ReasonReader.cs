using Workflows.Rules.Facts;
using Workflows.Rules.Network;
using Workflows.Rules.RuleFiles.Checking;

namespace Workflows.Rules.RuleFiles.Compiling;

/// <summary>Reads the reasons of concluded facts out of a session, as values that outlive it.</summary>
internal sealed class ReasonReader(RuleProgram program, RuleKit kit)
{
    private readonly Dictionary<Match, IReadOnlyList<RuleEvidence>> _evidence = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(Match Match, object Action), IReadOnlyList<LocalizedText?>> _texts = [];
    private readonly Dictionary<BoundRule, Dictionary<string, ScopeName>> _names = new(ReferenceEqualityComparer.Instance);

    public RuleConclusion Read(WorkFact fact) =>
        new((RuleFact)fact.Value!, [.. fact.Justified!.Reasons.Select(r => Read(r.Match, (ConclusionKey)r.Key))]);

    private RuleReason Read(Match match, ConclusionKey key)
    {
        var rule = kit.Rules[match.Rule.Name];
        var text = TextOf(match, key);
        return new RuleReason(rule.Name, rule.Label, program.Version, rule.Place, text?.Local ?? rule.Label, EvidenceOf(match, rule));
    }

    private LocalizedText? TextOf(Match match, ConclusionKey key)
    {
        if (!_texts.TryGetValue((match, key.Action), out var texts))
        {
            texts = kit.CallOf(key.Action).Reasons(match.Compiled.Actions.First(a =>
                a.Element == key.Action).Call.Arguments(match, null, null));
            _texts.Add((match, key.Action), texts);
        }

        return key.Index < texts.Count ? texts[key.Index] : null;
    }

    private IReadOnlyList<RuleEvidence> EvidenceOf(Match match, BoundRule rule)
    {
        if (!_evidence.TryGetValue(match, out var evidence))
        {
            var names = NamesOf(rule);
            evidence =
            [
                .. match.Facts.Where(f => names.ContainsKey(f.Declaration.Name))
                    .Select(f => new RuleEvidence(f.Declaration.Name, Kept(FormulaCall.ValueOf(f.Value, names[f.Declaration.Name])))),
                .. rule.Parameters.Select(p => new RuleEvidence(p, kit.Evaluation.Parameters.GetValueOrDefault(p), IsParameter: true)),
            ];
            _evidence.Add(match, evidence);
        }

        return evidence;
    }

    private Dictionary<string, ScopeName> NamesOf(BoundRule rule)
    {
        if (!_names.TryGetValue(rule, out var names))
        {
            _names.Add(rule, names = NamesOf(rule.Conditions).ToDictionary(n => n.Name));
        }

        return names;
    }

    /// <summary>Lists are live while the session is; what is kept is what they hold now.</summary>
    private static object? Kept(object? value) => value switch
    {
        RuleGroup group => group.Facts.ToArray(),
        IReadOnlyList<object?> list => list.ToArray(),
        _ => value,
    };

    private static IEnumerable<ScopeName> NamesOf(IEnumerable<BoundCondition> conditions)
    {
        foreach (var condition in conditions)
        {
            var names = condition switch
            {
                BoundPattern pattern => [pattern.Name],
                BoundCollect collect => [collect.Name],
                BoundAggregate aggregate => [aggregate.Name],
                BoundLet let => [let.Name],
                BoundEither either => either.Branches.SelectMany(NamesOf).DistinctBy(n => n.Name),
                _ => (IEnumerable<ScopeName>)[],
            };
            foreach (var name in names)
            {
                yield return name;
            }
        }
    }
}
