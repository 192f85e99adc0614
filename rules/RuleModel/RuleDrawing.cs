using System.Globalization;
using System.Text;

namespace Workflows.Rules.RuleModel;

/// <summary>Draws rules of any front end for people.</summary>
public static class RuleDrawing
{
    private const int LineHeight = 20;
    private const int CharacterWidth = 8;

    /// <summary>The rule as indented text; equal rules give equal texts.</summary>
    public static string Text(IRuleDefinition rule)
    {
        var text = new StringBuilder();
        foreach (var (depth, line) in RuleOutline.Of(rule))
        {
            text.Append(' ', depth * 2).Append(line).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The rule as an SVG image: its parts as boxes, what holds together inside one frame.</summary>
    public static string Svg(IRuleDefinition rule)
    {
        var lines = RuleOutline.Of(rule).ToList();
        var width = lines.Max(l => (l.Depth * 24) + (l.Line.Sum(WidthOf) * CharacterWidth)) + 48;
        var height = (lines.Count * (LineHeight + 8)) + 16;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" ");
        svg.Append(CultureInfo.InvariantCulture, $"viewBox=\"0 0 {width} {height}\" role=\"img\"><title>{Escape(rule.Name)}</title>");
        svg.Append("<g font-family=\"monospace\" font-size=\"13\">");
        for (var i = 0; i < lines.Count; i++)
        {
            Box(svg, lines, i, width);
        }

        return svg.Append("</g></svg>").ToString();
    }

    private static void Box(StringBuilder svg, List<(int Depth, string Line)> lines, int i, int width)
    {
        var (depth, line) = lines[i];
        var inside = lines.Skip(i + 1).TakeWhile(l => l.Depth > depth).Count();
        var (x, y) = (8 + (depth * 24), 8 + (i * (LineHeight + 8)));
        var height = ((inside + 1) * (LineHeight + 8)) - 4 - (2 * depth % 3);
        svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x}\" y=\"{y}\" width=\"{width - x - 8 - (depth * 4)}\" height=\"{height}\" ");
        svg.Append(CultureInfo.InvariantCulture, $"rx=\"4\" fill=\"#2f6feb\" fill-opacity=\"0.06\" stroke=\"#2f6feb\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x + 8}\" y=\"{y + 17}\" fill=\"currentColor\">{Escape(line)}</text>");
    }

    private static int WidthOf(char letter) => letter > '\u2e7f' ? 2 : 1;

    private static string Escape(string text) =>
        string.Concat(text.Where(c => c >= ' ')).Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
