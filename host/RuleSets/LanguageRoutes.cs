using Workflows.Host.Problems;
using Workflows.Host.Security.Access;
using Workflows.Rules.RuleFiles;
using Workflows.Rules.RuleFiles.Language;

namespace Workflows.Host.RuleSets;

/// <summary>What an editor asks while somebody writes rules; nothing is kept.</summary>
internal static class LanguageRoutes
{
    public static void MapLanguage(this RouteGroupBuilder rules)
    {
        var language = rules.MapGroup("/language").Needs(Permission.ReadRules);
        language.MapPost("/diagnostics", (Body<RuleText> body, RuleLibrary library) =>
            new { items = new RuleLanguage().Diagnostics(FilesOf(body.Value, library)) });
        language.MapPost("/completion", (Body<RuleText> body, RuleLibrary library) =>
            new { items = new RuleLanguage().Complete(FilesOf(body.Value, library), body.Value.Line, body.Value.Column) });
        language.MapPost("/hover", (Body<RuleText> body, RuleLibrary library) =>
            new RuleLanguage().Hover(FilesOf(body.Value, library), body.Value.Line, body.Value.Column));
        language.MapPost("/definition", (Body<RuleText> body, RuleLibrary library) =>
            new { place = new RuleLanguage().Definition(FilesOf(body.Value, library), body.Value.Line, body.Value.Column) });
        language.MapPost("/outline", (Body<RuleText> body) =>
            new { items = RuleLanguage.Outline(RuleLibrary.FileOf(body.Value.Name ?? "rules", body.Value.Text)) });
        language.MapPost("/format", (Body<RuleText> body) =>
            new { text = RuleLibrary.FileOf(body.Value.Name ?? "rules", body.Value.Text).Format().Text });
    }

    private static IReadOnlyList<RuleFile> FilesOf(RuleText text, RuleLibrary library) => library.With(text.Name ?? "rules", text.Text);
}
