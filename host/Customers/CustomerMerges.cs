using System.Text.Json;
using Workflows.Engine.Ports;
using Workflows.Host.Problems;
using Workflows.Host.RuleSets;
using Workflows.Rules;
using Workflows.Rules.Facts;
using Workflows.Rules.RuleFiles;

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
        var queries = set.Program.FactTypes.Values.Where(type => type.Name is "CustomerSource" or "CustomerLink" or "Customer")
            .Select(type => new FactQuery(type.Name, everything)).ToList();
        if (await judgement.LoadAsync(set.Program, queries, judged) is { } missing)
        {
            return (null, HostProblems.Invalid(missing.Message, missing.NextStep, [missing]));
        }

        var outcome = RuleJudgement.Judge(set, judged, everything, clock.GetUtcNow(), stop);
        return (GroupsOf(outcome.Conclusions), null);
    }

    private static List<MergedCustomer> GroupsOf(IReadOnlyList<RuleConclusion> conclusions)
    {
        var groups = new RecordGroups();
        foreach (var apart in conclusions.Where(c => c.Fact.FactTypeName is "KeptApart" or "Contrary"))
        {
            groups.KeepApart(A(apart), B(apart));
        }

        // The surest pair comes first: where two records are kept apart, the weaker link between them is the one that gives way.
        var pairs = conclusions.Where(c => c.Fact.FactTypeName == "SameCustomer").OrderByDescending(c => c.Fact["score"] as decimal?)
            .ThenBy(A, StringComparer.Ordinal).ThenBy(B, StringComparer.Ordinal).ToList();
        var joined = pairs.Where(pair => groups.TryJoin(A(pair), B(pair))).ToList();
        var reasons = joined.Where(p => p.Reasons.Count > 0).ToLookup(p => groups.NameOf(A(p)), p => p.Reasons[0].Text);
        return [.. groups.All().OrderBy(ids => ids[0], StringComparer.Ordinal).Select(ids => new MergedCustomer(
            ids, [.. reasons[groups.NameOf(ids[0])].Distinct().Take(MostReasons)]))];
    }

    private static string A(RuleConclusion pair) => (string)pair.Fact["a"]!;

    private static string B(RuleConclusion pair) => (string)pair.Fact["b"]!;
}
