using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Workflows.Host.Definitions;
using Workflows.Host.Problems;
using Workflows.Host.Reviews;
using Workflows.Host.Security.Access;
using Workflows.Host.Security.Audit;
using Workflows.Host.Storage.Rows;
using Workflows.Rules;
using Workflows.Rules.Feel;
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
        rules.MapPost("/{name}/test", TestAsync).Needs(Permission.ReadRules).Produces<RuleTestView>();
        rules.MapGet("/{name}/parameters", Parameters).Needs(Permission.ReadRules).Produces<RuleParameterList>();
        rules.MapPut("/{name}/parameters", SetParametersAsync).Needs(Permission.PublishRules).Produces<RuleParameterList>();
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
        var etag = context.Request.Headers.IfMatch.ToString().Trim('"');
        var saved = await store.SaveDraftAsync(name, body.Value.Text, etag.Length == 0 ? null : etag, context.Actor());
        return await AnswerAsync(context, audit, "save draft of rules", name, saved);
    }

    private static async Task<IResult> PublishAsync(string name, HttpContext context, RuleStore store, AuditLog audit) =>
        await AnswerAsync(context, audit, "publish rules", name, await store.PublishAsync(name, context.Actor()));

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

    private static async Task<IResult> TestAsync(string name, HttpContext context, RuleStore store, RuleLibrary library)
    {
        var body = context.Request.HasJsonContentType() ? await Body<RuleText>.BindAsync(context) : null;
        if (body?.Problem is { } bad)
        {
            return bad;
        }

        var text = body?.Value.Text ?? (await store.VersionsAsync(name) is [var latest, ..] ? latest.Text : null);
        if (text is null)
        {
            return HostProblems.NotFound("rule set", name);
        }

        var check = RuleProgram.Compile(library.With(name, text));
        if (check.Program is not { } program)
        {
            return HostProblems.Invalid(new("The rule set is not right.", "规则集存在错误。"), null, check.Diagnostics);
        }

        var report = program.RunTests(context.RequestAborted);
        return TypedResults.Ok(new RuleTestView(report.Passed, report.Failed, report.Results));
    }

    private static IResult Parameters(string name, RuleLibrary library) => library.Find(name) is { } set
        ? TypedResults.Ok(new RuleParameterList([.. set.Program.Parameters.Select(p => RuleParameterView.Of(p, set.Parameters))], null))
        : HostProblems.NotFound("published rule set", name);

    private static async Task<IResult> SetParametersAsync(
        string name, Body<RuleParameterValues> body, HttpContext context, RuleLibrary library, AuditLog audit)
    {
        if (library.Find(name) is not { } set)
        {
            return HostProblems.NotFound("published rule set", name);
        }

        var values = new Dictionary<string, object?>(set.Parameters);
        foreach (var (parameter, value) in body.Value.Values)
        {
            values[parameter] = FeelJson.Read(value);
        }

        foreach (var taken in values.Where(v => v.Value is null).Select(v => v.Key).ToList())
        {
            values.Remove(taken);
        }

        if (set.Program.CheckParameters(values) is { Count: > 0 } faults)
        {
            return HostProblems.Invalid(new("A value does not fit its parameter.", "参数值不正确。"), null, faults);
        }

        await library.SetParametersAsync(name, values);
        // A figure that is given up, and follows its file again, has a dash.
        var given = body.Value.Values.Select(v => $"{v.Key} = {(v.Value.ValueKind == JsonValueKind.Null ? "–" : v.Value)}");
        await audit.WriteAsync(context, "set parameters", name, AuditOutcome.Done, string.Join(", ", given));
        return Parameters(name, library);
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
