using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Engine.Judging;
using Workflows.Host.Problems;
using Workflows.Host.Security.Access;
using Workflows.Host.Serving;
using Workflows.Rules.RuleFiles;

namespace Workflows.Host.Fraud;

/// <summary>Signals over HTTP.</summary>
internal static class SignalRoutes
{
    public static void AddSignals(this IServiceCollection services) => services.AddSingleton<FraudSignals>();

    public static void MapSignals(this RouteGroupBuilder api) => api.MapGet("/signals", ListAsync).Needs(Permission.ReadFacts);

    // Who need not have what is true this moment does not wait for the rules: a page shows what was known last, and from when it is.
    private static async Task<IResult> ListAsync(
        FraudSignals signals, HttpContext context, int page = 0, int limit = 100, bool wait = true)
    {
        limit = Math.Clamp(limit, 1, Limits.PageRows);
        page = Math.Max(page, 0);
        if (wait && (await signals.AllAsync(context.RequestAborted)).Problem is { } refused)
        {
            return refused;
        }

        var (known, problem) = await signals.KnownAsync();
        if (known is null)
        {
            return problem!;
        }

        var all = known.Picture?.Signals ?? [];
        var items = all.Skip(page).Take(limit).Select(signal => View(signal, known.Picture!.IsCase(signal))).ToList();
        return TypedResults.Ok(new
        {
            items, next = page + items.Count < all.Count ? $"{page + items.Count}" : null, total = all.Count, at = known.At,
            judging = known.UnderWay,
        });
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
            ["label"] = JsonSerializer.SerializeToNode(conclusion.Reasons[0].Label, HostJson.Options),
            ["type"] = conclusion.Fact.FactTypeName,
            ["reason"] = view["reason"]?.DeepClone(),
            ["rule"] = view["rule"]?.DeepClone(),
            ["version"] = view["version"]?.DeepClone(),
            ["facts"] = fact.DeepClone(),
        };
    }
}
