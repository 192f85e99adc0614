namespace Workflows.Engine.Definitions.Drawing;

/// <summary>
/// How wide texts are, near enough for boxes: a Chinese letter is as wide as the font is high, a Latin one a bit more than half.
/// </summary>
internal static class TextSize
{
    public static double Width(string text, double size)
    {
        var width = 0.0;
        foreach (var c in text)
        {
            width += Width(c, size);
        }

        return width;
    }

    /// <summary>The text on one line of at most a width, cut with an ellipsis.</summary>
    public static string Fit(string text, double size, double width)
    {
        var line = text.ReplaceLineEndings(" ").Trim();
        if (Width(line, size) <= width)
        {
            return line;
        }

        // From the front: of a long text only the beginning is measured.
        var (end, used) = (0, 0.0);
        while (end < line.Length && (used += Width(line[end], size)) <= width - size)
        {
            end++;
        }

        end = Math.Max(1, end > 0 && char.IsHighSurrogate(line[end - 1]) ? end - 1 : end);
        return line[..end] + "…";
    }

    private static double Width(char c, double size) =>
        c >= 0x2E80 ? size : c is 'i' or 'l' or '.' or ',' or '\'' or ' ' or ':' or '|' ? size * 0.32 : size * 0.58;
}
