using Microsoft.AspNetCore.Http.HttpResults;
using Workflows.Host.Definitions;
using Workflows.Host.Problems;
using Workflows.Host.Reviews;
using Workflows.Host.Security.Access;
using Workflows.Host.Security.Audit;
using Workflows.Host.Storage.Rows;
using Workflows.Rules;
using Workflows.Rules.RuleFiles;

namespace Workflows.Host.RuleSets;

/// <summary>Rule sets over HTTP: reading, drafting, checking, testing, publishing, going back, parameters, spreadsheets.</summary>
internal static class RuleRoutes
{
    public static void MapRules(this RouteGroupBuilder api)
    {
        var rules = api.MapGroup("/rules");
        rules.MapGet("", ListAsync).Needs(Permission.ReadRules).Produces<RuleHeadList>();
        rules.MapGet("/{name}", FindAsync).Needs(Permission.ReadRules).Produces<RuleVersionView>();
        rules.MapGet("/{name}/versions", VersionsAsync).Needs(Permission.ReadRules).Produces<RuleVersionList>();
        rules.MapGet("/{name}/versions/{number:int}", FindVersionAsync).Needs(Permission.ReadRules).Produces<RuleVersionView>();
        rules.MapPut("/{name}/draft", SaveAsync).Needs(Permission.EditRules).Produces<RuleVersionView>();
        rules.MapPost("/{name}/publish", PublishAsync).Needs(Permission.PublishRules).Produces<RuleVersionView>();
        rules.MapPost("/{name}/revert", RevertAsync).Needs(Permission.EditRules).Produces<RuleVersionView>();
        rules.MapPost("/{name}/rollback", RollBackAsync).Needs(Permission.PublishRules).Produces<RuleVersionView>();
        rules.MapPost("/{name}/test", TestRoute.TestAsync).Needs(Permission.ReadRules).Produces<RuleTestView>();
        rules.MapGet("/{name}/parameters", FigureRoutes.List).Needs(Permission.ReadRules).Produces<RuleParameterList>();
        rules.MapPut("/{name}/parameters", FigureRoutes.SetAsync).Needs(Permission.PublishRules).Produces<RuleParameterList>();
        rules.MapPost("/check", Check).Needs(Permission.ReadRules).Produces<CheckView>();
        rules.MapReviews(ReviewedKind.Rules, Permission.ReadRules, Permission.EditRules, Permission.PublishRules);
        rules.MapSheets();
        rules.MapLanguage();
        rules.MapComparison();
    }

    private static async Task<RuleHeadList> ListAsync(RuleStore store, RuleLibrary library, ReviewBook reviews)
    {
        var asked = await reviews.AskedAsync(ReviewedKind.Rules);
        var heads = (await store.AllAsync()).GroupBy(r => r.Name).Select(r => RuleHeadView.Of(r, library, asked.Contains(r.Key)));
        return new([.. heads], null);
    }

    private static async Task<IResult> FindAsync(string name, HttpContext context, RuleStore store) =>
        await store.VersionsAsync(name) is [var latest, ..] ? Answer(context, latest) : HostProblems.NotFound("rule set", name);

    private static async Task<IResult> VersionsAsync(string name, RuleStore store) =>
        await store.VersionsAsync(name) is { Count: > 0 } rows
            ? TypedResults.Ok(new RuleVersionList([.. rows.Select(row => RuleVersionView.Of(row, withText: false))], null))
            : HostProblems.NotFound("rule set", name);

    private static async Task<IResult> FindVersionAsync(string name, int number, HttpContext context, RuleStore store) =>
        (await store.VersionsAsync(name)).Find(row => row.Number == number) is { } row
            ? Answer(context, row)
            : HostProblems.NotFound("version", $"{name} {number}");

    private static async Task<IResult> SaveAsync(string name, Body<RuleText> body, HttpContext context, RuleStore store, AuditLog audit)
    {
        var saved = await store.SaveDraftAsync(name, body.Value.Text, Precondition.Given(context), context.Actor());
        return await AnswerAsync(context, audit, "save draft of rules", name, saved);
    }

    private static async Task<IResult> PublishAsync(string name, HttpContext context, RuleStore store, AuditLog audit) =>
        await AnswerAsync(
            context, audit, "publish rules", name, await store.PublishAsync(name, context.Actor(), Precondition.Given(context)));

    private static async Task<IResult> RevertAsync(
        string name, Body<RevertTo> body, HttpContext context, RuleStore store, AuditLog audit) =>
        await AnswerAsync(context, audit, "revert rules", name, await store.RevertAsync(name, body.Value.Version, context.Actor()));

    private static async Task<IResult> RollBackAsync(
        string name, Body<RevertTo> body, HttpContext context, RuleStore store, AuditLog audit)
    {
        var reverted = await store.RevertAsync(name, body.Value.Version, context.Actor());
        var result = reverted.Problem is null ? await store.PublishAsync(name, context.Actor()) : reverted;
        return await AnswerAsync(context, audit, "roll rules back", name, result);
    }

    private static CheckView Check(Body<RuleText> body, RuleLibrary library)
    {
        var diagnostics = RuleProgram.Compile(library.With(body.Value.Name ?? "rules", body.Value.Text)).Diagnostics;
        return new(diagnostics.All(d => d.Severity != Severity.Error), diagnostics);
    }

    /// <summary>What a change of the draft or of what is published answers, and its entry in the audit.</summary>
    public static async Task<IResult> AnswerAsync(
        HttpContext context, AuditLog audit, string action, string name, (RuleSetRow? Row, Problem? Problem) result)
    {
        if (result.Row is not { } row)
        {
            return result.Problem!;
        }

        await audit.WriteAsync(context, action, name, AuditOutcome.Done, $"version {row.Number}");
        return Answer(context, row);
    }

    private static Ok<RuleVersionView> Answer(HttpContext context, RuleSetRow row)
    {
        context.Response.Headers.ETag = $"\"{row.ContentHash}\"";
        return TypedResults.Ok(RuleVersionView.Of(row));
    }
}
