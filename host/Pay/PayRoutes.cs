using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Host.Facts;
using Workflows.Host.Problems;
using Workflows.Host.Security.Access;
using Workflows.Rules.Facts;
using Workflows.Rules.Feel;
using Workflows.Rules.RuleFiles;

namespace Workflows.Host.Pay;

/// <summary>Pay over HTTP: a month, and one person's slip with the rule, its version and the facts behind every line.</summary>
internal static class PayRoutes
{
    // The lines of a slip in the order in which people read them; each is the sum of the conclusions that its rule gives.
    private static readonly string[] Lines =
        ["sales", "base", "manager", "fullAttendance", "fines", "commission", "commissionNow", "commissionHeld", "pay"];

    public static void AddPay(this IServiceCollection services) => services.AddSingleton<PayRun>();

    public static void MapPay(this RouteGroupBuilder api)
    {
        api.MapGet("/pay/{month}", MonthAsync).Needs(Permission.ReadPay);
        api.MapGet("/pay/{month}/{staff}", SlipAsync).Needs(Permission.ReadOwnPay);
    }

    private static async Task<IResult> MonthAsync(string month, PayRun pay, FactStore facts, HttpContext context)
    {
        var (outcome, problem) = await pay.CountAsync(month, context.RequestAborted);
        if (outcome is null)
        {
            return problem!;
        }

        var items = new List<JsonObject>();
        foreach (var slip in PayRun.SlipsOf(outcome))
        {
            items.Add(await HeadAsync(slip, facts));
        }

        return TypedResults.Ok(new { items, next = (string?)null, month, version = outcome.Version });
    }

    private static async Task<IResult> SlipAsync(string month, string staff, PayRun pay, FactStore facts, HttpContext context)
    {
        // Everybody sees their own; of others' slips they do not even learn whether there are any.
        if (!RoleTable.Allows(context.User, Permission.ReadPay) && context.User.FindFirst(Actors.StaffMember)?.Value != staff)
        {
            return HostProblems.NotFound("pay slip", $"{month} {staff}");
        }

        var (outcome, problem) = await pay.CountAsync(month, context.RequestAborted);
        if (outcome is null)
        {
            return problem!;
        }

        if (PayRun.SlipsOf(outcome).FirstOrDefault(slip => slip["staffId"] as string == staff) is not { } found)
        {
            return HostProblems.NotFound("pay slip", $"{month} {staff}");
        }

        var own = outcome.Conclusions.Where(c => c.Fact["staffId"] as string == staff).ToList();
        var answer = await HeadAsync(found, facts);
        answer["month"] = month;
        answer["version"] = outcome.Version;
        answer["lines"] = new JsonArray([.. Lines.Select(line => Line(line, found, own))]);
        answer["disputes"] = new JsonArray([.. await pay.DisputesAsync(month, staff)]);
        return TypedResults.Ok(answer);
    }

    private static async Task<JsonObject> HeadAsync(RuleFact slip, FactStore facts)
    {
        var staff = slip["staffId"] as string ?? string.Empty;
        var person = facts.Find("Staff", staff) is { } stored ? JsonNode.Parse(stored.Json) : null;
        return new JsonObject
        {
            ["staff"] = staff,
            ["name"] = person?["name"]?.DeepClone(),
            ["post"] = person?["post"]?.DeepClone(),
            ["department"] = person?["department"]?.DeepClone(),
            ["pay"] = slip["pay"] as decimal? ?? 0,
        };
    }

    private static JsonObject Line(string name, RuleFact slip, List<RuleConclusion> own)
    {
        var behind = Behind(name, slip, own);
        var reason = behind?.Reasons.Count > 0 ? behind.Reasons[0] : null;
        return new JsonObject
        {
            ["name"] = name,
            ["label"] = JsonSerializer.SerializeToNode(slip.FactType.Find(name)?.Label, HostJson.Options),
            ["amount"] = slip[name] as decimal? ?? 0,
            ["rule"] = reason?.Rule,
            ["version"] = reason?.Version,
            ["reason"] = reason is null ? null : JsonSerializer.SerializeToNode(reason.Text, HostJson.Options),
            ["facts"] = new JsonArray([.. FactsOf(reason)]),
        };
    }

    // An amount stands in a conclusion of its own where a rule gives it: a line of the slip, the sales, the commission.
    private static RuleConclusion? Behind(string name, RuleFact slip, List<RuleConclusion> own) => name switch
    {
        "sales" => own.Find(c => c.Fact.FactTypeName == "MonthlySales"),
        "commission" or "commissionHeld" => own.Find(c => c.Fact.FactTypeName == "Commission"),
        "pay" => own.Find(c => c.Fact == slip),
        _ => own.Find(c => c.Fact.FactTypeName == "PayLine" && c.Fact["kind"] as string == name),
    };

    private static IEnumerable<JsonNode> FactsOf(RuleReason? reason)
    {
        foreach (var evidence in reason?.Evidence ?? [])
        {
            foreach (var fact in evidence.Value switch
            {
                RuleFact one => [one],
                IReadOnlyList<object?> many => many.OfType<RuleFact>(),
                _ => [],
            })
            {
                yield return new JsonObject
                {
                    ["type"] = fact.FactTypeName, ["key"] = fact.Key, ["values"] = JsonNode.Parse(FactJson.Write(fact).GetRawText()),
                };
            }

            if (evidence.Value is not (null or RuleFact) and not IReadOnlyList<object?>)
            {
                yield return new JsonObject
                {
                    ["type"] = evidence.IsParameter ? "parameter" : "value", ["key"] = evidence.Name,
                    ["values"] = new JsonObject { [evidence.Name] = JsonNode.Parse(FeelJson.Text(evidence.Value)) },
                };
            }
        }
    }
}
