using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Engine.Ports;
using Workflows.Host.Problems;
using Workflows.Host.Runs;
using Workflows.Host.Security.Access;

namespace Workflows.Host.ElsaStudio;

/// <summary>The routes of the contract that are about runs, which Studio calls workflow instances.</summary>
internal static class StudioRunRoutes
{
    private const int MostRows = 500;

    public static void MapStudioRuns(this RouteGroupBuilder studio)
    {
        studio.MapPost("/workflow-instances", ListAsync).Needs(Permission.ReadRuns);
        studio.MapGet("/workflow-instances/{id}", FindAsync).Needs(Permission.ReadRuns);
        studio.MapPost("/workflow-instances/{id}/journal", JournalAsync).Needs(Permission.ReadRuns);
        studio.MapGet("/workflow-instances/{id}/variables", VariablesAsync).Needs(Permission.ReadRuns);
        studio.MapGet("/workflow-instances/{id}/execution-state", StateAsync).Needs(Permission.ReadRuns);
        studio.MapPost("/activity-executions/report", ReportAsync).Needs(Permission.ReadRuns);
        studio.MapGet("/activity-executions/list", ExecutionsAsync).Needs(Permission.ReadRuns);
        studio.MapGet("/activity-execution-summaries/list", ExecutionsAsync).Needs(Permission.ReadRuns);
    }

    private static async Task<IResult> ListAsync(Body<JsonDocument> body, RunQueries queries)
    {
        var asked = JsonNode.Parse(body.Value.RootElement.GetRawText()) as JsonObject ?? [];
        var size = Math.Clamp(Number(asked["pageSize"]) ?? 25, 1, MostRows);
        // Beyond the last row there is nothing to skip to.
        var page = Math.Clamp(Number(asked["page"]) ?? 0, 0, MostRows / size);
        var text = asked["searchTerm"]?.ToString();
        var filter = new RunFilter(null, DefinitionOf(asked), string.IsNullOrEmpty(text) ? null : text, null, false);
        var rows = await queries.ListAsync(filter, null, Math.Min((page + 1) * size, MostRows));
        var items = rows.Skip(page * size).Select(row => StudioRunView.Summary(RunView.Of(row)));
        return TypedResults.Ok(new { items, totalCount = await queries.CountAsync(filter) });
    }

    private static async Task<IResult> FindAsync(string id, IRunStore store)
    {
        if (await store.FindRunAsync(id) is not { } head)
        {
            return HostProblems.NotFound("run", id);
        }

        var view = StudioRunView.Summary(RunView.Of(head));
        view["workflowState"] = StudioRunView.State(head.RunId, head.DefinitionId, head.DefinitionVersionId, head.Status);
        return TypedResults.Ok(view);
    }

    private static async Task<IResult> JournalAsync(
        string id, HttpContext context, RunDetails details, IRunStore store, IDefinitionSource definitions, int skip = 0,
        int take = MostRows)
    {
        var filter = context.Request.HasJsonContentType() ? await Body<JsonDocument>.BindAsync(context) : null;
        if (filter?.Problem is { } problem)
        {
            return problem;
        }

        if (await StudioJournal.ReadAsync(id, details, store, definitions) is not { } journal)
        {
            return HostProblems.NotFound("run", id);
        }

        var asked = filter is null ? default : filter.Value.RootElement;
        var wanted = asked.ValueKind == JsonValueKind.Object && asked.TryGetProperty("filter", out var given) ? given : default;
        var fitting = journal.Entries.Where(entry => entry.Fits(wanted)).ToList();
        var items = fitting.Skip(Math.Max(skip, 0)).Take(Math.Clamp(take, 1, MostRows)).Select(entry => entry.ToJson());
        return TypedResults.Ok(new { items, totalCount = fitting.Count });
    }

    private static async Task<IResult> VariablesAsync(string id, RunDetails details)
    {
        if (await details.FindAsync(id) is not { } run)
        {
            return HostProblems.NotFound("run", id);
        }

        var items = run.Variables.EnumerateObject().Select(v => new { id = v.Name, name = v.Name, value = v.Value }).ToList();
        return TypedResults.Ok(new { items, count = items.Count });
    }

    private static async Task<IResult> StateAsync(string id, IRunStore store)
    {
        if (await store.FindRunAsync(id) is not { } head)
        {
            return HostProblems.NotFound("run", id);
        }

        var (status, subStatus) = StudioRunView.StatusOf(head.Status);
        return TypedResults.Ok(new { status, workflowSubStatus = subStatus, updatedAt = head.UpdatedAt });
    }

    private static async Task<IResult> ReportAsync(
        Body<JsonDocument> body, RunDetails details, IRunStore store, IDefinitionSource definitions)
    {
        var asked = body.Value.RootElement;
        var id = asked.ValueKind == JsonValueKind.Object && asked.TryGetProperty("workflowInstanceId", out var given)
            ? given.ToString() : string.Empty;
        return await StudioJournal.ReadAsync(id, details, store, definitions) is { } journal
            ? TypedResults.Ok(new { stats = journal.Stats() })
            : HostProblems.NotFound("run", id);
    }

    private static async Task<IResult> ExecutionsAsync(
        HttpContext context, RunDetails details, IRunStore store, IDefinitionSource definitions)
    {
        var (id, node) = (context.Request.Query["WorkflowInstanceId"].ToString(), context.Request.Query["ActivityNodeId"].ToString());
        if (await StudioJournal.ReadAsync(id, details, store, definitions) is not { } journal)
        {
            return HostProblems.NotFound("run", id);
        }

        var items = journal.Executions(id).Where(one => node.Length == 0 || $"{one["activityNodeId"]}" == node).ToList();
        return TypedResults.Ok(new { items, count = items.Count });
    }

    private static string? DefinitionOf(JsonObject asked) =>
        (asked["definitionId"] ?? (asked["definitionIds"] as JsonArray)?.FirstOrDefault())?.ToString() is { Length: > 0 } id ? id : null;

    private static int? Number(JsonNode? node) =>
        node?.GetValueKind() == JsonValueKind.Number && node.AsValue().TryGetValue<int>(out var number) ? number : null;
}
