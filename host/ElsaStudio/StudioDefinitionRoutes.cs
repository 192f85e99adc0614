using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Engine.Runs;
using Workflows.Host.Definitions;
using Workflows.Host.Problems;
using Workflows.Host.Runs;
using Workflows.Host.Security.Access;
using Workflows.Host.Security.Audit;
using Workflows.Host.Storage.Rows;

namespace Workflows.Host.ElsaStudio;

/// <summary>The routes of the contract that are about definitions.</summary>
internal static class StudioDefinitionRoutes
{
    private const int MostRows = 500;

    public static void MapStudioDefinitions(this RouteGroupBuilder studio)
    {
        var all = studio.MapGroup("/workflow-definitions");
        all.MapGet("", ListAsync).Needs(Permission.ReadDefinitions);
        all.MapGet("/by-definition-id/{id}", FindAsync).Needs(Permission.ReadDefinitions);
        all.MapGet("/by-id/{versionId}", FindVersionAsync).Needs(Permission.ReadDefinitions);
        all.MapGet("/{id}/versions", VersionsAsync).Needs(Permission.ReadDefinitions);
        all.MapGet("/validation/is-name-unique", IsNameFreeAsync).Needs(Permission.ReadDefinitions);
        all.MapPost("", SaveAsync).Needs(Permission.EditDefinitions);
        all.MapPost("/{id}/publish", PublishAsync).Needs(Permission.PublishDefinitions);
        all.MapPost("/{id}/retract", RetractAsync).Needs(Permission.PublishDefinitions);
        all.MapPost("/{id}/revert/{version:int}", RevertAsync).Needs(Permission.EditDefinitions);
        all.MapPost("/{id}/execute", ExecuteAsync).Needs(Permission.StartRuns);
    }

    private static async Task<IResult> ListAsync(HttpContext context, DefinitionStore store)
    {
        var asked = context.Request.Query;
        var wanted = asked["versionOptions"].ToString();
        var search = asked["SearchTerm"].ToString();
        var ids = asked["DefinitionIds"].Concat(asked["Ids"]).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var groups = (await store.AllAsync()).GroupBy(row => row.DefinitionId);
        var rows = groups.SelectMany(versions => Chosen([.. versions], wanted).Select(row => (Row: row, Latest: versions.First())))
            .Where(found => ids.Count == 0 || ids.Contains(found.Row.DefinitionId) || ids.Contains(found.Row.VersionId))
            .Where(found => search.Length == 0 || found.Row.Json.Contains(search, StringComparison.OrdinalIgnoreCase)).ToList();
        var size = int.TryParse(asked["PageSize"], out var s) ? Math.Clamp(s, 1, MostRows) : MostRows;
        var page = int.TryParse(asked["Page"], out var p) ? Math.Max(p, 0) : 0;
        var may = MayChange(context);
        var items = rows.Skip(page * size).Take(size).Select(found => StudioDefinitions.Summary(found.Row, found.Row == found.Latest, may));
        return TypedResults.Ok(new { items, totalCount = rows.Count, links = Array.Empty<object>() });
    }

    private static async Task<IResult> FindAsync(
        string id, HttpContext context, DefinitionStore store, StudioDefinitions studio, string? versionOptions = null)
    {
        var versions = await store.VersionsAsync(id);
        return Chosen(versions, versionOptions ?? "Latest").FirstOrDefault() is { } row
            ? TypedResults.Ok(studio.View(row, row == versions[0], MayChange(context)))
            : HostProblems.NotFound("definition", id);
    }

    private static async Task<IResult> FindVersionAsync(
        string versionId, HttpContext context, DefinitionStore store, StudioDefinitions studio)
    {
        var versions = await store.VersionsAsync(versionId[..Math.Max(versionId.LastIndexOf(':'), 0)]);
        return versions.FirstOrDefault(row => row.VersionId == versionId) is { } found
            ? TypedResults.Ok(studio.View(found, found == versions[0], MayChange(context)))
            : HostProblems.NotFound("version", versionId);
    }

