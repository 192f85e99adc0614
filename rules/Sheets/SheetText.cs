using Workflows.Rules.RuleFiles.Syntax;

namespace Workflows.Rules.Sheets;

/// <summary>A text that a person wrote into a sheet, with its place there.</summary>
internal sealed record SheetText(string Text, SourcePlace Place)
{
    public bool IsEmpty => Text.Length == 0;

    /// <summary>A text in quotes as rule files write it.</summary>
    public static string Quoted(string text)
    {
        var quoted = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal)
            .Replace("\t", "\\t", StringComparison.Ordinal);
        return $"\"{quoted}\"";
    }

    /// <summary><c>"text" zh "文字"</c>; empty where there is no text.</summary>
    public static string Label(SheetText en, SheetText zh) =>
        en.IsEmpty ? string.Empty : Quoted(en.Text) + (zh.IsEmpty ? string.Empty : " zh " + Quoted(zh.Text));

    /// <summary>On one line: spreadsheet programs let people break a cell's text.</summary>
    public SheetText OnOneLine() =>
        this with { Text = string.Join(' ', Text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries)).Trim() };

    /// <summary>Whether it is one word that a rule file takes for a name; told where it is not.</summary>
    public bool IsName(List<Diagnostic> problems)
    {
        var source = new SourceText(string.Empty, Text);
        var tokens = Tokenizer.Read(source, new Span(0, Text.Length));
        if (tokens is [{ Kind: TokenKind.Word } word, _] && word.Span.Length == Text.Length)
        {
            return true;
        }

        problems.Add(IsEmpty ? SheetProblems.Missing(Place, new("A name", "名称")) : SheetProblems.NoName(Place, Text));
        return false;
    }

    /// <summary>Whether it can stand among others on one line of a rule file; told where it cannot.</summary>
    public bool Fits(List<Diagnostic> problems)
    {
        var source = new SourceText(string.Empty, Text);
        var fits = source.Comments.Count == 0 && !Text.Contains('\n', StringComparison.Ordinal)
            && Tokenizer.Read(source, new Span(0, Text.Length)).TrueForAll(t => t.Closed && !t.Is("|") && !t.Is("||"));
        if (!fits)
        {
            problems.Add(SheetProblems.DoesNotFit(Place, Text));
        }

        return fits;
    }
}
