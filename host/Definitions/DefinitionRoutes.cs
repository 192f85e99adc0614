using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Workflows.Engine.Definitions;
using Workflows.Engine.Definitions.Drawing;
using Workflows.Host.Problems;
using Workflows.Host.Reviews;
using Workflows.Host.Security.Access;
using Workflows.Host.Security.Audit;
using Workflows.Host.Storage.Rows;
using Workflows.Rules;

namespace Workflows.Host.Definitions;

/// <summary>Definitions over HTTP: reading, drafting with an ETag, checking, publishing, retracting, going back.</summary>
internal static class DefinitionRoutes
{
    public static void MapDefinitions(this RouteGroupBuilder api)
    {
        api.MapGet("/activities", (DefinitionLibrary library) => new ActivityList(library.Catalogue.All.Select(a => a.Descriptor)))
            .Needs(Permission.ReadDefinitions);
        var definitions = api.MapGroup("/definitions");
        definitions.MapGet("", ListAsync).Needs(Permission.ReadDefinitions).Produces<DefinitionList>();
        definitions.MapGet("/{id}", FindAsync).Needs(Permission.ReadDefinitions).Produces<DefinitionView>();
        definitions.MapGet("/{id}/versions", VersionsAsync).Needs(Permission.ReadDefinitions).Produces<VersionList>();
        definitions.MapGet("/{id}/versions/{number:int}", FindVersionAsync).Needs(Permission.ReadDefinitions).Produces<DefinitionView>();
        definitions.MapPut("/{id}/draft", SaveAsync).Needs(Permission.EditDefinitions).Produces<DefinitionView>();
        definitions.MapPost("/{id}/publish", PublishAsync).Needs(Permission.PublishDefinitions).Produces<DefinitionView>();
        definitions.MapPost("/{id}/retract", RetractAsync).Needs(Permission.PublishDefinitions).Produces<DefinitionView>();
        definitions.MapPost("/{id}/revert", RevertAsync).Needs(Permission.EditDefinitions).Produces<DefinitionView>();
        definitions.MapPost("/rehearse", Rehearsing.RehearseAsync).Needs(Permission.EditDefinitions).Produces<RehearsalView>();
        definitions.MapGet("/{id}/drawing.svg", DrawAsync).Needs(Permission.ReadDefinitions).Produces(200, contentType: "image/svg+xml");
        definitions.MapReviews(
            ReviewedKind.Definition, Permission.ReadDefinitions, Permission.EditDefinitions, Permission.PublishDefinitions);
        definitions.MapPost("/check", Check).Needs(Permission.ReadDefinitions).Produces<CheckView>();
    }

    private static async Task<DefinitionList> ListAsync(DefinitionStore store, ReviewBook reviews)
    {
        var asked = await reviews.AskedAsync(ReviewedKind.Definition);
        var heads = (await store.AllAsync()).GroupBy(d => d.DefinitionId).Select(d => DefinitionHeadView.Of(d, asked.Contains(d.Key)));
        return new([.. heads], null);
    }

    private static async Task<IResult> FindAsync(string id, HttpContext context, DefinitionStore store) =>
        await store.VersionsAsync(id) is [var latest, ..]
            ? Answer(context, latest)
            : HostProblems.NotFound("definition", id);

    private static async Task<IResult> VersionsAsync(string id, DefinitionStore store) =>
        await store.VersionsAsync(id) is { Count: > 0 } rows
            ? TypedResults.Ok(new VersionList([.. rows.Select(row => DefinitionView.Of(row, withText: false))], null))
            : HostProblems.NotFound("definition", id);

    private static async Task<IResult> FindVersionAsync(string id, int number, HttpContext context, DefinitionStore store) =>
        (await store.VersionsAsync(id)).FirstOrDefault(row => row.Number == number) is { } row
            ? Answer(context, row)
            : HostProblems.NotFound("version", $"{id} {number}");

    private static async Task<IResult> SaveAsync(
        string id, Body<JsonDocument> body, HttpContext context, DefinitionStore store, AuditLog audit)
    {
        var json = body.Value.RootElement;
        if (!DefinitionText.IsObject(json))
        {
            return HostProblems.Invalid(new("A definition is a JSON object.", "定义必须是 JSON 对象。"));
        }

        var etag = context.Request.Headers.IfMatch.ToString().Trim('"');
        var (row, problem) = await store.SaveDraftAsync(id, json.GetRawText(), etag.Length == 0 ? null : etag, context.Actor());
        return await AnswerAsync(context, audit, "save draft", id, row, problem);
    }

    private static async Task<IResult> PublishAsync(string id, HttpContext context, DefinitionStore store, AuditLog audit)
    {
        var (row, problem) = await store.PublishAsync(id, context.Actor(), Precondition.Given(context));
        return await AnswerAsync(context, audit, "publish definition", id, row, problem);
    }

    private static async Task<IResult> RetractAsync(string id, HttpContext context, DefinitionStore store, AuditLog audit)
    {
        var (row, problem) = await store.RetractAsync(id);
        return await AnswerAsync(context, audit, "retract definition", id, row, problem);
    }

    private static async Task<IResult> RevertAsync(
        string id, Body<RevertTo> body, HttpContext context, DefinitionStore store, AuditLog audit)
    {
        var (row, problem) = await store.RevertAsync(id, body.Value.Version, context.Actor());
        return await AnswerAsync(context, audit, "revert definition", id, row, problem);
    }

    private static async Task<IResult> DrawAsync(
        string id, DefinitionStore store, DefinitionLibrary library, int? version = null, string language = "en")
    {
        var rows = await store.VersionsAsync(id);
        var row = version is null && rows.Count > 0 ? rows[0] : rows.FirstOrDefault(r => r.Number == version);
        if (row is null || DefinitionReader.Read(id, row.Json).Definition is not { } definition)
        {
            return HostProblems.NotFound("version", $"{id} {version}");
        }

        var svg = DefinitionDrawing.Svg(CompiledDefinition.Compile(definition, library.Catalogue), language == "zh" ? "zh" : "en");
        return TypedResults.Text(svg, "image/svg+xml", System.Text.Encoding.UTF8);
    }

    private static CheckView Check(Body<JsonDocument> body, DefinitionStore store)
    {
        var diagnostics = store.Check("definition", body.Value.RootElement.GetRawText()).Diagnostics;
        return new(diagnostics.All(d => d.Severity != Severity.Error), diagnostics);
    }

    private static async Task<IResult> AnswerAsync(
        HttpContext context, AuditLog audit, string action, string id, DefinitionRow? row, Problem? problem)
    {
        if (row is null)
        {
            return problem!;
        }

        await audit.WriteAsync(context, action, id, AuditOutcome.Done, $"version {row.Number}");
        return Answer(context, row);
    }

    private static Ok<DefinitionView> Answer(HttpContext context, DefinitionRow row)
    {
        context.Response.Headers.ETag = $"\"{row.ContentHash}\"";
        return TypedResults.Ok(DefinitionView.Of(row));
    }
}
