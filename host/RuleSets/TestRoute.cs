using System.Text.Json;
using Workflows.Host.Problems;
using Workflows.Rules.RuleFiles;

namespace Workflows.Host.RuleSets;

/// <summary>
/// Body of a test: the text to test, else the newest one; or figures to test in place of those that hold, on the text that is published
/// where none is given.
/// </summary>
internal sealed record RuleTestWish(string? Text = null, string? Name = null, Dictionary<string, JsonElement>? Parameters = null);

/// <summary>Runs the tests that stand in a rule file.</summary>
internal static class TestRoute
{
    public static async Task<IResult> TestAsync(string name, HttpContext context, RuleStore store, RuleLibrary library)
    {
        var body = context.Request.HasJsonContentType() ? await Body<RuleTestWish>.BindAsync(context) : null;
        if (body?.Problem is { } bad)
        {
            return bad;
        }

        var figures = body?.Value.Parameters;
        if (body?.Value.Text is null && figures is not null)
        {
            return library.Find(name) is { } published
                ? Report(published.Program, FigureRoutes.With(published, figures), context)
                : HostProblems.NotFound("published rule set", name);
        }

        var text = body?.Value.Text ?? (await store.VersionsAsync(name) is [var latest, ..] ? latest.Text : null);
        if (text is null)
        {
            return HostProblems.NotFound("rule set", name);
        }

        var check = RuleProgram.Compile(library.With(name, text));
        return check.Program is { } program
            ? Report(program, figures is null ? null : FigureRoutes.Read(figures), context)
            : HostProblems.Invalid(new("The rule set is not right.", "规则集存在错误。"), null, check.Diagnostics);
    }

    private static IResult Report(RuleProgram program, Dictionary<string, object?>? figures, HttpContext context)
    {
        if (figures is not null && program.CheckParameters(figures) is { Count: > 0 } faults)
        {
            return FigureRoutes.NotFitting(faults);
        }

        var report = program.RunTests(figures, context.RequestAborted);
        return TypedResults.Ok(new RuleTestView(report.Passed, report.Failed, report.Results));
    }
}
