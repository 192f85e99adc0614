using System.Text.Json.Nodes;
using Workflows.Engine.Judging;
using Workflows.Rules;
using Workflows.Rules.Facts;
using Workflows.Rules.Feel;
using Workflows.Rules.RuleFiles;

namespace Workflows.Host.RuleSets;

/// <summary>
/// What a change of rules would change: the same facts judged by the rules that are published and by others, side by side. Nothing comes of
/// either, since rules give effects as data.
/// </summary>
/// <param name="Facts">How many facts were judged.</param>
/// <param name="Conclusions">By fact type: before, after, and what differs.</param>
/// <param name="Effects">By verb and target: how often before and after.</param>
/// <param name="Differences">The first of the conclusions that differ.</param>
internal sealed record RuleComparison(
    int Facts, IReadOnlyList<ConclusionChange> Conclusions, IReadOnlyList<EffectChange> Effects,
    IReadOnlyList<ConclusionDifference> Differences)
{
    /// <summary>Sets two judgements of the same facts side by side.</summary>
    /// <param name="facts">How many facts were judged.</param>
    /// <param name="before">By the published rules.</param>
    /// <param name="after">By the others.</param>
    /// <param name="most">How many differences are told one by one.</param>
    public static RuleComparison Of(int facts, RuleOutcome before, RuleOutcome after, int most)
    {
        var (old, now) = (ByIdentity(before), ByIdentity(after));
        var differences = new List<ConclusionDifference>();
        foreach (var identity in old.Keys.Union(now.Keys))
        {
            var (was, becomes) = (old.GetValueOrDefault(identity), now.GetValueOrDefault(identity));
            if (was is null || becomes is null || TextOf(was) != TextOf(becomes))
            {
                differences.Add(new(identity.Type, identity.Key, was, becomes));
            }
        }

        var changes = old.Keys.Concat(now.Keys).Select(identity => identity.Type).Distinct().Order(StringComparer.Ordinal)
            .Select(type => ConclusionChange.Of(type, before, after, differences)).ToList();
        return new(facts, changes, EffectChange.Of(before.Effects, after.Effects), [.. differences.Take(most)]);
    }

    // A fact without a key is known by its content alone.
    private static Dictionary<(string Type, string Key), RuleConclusion> ByIdentity(RuleOutcome outcome)
    {
        var found = new Dictionary<(string, string), RuleConclusion>();
        foreach (var conclusion in outcome.Conclusions)
        {
            found[(conclusion.Fact.FactTypeName, conclusion.Fact.Key ?? TextOf(conclusion))] = conclusion;
        }

        return found;
    }

    private static string TextOf(RuleConclusion conclusion) => FactJson.Write(conclusion.Fact).GetRawText();
}

/// <summary>A conclusion that the other rules draw otherwise; null on the side that does not draw it.</summary>
internal sealed record ConclusionDifference(string Type, string Key, JsonObject? Before, JsonObject? After)
{
    public ConclusionDifference(string type, string key, RuleConclusion? before, RuleConclusion? after)
        : this(type, key, before is null ? null : ReasonJson.Conclusion(before), after is null ? null : ReasonJson.Conclusion(after))
    {
    }
}

/// <summary>How the conclusions of one type differ.</summary>
/// <param name="Type">The fact type.</param>
/// <param name="Label">Its name for people.</param>
/// <param name="Before">How many there are by the published rules.</param>
/// <param name="After">How many by the others.</param>
/// <param name="Added">How many only the others draw.</param>
/// <param name="Removed">How many only the published rules draw.</param>
/// <param name="Changed">How many both draw with other values.</param>
/// <param name="Sums">Of each numeric field the sum before and after, where they differ.</param>
internal sealed record ConclusionChange(
    string Type, LocalText Label, int Before, int After, int Added, int Removed, int Changed, IReadOnlyList<SumChange> Sums)
{
    public static ConclusionChange Of(string type, RuleOutcome before, RuleOutcome after, List<ConclusionDifference> differences)
    {
        var own = differences.Where(d => d.Type == type).ToList();
        var (old, now) = (FactsOf(type, before), FactsOf(type, after));
        var types = now.Concat(old).Select(fact => fact.FactType).Distinct().ToList();
        var sums = types.SelectMany(t => t.Fields).Where(field => field.Type == FeelType.Number && !field.IsKey)
            .DistinctBy(field => field.Name)
            .Select(field => new SumChange(field.Name, field.Label, Sum(old, field.Name), Sum(now, field.Name)))
            .Where(sum => sum.Before != sum.After).ToList();
        return new(type, types[0].Label, old.Count, now.Count, own.Count(d => d.Before is null), own.Count(d => d.After is null),
            own.Count(d => d.Before is not null && d.After is not null), sums);
    }

    private static List<RuleFact> FactsOf(string type, RuleOutcome outcome) =>
        [.. outcome.Conclusions.Select(c => c.Fact).Where(fact => fact.FactTypeName == type)];

    private static decimal Sum(List<RuleFact> facts, string field) =>
        facts.Sum(fact => fact[field] as decimal? ?? 0m);
}

/// <summary>The sum of a field over all conclusions of a type.</summary>
internal sealed record SumChange(string Field, LocalText? Label, decimal Before, decimal After);

/// <summary>How often an effect is asked for.</summary>
internal sealed record EffectChange(string Verb, string Target, int Before, int After)
{
    public static IReadOnlyList<EffectChange> Of(IReadOnlyList<RuleEffect> before, IReadOnlyList<RuleEffect> after)
    {
        var (old, now) = (Counts(before), Counts(after));
        return
        [
            .. old.Keys.Union(now.Keys).OrderBy(e => e.Target, StringComparer.Ordinal).ThenBy(e => e.Verb)
                .Select(e => new EffectChange(e.Verb.ToString(), e.Target, old.GetValueOrDefault(e), now.GetValueOrDefault(e))),
        ];
    }

    private static Dictionary<(RuleEffectVerb Verb, string Target), int> Counts(IReadOnlyList<RuleEffect> effects) =>
        effects.CountBy(e => (e.Verb, e.Target)).ToDictionary();
}
