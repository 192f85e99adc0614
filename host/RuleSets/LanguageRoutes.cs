using Workflows.Host.Problems;
using Workflows.Host.Security.Access;
using Workflows.Rules;
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
            new RuleFindings(new RuleLanguage().Diagnostics(FilesOf(body.Value, library))));
        language.MapPost("/completion", (Body<RuleText> body, RuleLibrary library) =>
            new RuleCompletions(new RuleLanguage().Complete(FilesOf(body.Value, library), body.Value.Line, body.Value.Column)));
        language.MapPost("/hover", (Body<RuleText> body, RuleLibrary library) =>
            new RuleLanguage().Hover(FilesOf(body.Value, library), body.Value.Line, body.Value.Column));
        language.MapPost("/definition", (Body<RuleText> body, RuleLibrary library) =>
            new RuleDeclared(new RuleLanguage().Definition(FilesOf(body.Value, library), body.Value.Line, body.Value.Column)));
        language.MapPost("/outline", (Body<RuleText> body) =>
            new RuleOutline(RuleLanguage.Outline(RuleLibrary.FileOf(body.Value.Name ?? "rules", body.Value.Text))));
        language.MapPost("/format", (Body<RuleText> body) =>
            new FormattedRules(RuleLibrary.FileOf(body.Value.Name ?? "rules", body.Value.Text).Format().Text));
    }

    private static IReadOnlyList<RuleFile> FilesOf(RuleText text, RuleLibrary library) => library.With(text.Name ?? "rules", text.Text);
}

/// <summary>What is wrong with a text.</summary>
internal sealed record RuleFindings(IReadOnlyList<Diagnostic> Items);

/// <summary>What may stand at a place.</summary>
internal sealed record RuleCompletions(IReadOnlyList<RuleCompletion> Items);

/// <summary>Where that is declared which stands at a place.</summary>
internal sealed record RuleDeclared(SourcePlace? Place);

/// <summary>What a text declares.</summary>
internal sealed record RuleOutline(IReadOnlyList<RuleOutlineItem> Items);

/// <summary>A text in its one form.</summary>
internal sealed record FormattedRules(string Text);
