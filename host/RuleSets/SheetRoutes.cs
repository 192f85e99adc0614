using Workflows.Host.Problems;
using Workflows.Host.Security.Access;
using Workflows.Host.Security.Audit;
using Workflows.Host.Sheets;
using Workflows.Rules.RuleFiles;
using Workflows.Rules.Sheets;

namespace Workflows.Host.RuleSets;

/// <summary>
/// Decision tables and parameters as spreadsheets. They go out from the newest text of a rule set and come back as its draft, which is
/// checked, tested and published like any other.
/// </summary>
internal static class SheetRoutes
{
    public static void MapSheets(this RouteGroupBuilder rules)
    {
        rules.MapGet("/{name}/tables/{table}.{format}", ReadTableAsync).Needs(Permission.ReadRules);
        rules.MapPut("/{name}/tables/{table}.{format}", TakeTableAsync).Needs(Permission.EditRules).Produces<RuleVersionView>();
        rules.MapGet("/{name}/parameters.{format}", ReadParametersAsync).Needs(Permission.ReadRules);
        rules.MapPut("/{name}/parameters.{format}", TakeParametersAsync).Needs(Permission.EditRules).Produces<RuleVersionView>();
    }

    private static async Task<IResult> ReadTableAsync(string name, string table, string format, RuleStore store) =>
        await ReadAsync(name, $"{table}.{format}", store, (file, kind) => SheetFiles.WriteTable(file, table, kind));

    private static async Task<IResult> ReadParametersAsync(string name, string format, RuleStore store) =>
        await ReadAsync(name, $"parameters.{format}", store, SheetFiles.WriteParameters);

    private static async Task<IResult> TakeTableAsync(
        string name, string table, string format, HttpContext context, RuleStore store, AuditLog audit) =>
        await TakeAsync(name, $"{table}.{format}", context, store, audit, (file, kind, content) =>
            SheetFiles.TakeTable(file, table, $"{table}.{format}", content, kind));

    private static async Task<IResult> TakeParametersAsync(
        string name, string format, HttpContext context, RuleStore store, AuditLog audit) =>
        await TakeAsync(name, $"parameters.{format}", context, store, audit, (file, kind, content) =>
            SheetFiles.TakeParameters(file, $"parameters.{format}", content, kind));

    private static async Task<IResult> ReadAsync(
        string name, string sheet, RuleStore store, Func<RuleFile, SheetFormat, WrittenFile> write)
    {
        if (SheetFiles.FormatOf(sheet) is not { } format || await FileAsync(name, store) is not { } file)
        {
            return NotFound(name, sheet);
        }

        var written = write(file, format);
        return written.Content is { } content ? TypedResults.File(content, TypeOf(format), sheet) : Refused(written.Diagnostics);
    }

    private static async Task<IResult> TakeAsync(
        string name, string sheet, HttpContext context, RuleStore store, AuditLog audit,
        Func<RuleFile, SheetFormat, byte[], TakenSheet> take)
    {
        if (SheetFiles.FormatOf(sheet) is not { } format || await FileAsync(name, store) is not { } file)
        {
            return NotFound(name, sheet);
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var taken = take(file, format, body.ToArray());
        if (taken.File is not { } changed)
        {
            return Refused(taken.Diagnostics);
        }

        var saved = await store.SaveDraftAsync(name, changed.Text, Precondition.Given(context), context.Actor());
        return await RuleRoutes.AnswerAsync(context, audit, $"take {sheet} into draft of rules", name, saved);
    }

    private static async Task<RuleFile?> FileAsync(string name, RuleStore store) =>
        await store.VersionsAsync(name) is [var latest, ..] ? RuleLibrary.FileOf(name, latest.Text) : null;

    private static string TypeOf(SheetFormat format) => format switch
    {
        SheetFormat.Csv => "text/csv",
        SheetFormat.Dmn => "application/xml",
        _ => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    };

    private static Problem NotFound(string name, string sheet) => HostProblems.NotFound("sheet of a rule set", $"{name} {sheet}");

    private static Problem Refused(IReadOnlyList<Rules.Diagnostic> why) =>
        HostProblems.Invalid(new("The sheet is not right.", "表格存在错误。"), new("Mend what is named.", "请修正所列错误。"), why);
}
