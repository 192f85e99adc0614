using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Engine.Ports;
using Workflows.Host.Facts;
using Workflows.Host.RuleSets;
using Workflows.Host.Security.Access;
using Workflows.Host.Serving;
using Workflows.Rules.Facts;
using Workflows.Rules.RuleFiles;

namespace Workflows.Host.Fraud;

/// <summary>What the rule set <c>fraud</c> finds odd in the stored facts now; kept until a fact or the rules change.</summary>
internal sealed class FraudSignals(RuleLibrary library, RuleJudgement judgement, FactStore facts, TimeProvider clock)
{
    private const string RuleSet = "fraud";

    private readonly Dictionary<string, JsonElement> everything = [];
    private volatile Judged? last;

    /// <summary>The signals, the strongest first.</summary>
    public async Task<IReadOnlyList<RuleConclusion>> AllAsync(CancellationToken stop)
    {
        if (library.Find(RuleSet) is not { } set)
        {
            return [];
        }

        var change = await facts.LastChangeAsync();
        if (last is { } known && known.Change == change && known.Set == set)
        {
            return known.Signals;
        }

        var judged = new List<RuleFact>();
        var queries = set.Program.FactTypes.Values.Where(type => !type.IsConcluded)
            .Select(type => new FactQuery(type.Name, everything)).ToList();
        await judgement.LoadAsync(set.Program, queries, judged);
        var outcome = RuleJudgement.Judge(set, judged, everything, clock.GetUtcNow(), stop);
        var signals = outcome.Conclusions.Where(c => c.Fact.FactTypeName is "FraudSignal" or "ListingSignal")
            .OrderByDescending(c => c.Fact["score"] as decimal?).ToList();
        last = new(change, set, signals);
        return signals;
    }

    private sealed record Judged(long Change, PublishedRuleSet Set, IReadOnlyList<RuleConclusion> Signals);
}

/// <summary>Signals over HTTP.</summary>
internal static class SignalRoutes
{
    public static void AddSignals(this IServiceCollection services) => services.AddSingleton<FraudSignals>();

    public static void MapSignals(this RouteGroupBuilder api) => api.MapGet("/signals", ListAsync).Needs(Permission.ReadFacts);

    private static async Task<IResult> ListAsync(FraudSignals signals, HttpContext context, int page = 0, int limit = 100)
    {
        limit = Math.Clamp(limit, 1, Limits.PageRows);
        page = Math.Max(page, 0);
        var all = await signals.AllAsync(context.RequestAborted);
        var items = all.Skip(page).Take(limit).Select(View).ToList();
        return TypedResults.Ok(new { items, next = page + items.Count < all.Count ? $"{page + items.Count}" : null, total = all.Count });
    }

    private static JsonObject View(RuleConclusion conclusion)
    {
        var view = ReasonJson.Conclusion(conclusion);
        var fact = view["fact"]!.AsObject();
        return new JsonObject
        {
            ["id"] = $"{conclusion.Fact.FactTypeName}/{conclusion.Fact.Key}",
            ["kind"] = fact["kind"]?.DeepClone() ?? conclusion.Fact.FactTypeName,
            ["subject"] = (fact["subject"] ?? fact["orderId"] ?? fact["sku"])?.DeepClone(),
            ["score"] = fact["score"]?.DeepClone(),
            ["reason"] = view["reason"]?.DeepClone(),
            ["rule"] = view["rule"]?.DeepClone(),
            ["version"] = view["version"]?.DeepClone(),
            ["facts"] = fact.DeepClone(),
        };
    }
}
