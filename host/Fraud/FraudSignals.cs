using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Engine.Judging;
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

    /// <summary>The signals, the strongest first, and the orders whose signals open a case.</summary>
    public async Task<FraudPicture> AllAsync(CancellationToken stop)
    {
        if (library.Find(RuleSet) is not { } set)
        {
            return new([], new HashSet<string>());
        }

        var change = facts.LastChange();
        if (last is { } known && known.Change == change && known.Set == set)
        {
            return known.Picture;
        }

        var judged = new List<RuleFact>();
        var queries = set.Program.FactTypes.Values.Where(type => !type.IsConcluded)
            .Select(type => new FactQuery(type.Name, everything)).ToList();
        await judgement.LoadAsync(set.Program, queries, judged);
        var outcome = RuleJudgement.Judge(set, judged, everything, clock.GetUtcNow(), stop);
        var signals = outcome.Conclusions.Where(c => c.Fact.FactTypeName is "FraudSignal" or "ListingSignal")
            .OrderByDescending(c => c.Fact["score"] as decimal?).ToList();
        var cases = outcome.Conclusions.Where(c => c.Fact.FactTypeName == "FraudCase").Select(c => c.Fact["orderId"]).OfType<string>();
        var picture = new FraudPicture(signals, cases.ToHashSet(StringComparer.Ordinal));
        last = new(change, set, picture);
        return picture;
    }

    private sealed record Judged(long Change, PublishedRuleSet Set, FraudPicture Picture);
}

/// <summary>What the rules find odd: signals accuse nobody, and the orders whose signals weigh enough for a person to look at.</summary>
internal sealed record FraudPicture(IReadOnlyList<RuleConclusion> Signals, IReadOnlySet<string> Cases)
{
    /// <summary>Whether the signals of what this one is about open a case.</summary>
    public bool IsCase(RuleConclusion signal) => signal.Fact["orderId"] is string order && Cases.Contains(order);
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
        var picture = await signals.AllAsync(context.RequestAborted);
        var all = picture.Signals;
        var items = all.Skip(page).Take(limit).Select(signal => View(signal, picture.IsCase(signal))).ToList();
        return TypedResults.Ok(new { items, next = page + items.Count < all.Count ? $"{page + items.Count}" : null, total = all.Count });
    }

    private static JsonObject View(RuleConclusion conclusion, bool isCase)
    {
        var view = ReasonJson.Conclusion(conclusion);
        var fact = view["fact"]!.AsObject();
        return new JsonObject
        {
            ["id"] = $"{conclusion.Fact.FactTypeName}/{conclusion.Fact.Key}",
            ["kind"] = fact["kind"]?.DeepClone() ?? conclusion.Fact.FactTypeName,
            ["subject"] = (fact["subject"] ?? fact["orderId"] ?? fact["sku"])?.DeepClone(),
            ["score"] = fact["score"]?.DeepClone(),
            ["isCase"] = isCase,
            ["reason"] = view["reason"]?.DeepClone(),
            ["rule"] = view["rule"]?.DeepClone(),
            ["version"] = view["version"]?.DeepClone(),
            ["facts"] = fact.DeepClone(),
        };
    }
}
