using System.Text.Json;
using Workflows.Engine.Ports;
using Workflows.Host.Problems;
using Workflows.Host.RuleSets;
using Workflows.Rules;
using Workflows.Rules.Facts;

namespace Workflows.Host.Customers;

/// <summary>Channel records that are held to be one customer, and what links them.</summary>
internal sealed record MergedCustomer(IReadOnlyList<string> SourceIds, IReadOnlyList<LocalText> Reasons);

/// <summary>
/// Which stored channel records the rule set <c>merging</c> holds to be one customer. Pairs that only may be one stay with a person.
/// </summary>
internal sealed class CustomerMerges(RuleLibrary library, RuleJudgement judgement, TimeProvider clock)
{
    private const string RuleSet = "merging";
    private const int MostReasons = 20;

    /// <summary>The groups of two and more records in the order of their numbers; or why there are none.</summary>
    public async Task<(IReadOnlyList<MergedCustomer>? Groups, Problem? Problem)> AllAsync(CancellationToken stop)
    {
        if (library.Find(RuleSet) is not { } set)
        {
            return (null, HostProblems.NotFound("published rule set", RuleSet));
        }

        var everything = new Dictionary<string, JsonElement>();
        var judged = new List<RuleFact>();
        var queries = set.Program.FactTypes.Values.Where(type => type.Name is "CustomerSource" or "MergeDecision")
            .Select(type => new FactQuery(type.Name, everything)).ToList();
        if (await judgement.LoadAsync(set.Program, queries, judged) is { } missing)
        {
            return (null, HostProblems.Invalid(missing.Message, missing.NextStep, [missing]));
        }

        var outcome = RuleJudgement.Judge(set, judged, everything, clock.GetUtcNow(), stop);
        var pairs = outcome.Conclusions.Where(c => c.Fact.FactTypeName == "SameCustomer").ToList();
        var root = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in pairs)
        {
            Join(root, (string)pair.Fact["a"]!, (string)pair.Fact["b"]!);
        }

        var reasons = pairs.Where(p => p.Reasons.Count > 0).ToLookup(p => RootOf(root, (string)p.Fact["a"]!), p => p.Reasons[0].Text);
        var groups = root.Keys.ToList().GroupBy(id => RootOf(root, id)).Select(group => new MergedCustomer(
            [.. group.Order(StringComparer.Ordinal)], [.. reasons[group.Key].Distinct().Take(MostReasons)]));
        return ([.. groups.OrderBy(group => group.SourceIds[0], StringComparer.Ordinal)], null);
    }

    private static void Join(Dictionary<string, string> root, string a, string b)
    {
        var (first, second) = (RootOf(root, a), RootOf(root, b));
        var isOrdered = string.CompareOrdinal(first, second) <= 0;
        root[isOrdered ? second : first] = isOrdered ? first : second;
    }

    private static string RootOf(Dictionary<string, string> root, string id)
    {
        root.TryAdd(id, id);
        var at = id;
        while (root[at] != at)
        {
            // Halves the path on the way, so that long chains stay short.
            at = root[at] = root[root[at]];
        }

        return at;
    }
}
