using Workflows.Rules.Network;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Reasons;

/// <summary>Reads reasons off a session's matches; nothing is kept for it beforehand.</summary>
internal sealed class WhyReader
{
    private readonly Dictionary<WorkFact, FactReason> _known = new(ReferenceEqualityComparer.Instance);

    public FactReason Of(WorkFact fact)
    {
        if (_known.TryGetValue(fact, out var known))
        {
            return known;
        }

        var reason = new FactReason(fact.Value!, fact.Justified is null or { IsStated: true });
        _known.Add(fact, reason);
        foreach (var match in fact.Justified?.Reasons.Select(r => r.Match).Distinct() ?? [])
        {
            reason.Add(Of(match));
        }

        return reason;
    }

    public MatchReason Of(Match match)
    {
        var values = match.Terminal.Slots.ToDictionary(
            s => s.Declaration.Name, s => match.At(match.Terminal.MatchDepth - s.Depth).Fact!.Value);
        List<BoundValue> bindings = [];
        foreach (var (declaration, depth) in match.Terminal.Slots)
        {
            bindings.Add(Bound(declaration, match.At(match.Terminal.MatchDepth - depth).Fact!));
        }

        var conditions = match.Terminal.Branch.OfType<PatternElement>().SelectMany(ConditionReasons.Of);
        return new MatchReason(
            match.Rule, RuleVersion.Of(match.Rule), bindings, [.. conditions.Select(c => ConditionReasons.Of(c, values))]);
    }

    private BoundValue Bound(Declaration declaration, WorkFact fact) => new(
        declaration.Name.TrimStart('$'),
        fact.Value,
        fact.Justified is null ? null : Of(fact),
        fact is SyntheticFact made ? [.. made.Facts.OfType<WorkFact>().Where(f => f.Value is not null).Select(Of)] : []);
}