    private static async Task<IResult> VersionsAsync(string id, HttpContext context, DefinitionStore store)
    {
        var versions = await store.VersionsAsync(id);
        var items = versions.Select(row => StudioDefinitions.Summary(row, row == versions[0], MayChange(context)));
        return TypedResults.Ok(new { items, totalCount = versions.Count, links = Array.Empty<object>() });
    }

    private static async Task<IResult> IsNameFreeAsync(string name, DefinitionStore store, string? definitionId = null)
    {
        var heads = (await store.AllAsync()).GroupBy(row => row.DefinitionId)
            .Select(rows => DefinitionHeadView.Of(rows, asksReview: false));
        return TypedResults.Ok(new { isUnique = !heads.Any(head => head.Name == name && head.Id != definitionId) });
    }

    private static async Task<IResult> SaveAsync(
        Body<JsonDocument> body, HttpContext context, DefinitionStore store, StudioDefinitions studio, AuditLog audit)
    {
        var sent = JsonNode.Parse(body.Value.RootElement.GetRawText()) as JsonObject;
        if (sent is null || sent["model"] is not JsonObject model)
        {
            return HostProblems.Invalid(new("There is no model in the body.", "请求中缺少 model。"));
        }

        var publish = sent["publish"]?.GetValueKind() == JsonValueKind.True;
        if (publish && !RoleTable.Allows(context.User, Permission.PublishDefinitions))
        {
            return PermissionWords.Refusal(Permission.PublishDefinitions);
        }

        var result = await studio.SaveAsync(model, context.Actor());
        if (result.Row is { DefinitionId: var saved } && publish)
        {
            result = await store.PublishAsync(saved, context.Actor());
        }

        return await AnswerAsync(result, publish ? "publish definition" : "save draft", context, studio, audit);
    }

    private static async Task<IResult> PublishAsync(
        string id, HttpContext context, DefinitionStore store, StudioDefinitions studio, AuditLog audit) =>
        await AnswerAsync(await store.PublishAsync(id, context.Actor()), "publish definition", context, studio, audit);

    private static async Task<IResult> RetractAsync(
        string id, HttpContext context, DefinitionStore store, StudioDefinitions studio, AuditLog audit) =>
        await AnswerAsync(await store.RetractAsync(id), "retract definition", context, studio, audit);

    private static async Task<IResult> RevertAsync(
        string id, int version, HttpContext context, DefinitionStore store, StudioDefinitions studio, AuditLog audit) =>
        await AnswerAsync(await store.RevertAsync(id, version, context.Actor()), "revert definition", context, studio, audit);

    private static async Task<IResult> ExecuteAsync(string id, HttpContext context, RunService runs)
    {
        var result = await runs.StartAsync(new StartRequest(RunIds.New(), id) { Actor = context.Actor() }, CancellationToken.None);
        if (RunProblem.Of(result) is { } problem)
        {
            return problem;
        }

        context.Response.Headers["x-elsa-workflow-instance-id"] = result.RunId;
        return TypedResults.Ok(new { workflowState = StudioRunView.State(result.RunId!, id, string.Empty, result.Status) });
    }

    private static async Task<IResult> AnswerAsync(
        (DefinitionRow? Row, Problem? Problem) result, string action, HttpContext context, StudioDefinitions studio, AuditLog audit)
    {
        if (result.Row is not { } row)
        {
            return result.Problem!;
        }

        await audit.WriteAsync(context, action, row.DefinitionId, AuditOutcome.Done, "Elsa Studio");
        return TypedResults.Ok(new
        {
            workflowDefinition = studio.View(row, isLatest: true, MayChange(context)), alreadyPublished = false,
            consumingWorkflowCount = 0,
        });
    }

    private static IEnumerable<DefinitionRow> Chosen(IReadOnlyList<DefinitionRow> versions, string wanted) => wanted switch
    {
        "AllVersions" => versions,
        "Published" => versions.Where(row => row.State == VersionState.Published).Take(1),
        "LatestOrPublished" => versions.Where((row, n) => n == 0 || row.State == VersionState.Published),
        _ => versions.Take(1),
    };

    private static bool MayChange(HttpContext context) => RoleTable.Allows(context.User, Permission.EditDefinitions);
}
