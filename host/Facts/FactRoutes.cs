using System.Text.Json;
using Workflows.Engine.Ports;
using Workflows.Host.Problems;
using Workflows.Host.Security.Access;
using Workflows.Host.Serving;
using Workflows.Rules;
using Workflows.Rules.Facts;
using Workflows.Rules.Feel;

namespace Workflows.Host.Facts;

/// <summary>Facts over HTTP: what types there are, reading, writing one or many, withdrawing.</summary>
internal static class FactRoutes
{
    private const int MostErrors = 100;

    public static void MapFacts(this RouteGroupBuilder api)
    {
        api.MapGet("/fact-types", (FactCatalogue types) => new FactTypeList([.. types.All.Select(FactTypeView.Of)], null))
            .Needs(Permission.UseProduct).Produces<FactTypeList>();
        api.MapGet("/facts/{type}", List).Needs(Permission.ReadFacts);
        api.MapPost("/facts/{type}", WriteAsync).Needs(Permission.WriteFacts).Produces<FactTally>();
        api.MapGet("/facts/{type}/{key}", Find).Needs(Permission.ReadFacts);
        api.MapDelete("/facts/{type}/{key}", RemoveAsync).Needs(Permission.WriteFacts).Produces(204);
    }

    private static IResult List(
        string type, HttpContext context, FactCatalogue types, FactStore facts, string? after = null, int limit = 100)
    {
        if (types.Find(type) is not { } known)
        {
            return UnknownType(type, types);
        }

        var where = new Dictionary<string, JsonElement>();
        foreach (var (name, text) in context.Request.Query.Where(q => q.Key is not ("after" or "limit")))
        {
            if (known.Find(name) is not { } field || !FactText.TryParse(field.Type, text.ToString(), out var value))
            {
                return HostProblems.Invalid(new($"{type} cannot be asked for {name} = {text}.", $"{type} 不能按 {name} = {text} 查询。"),
                    new($"Its fields are: {string.Join(", ", known.Fields.Select(f => f.Name))}.",
                        $"它的字段有：{string.Join("、", known.Fields.Select(f => f.Name))}。"));
            }

            where[name] = JsonElement.Parse(FeelJson.Text(value));
        }

        limit = Math.Clamp(limit, 1, Limits.PageRows);
        var rows = facts.Query(known, where, after, limit);
        return TypedResults.Ok(new
        {
            items = rows.Select(row => new { key = row.Key, fact = JsonElement.Parse(row.Json) }),
            next = rows.Count == limit ? rows[^1].Key : null,
        });
    }

    private static async Task<IResult> WriteAsync(string type, Body<JsonDocument> body, FactCatalogue types, FactStore facts)
    {
        if (types.Find(type) is not { } known)
        {
            return UnknownType(type, types);
        }

        var root = body.Value.RootElement;
        var many = root.ValueKind == JsonValueKind.Array;
        var items = many ? [.. root.EnumerateArray()] : new[] { root };
        var errors = new List<Diagnostic>();
        var writes = new List<FactWrite>(items.Length);
        for (var n = 0; n < items.Length && errors.Count < MostErrors; n++)
        {
            var (fact, diagnostics) = FactJson.Read(known, items[n], many ? $"{type}[{n}]" : type);
            errors.AddRange(diagnostics);
            if (fact is not null)
            {
                writes.Add(FactStore.ToWrite(fact));
            }
        }

        return errors.Count > 0
            ? HostProblems.Invalid(
                new($"{errors.Count} things are wrong; nothing was written.", $"有 {errors.Count} 处错误，未写入任何内容。"),
                new("Mend what is named and send all again.", "请修正后全部重发。"), errors)
            : TypedResults.Ok(await facts.WriteAsync(writes));
    }

    private static IResult Find(string type, string key, FactStore facts) =>
        facts.Find(type, key) is { } found
            ? TypedResults.Text(found.Json, "application/json")
            : HostProblems.NotFound(type, key);

    private static async Task<IResult> RemoveAsync(string type, string key, FactStore facts) =>
        (await facts.WriteAsync([new FactWrite(type, key, null)])).Removed == 1
            ? TypedResults.NoContent()
            : HostProblems.NotFound(type, key);

    private static Problem UnknownType(string type, FactCatalogue types) =>
        HostProblems.NotFound("fact type", type) with
        {
            NextStep = new($"There are: {string.Join(", ", types.All.Select(t => t.Name))}.",
                $"现有类型：{string.Join("、", types.All.Select(t => t.Name))}。"),
        };
}
