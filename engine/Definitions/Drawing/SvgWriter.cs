using System.Globalization;
using System.Text;

namespace Workflows.Engine.Definitions.Drawing;

/// <summary>Writes arranged boxes as SVG. Every text is escaped; nothing in it runs or loads anything.</summary>
internal sealed class SvgWriter
{
    private const double Margin = 24;
    private const string Line = "#64748b";
    private const string Fonts =
        "font-family=\"'Noto Sans','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif\"";

    private readonly StringBuilder svg = new();

    public static string Write(DrawingBox root, string title)
    {
        var writer = new SvgWriter();
        writer.Begin(root.Width + (2 * Margin), root.Height + (2 * Margin), title);
        writer.Box(root, Margin, Margin, 0);
        writer.svg.Append("</svg>\n");
        return writer.svg.ToString();
    }

    private void Begin(double width, double height, string title)
    {
        var size = $"width=\"{N(width)}\" height=\"{N(height)}\"";
        Add($"""<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {N(width)} {N(height)}" role="img">""");
        Add($"<title>{Escape(title)}</title>");
        Add($"""
            <defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">
            <path d="M0 0 8 4 0 8Z" fill="{Line}"/></marker></defs>
            """);
        Add($"""<g {Fonts}>""");
        Add($"""<rect width="{N(width)}" height="{N(height)}" fill="#ffffff"/></g>""");
    }

    private void Box(DrawingBox box, double x, double y, int depth)
    {
        Add($"""<g data-activity="{Escape(box.Id)}" {Fonts}>""");
        Add($"<title>{Escape($"{box.Id}: {box.Kind}")}</title>");
        var fill = box.Groups.Count == 0 ? "#ffffff" : depth % 2 == 0 ? "#f8fafc" : "#ffffff";
        if (box.IsDecision && box.Groups.Count == 0)
        {
            var (r, b, m) = (x + box.Width, y + box.Height, y + (box.Height / 2));
            var way = $"M{N(x + 14)} {N(y)}H{N(r - 14)}L{N(r)} {N(m)} {N(r - 14)} {N(b)}H{N(x + 14)}L{N(x)} {N(m)}Z";
            Add($"""<path d="{way}" fill="{fill}" stroke="{box.Color}" stroke-width="1.5"/>""");
        }
        else
        {
            var size = $"width=\"{N(box.Width)}\" height=\"{N(box.Height)}\" rx=\"8\"";
            var line = $"stroke=\"{box.Color}\" stroke-width=\"{(box.IsStart ? "2.5" : "1.3")}\"";
            Add($"""<rect x="{N(x)}" y="{N(y)}" {size} fill="{fill}" {line}/>""");
            Add($"""<rect x="{N(x)}" y="{N(y + 8)}" width="4" height="{N(Math.Max(8,
                Math.Min(box.Height, BoxLayout.HeaderHeight) - 16))}" fill="{box.Color}"/>""");
        }

        Texts(box, x, y);
        Add("</g>");
        foreach (var group in box.Groups)
        {
            Group(group, x + group.X, y + group.Y, depth);
        }
    }

    private void Texts(DrawingBox box, double x, double y)
    {
        var (left, room) = (x + (box.IsDecision ? 20 : 14), box.Width - (box.IsDecision ? 40 : 24));
        Text(left, y + 20, BoxLayout.TitleSize, "#0f172a", "600", TextSize.Fit(box.Title, BoxLayout.TitleSize, room));
        var line = y + 20;
        if (box.Kind != box.Title)
        {
            Text(left, line += 16, BoxLayout.SmallSize, box.Color, "400", TextSize.Fit(box.Kind, BoxLayout.SmallSize, room));
        }

        if (box.Detail is { } detail)
        {
            Text(left, line + 16, BoxLayout.SmallSize, "#64748b", "400", TextSize.Fit(detail, BoxLayout.SmallSize, room));
        }
    }

