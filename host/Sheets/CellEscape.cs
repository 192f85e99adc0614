namespace Workflows.Host.Sheets;

/// <summary>
/// A cell that a spreadsheet program might take for a formula gets an apostrophe before it, and loses it when it comes back. A text that
/// has apostrophes there of its own gets one more, so that nothing is lost.
/// </summary>
internal static class CellEscape
{
    public static string Escape(string text) => IsRisky(text, text.TakeWhile(c => c == '\'').Count()) ? "'" + text : text;

    public static string Unescape(string text)
    {
        var marks = text.TakeWhile(c => c == '\'').Count();
        return marks > 0 && IsRisky(text, marks) ? text[1..] : text;
    }

    private static bool IsRisky(string text, int at) => at < text.Length && text[at] is '=' or '+' or '-' or '@' or '\t' or '\r';
}
