using Workflows.Rules.Feel;
using Workflows.Rules.Feel.Functions;

namespace Workflows.Rules.RuleFiles.Language;

/// <summary>What an editor asks about a single FEEL expression among known names: functions of text and position.</summary>
public static class FeelLanguage
{
    /// <summary>What is wrong with the expression.</summary>
    public static IReadOnlyList<Diagnostic> Diagnostics(string text, FeelScope scope) => FeelExpression.Compile(text, scope).Diagnostics;

    /// <summary>What may be written at a place: names, their members behind a dot, words and functions.</summary>
    /// <param name="text">The expression.</param>
    /// <param name="offset">The place, in UTF-16 code units from 0.</param>
    /// <param name="scope">The names with their types.</param>
    public static IReadOnlyList<RuleCompletion> Complete(string text, int offset, FeelScope scope)
    {
        offset = Math.Clamp(offset, 0, text.Length);
        var start = offset;
        while (start > 0 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] == '_'))
        {
            start--;
        }

        var replaces = PlaceOf(text, start, offset - start);
        if (start > 0 && text[start - 1] == '.')
        {
            var fields = OwnerOf(text, start - 1, scope) switch
            {
                ListType { Element: ContextType element } => element.Fields,
                ContextType context => context.Fields,
                _ => [],
            };
            return [.. fields.Select(f => new RuleCompletion(f.Name, RuleSymbolKind.Field, f.Type.Name, replaces))];
        }

        return
        [
            .. scope.Variables.Select(v => new RuleCompletion(v.Name, RuleSymbolKind.Variable, v.Label ?? v.Type.Name, replaces)),
            .. Words.Expressions.Select(w => new RuleCompletion(w.Word, RuleSymbolKind.Keyword, w.Meaning, replaces)),
            .. BuiltIns.All.Select(f => new RuleCompletion(f.Name, RuleSymbolKind.Function, f.Description, replaces)),
        ];
    }

    /// <summary>What the name at a place is; null where there is nothing to say.</summary>
    public static RuleHover? Hover(string text, int offset, FeelScope scope)
    {
        foreach (var variable in scope.Variables.OrderByDescending(v => v.Name.Length))
        {
            var at = text.IndexOf(variable.Name, Math.Clamp(offset - variable.Name.Length, 0, text.Length), StringComparison.Ordinal);
            if (at >= 0 && at <= offset && offset <= at + variable.Name.Length)
            {
                var label = variable.Label ?? new LocalText(variable.Name);
                return new RuleHover(PlaceOf(text, at, variable.Name.Length), RuleSymbolKind.Variable, variable.Name,
                    new($"{label.En}: {variable.Type.Name}", $"{label.For("zh")}：{variable.Type.Name}"), null);
            }
        }

        return null;
    }

    private static FeelType? OwnerOf(string text, int dot, FeelScope scope) => scope.Variables
        .Where(v => dot >= v.Name.Length && string.CompareOrdinal(text, dot - v.Name.Length, v.Name, 0, v.Name.Length) == 0)
        .MaxBy(v => v.Name.Length)?.Type;

    private static SourcePlace PlaceOf(string text, int start, int length)
    {
        var line = 1 + text.AsSpan(0, start).Count('\n');
        return new SourcePlace(string.Empty, line, start - text.AsSpan(0, start).LastIndexOf('\n'), length);
    }
}