    private void Group(DrawingGroup group, double x, double y, int depth)
    {
        if (group.Label is { } label)
        {
            Text(x, y - 6, BoxLayout.SmallSize, "#334155", "600", label);
        }

        foreach (var edge in group.Edges)
        {
            Edge(edge, x, y);
        }

        foreach (var box in group.Boxes)
        {
            Box(box, x + box.X, y + box.Y, depth + 1);
        }

        // Labels last, so that no line runs through them.
        foreach (var source in group.Edges.Where(e => e.Label.Length > 0).GroupBy(e => e.From))
        {
            Labels(source, x, y);
        }
    }

    // Labels stand near their source; one that would cover the one before stands a line further down.
    private void Labels(IEnumerable<DrawingEdge> edges, double x, double y)
    {
        var (taken, place) = (double.NegativeInfinity, 0);
        foreach (var edge in edges.OrderBy(e => e.Points.Count > 0 ? e.Points[0].X : double.MaxValue))
        {
            var text = TextSize.Fit(edge.Label, BoxLayout.SmallSize, 150);
            var width = TextSize.Width(text, BoxLayout.SmallSize) + 8;
            var (cx, cy) = edge.Points.Count > 1
                ? (edge.Points[0].X + ((edge.Points[1].X - edge.Points[0].X) * 0.2), edge.Points[0].Y)
                : (edge.From.X + edge.From.Width + 30, edge.From.Y + 8);
            place = cx - (width / 2) < taken ? (place + 1) % 3 : 0;
            taken = cx + (width / 2) + 4;
            Label(text, width, x + cx, y + cy + ((GoesUp(edge) ? -1 : 1) * (12 + (place * 15))));
        }
    }

    private static bool GoesUp(DrawingEdge edge) => edge.Points.Count > 1 && edge.Points[1].Y < edge.Points[0].Y;

    private void Edge(DrawingEdge edge, double x, double y)
    {
        if (edge.From == edge.To)
        {
            var (r, m) = (x + edge.From.X + edge.From.Width, y + edge.From.Y + (BoxLayout.HeaderHeight / 2));
            var way = $"M{N(r)} {N(m - 8)}c22 -6 22 22 0 16";
            Add($"""<path d="{way}" fill="none" stroke="{Line}" stroke-width="1.3" marker-end="url(#arrow)"/>""");
            return;
        }

        var points = edge.Points;
        var path = new StringBuilder($"M{N(x + points[0].X)} {N(y + points[0].Y)}");
        for (var i = 1; i < points.Count; i++)
        {
            var (from, to) = (points[i - 1], points[i]);
            var middle = (from.Y + to.Y) / 2;
            path.Append(Math.Abs(from.X - to.X) < 0.5
                ? $"L{N(x + to.X)} {N(y + to.Y)}"
                : $"C{N(x + from.X)} {N(y + middle)} {N(x + to.X)} {N(y + middle)} {N(x + to.X)} {N(y + to.Y)}");
        }

        var dash = edge.IsBackward ? " stroke-dasharray=\"5 3\"" : string.Empty;
        Add($"""<path d="{path}" fill="none" stroke="{Line}" stroke-width="1.3"{dash} marker-end="url(#arrow)"/>""");
    }

    private void Label(string text, double width, double x, double y)
    {
        var place = $"x=\"{N(x - (width / 2))}\" y=\"{N(y - 8)}\"";
        Add($"""<rect {place} width="{N(width)}" height="15" rx="4" fill="#ffffff" fill-opacity="0.92"/>""");
        Add($"""<text x="{N(x)}" y="{N(y + 4)}" font-size="11" fill="#334155" text-anchor="middle" {Fonts}>{Escape(text)}</text>""");
    }

    private void Text(double x, double y, double size, string color, string weight, string text) =>
        Add($"""<text x="{N(x)}" y="{N(y)}" font-size="{N(size)}" font-weight="{weight}" fill="{color}" {Fonts}>{Escape(text)}</text>""");

    private void Add(string line) => svg.Append(line).Append('\n');

    private static string N(double number) => Math.Round(number, 1).ToString(CultureInfo.InvariantCulture);

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            escaped.Append(c switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\'' => "&#39;",
                _ when char.IsControl(c) || c is '\uFFFE' or '\uFFFF' => " ",
                _ => c.ToString(),
            });
        }

        return escaped.ToString();
    }
}
