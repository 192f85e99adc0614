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
    public static void AddSignals(this IServiceCollection services) => services.AddSingleton<FraudSignals>().AddSingleton<FraudCases>();

    public static void MapSignals(this RouteGroupBuilder api)
    {
        api.MapGet("/signals", ListAsync).Needs(Permission.ReadFacts);
        api.MapGet("/signals/cases", CasesAsync).Needs(Permission.ReadFacts).Produces<FraudCaseList>();
        api.MapGet("/signals/records", async (FraudCases cases, HttpContext context) =>
            new SignalRecordList(await cases.RecordsAsync(context.RequestAborted), null))
            .Needs(Permission.ReadFacts).WithSummary("How often each kind of signal was right, by what people have decided.");
    }

    // Who need not have what is true this moment does not wait for the rules: a page shows what was known last, and from when it is.
    private static async Task<IResult> ListAsync(
        FraudSignals signals, HttpContext context, string? kind = null, int page = 0, int limit = 100, bool wait = true)
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

        var found = known.Picture?.Signals ?? [];
        var all = kind is null ? found : [.. found.Where(signal => KindOf(signal) == kind)];
        var items = all.Skip(page).Take(limit).Select(signal => View(signal, known.Picture!.IsCase(signal))).ToList();
        return TypedResults.Ok(new
        {
            items, next = page + items.Count < all.Count ? $"{page + items.Count}" : null, total = all.Count, at = known.At,
            judging = known.UnderWay, kinds = found.GroupBy(KindOf).Select(group => new
            {
                kind = group.Key, label = group.First().Reasons[0].Label, count = group.Count(),
            }),
        });
    }

    private static async Task<IResult> CasesAsync(FraudCases cases, string? state = null, int page = 0, int limit = 50)
    {
        page = Math.Max(page, 0);
        var (items, total) = await cases.ListAsync(state, page, Math.Clamp(limit, 1, Limits.PageRows));
        return TypedResults.Ok(new FraudCaseList(items, page + items.Count < total ? $"{page + items.Count}" : null, total));
    }

    private static string KindOf(RuleConclusion signal) => signal.Fact["kind"] as string ?? signal.Fact.FactTypeName;

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

/// <summary>Some cases and how many fit in all.</summary>
internal sealed record FraudCaseList(IReadOnlyList<FraudCaseView> Items, string? Next, int Total);

/// <summary>How often each kind of signal was right.</summary>
internal sealed record SignalRecordList(IReadOnlyList<SignalRecord> Items, string? Next);
