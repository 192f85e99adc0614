using System.Globalization;
using System.Text;

namespace Workflows.Engine.Definitions.Drawing;

/// <summary>
/// Writes boxes as a Mermaid flowchart. Ids are made here, texts are quoted, so that no text of a definition is read as Mermaid.
/// </summary>
internal sealed class MermaidWriter
{
    private readonly StringBuilder text = new("flowchart TD\n");
    private readonly Dictionary<DrawingBox, string> names = [];

    public static string Write(DrawingBox root)
    {
        var writer = new MermaidWriter();
        writer.Box(root, "  ");
        writer.Edges(root);
        return writer.text.ToString();
    }

    private void Box(DrawingBox box, string indent)
    {
        var name = names[box] = string.Create(CultureInfo.InvariantCulture, $"n{names.Count}");
        var title = box.Title == box.Kind ? Quote(box.Title) : $"{Quote(box.Title)}<br/><small>{Quote(box.Kind)}</small>";
        if (box.Groups.Count == 0)
        {
            var (open, close) = box.IsDecision ? ("{", "}") : box.IsStart ? ("([", "])") : ("[", "]");
            text.Append(CultureInfo.InvariantCulture, $"{indent}{name}{open}\"{title}\"{close}\n");
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"{indent}subgraph {name} [\"{Quote(box.Title)}\"]\n");
        foreach (var group in box.Groups)
        {
            var inner = group.Label is null ? indent : indent + "  ";
            if (group.Label is { } label)
            {
                text.Append(CultureInfo.InvariantCulture,
                    $"{inner}subgraph {name}g{box.Groups.ToList().IndexOf(group)} [\"{Quote(label)}\"]\n");
            }

            foreach (var child in group.Boxes)
            {
                Box(child, inner + "  ");
            }

            if (group.Label is not null)
            {
                text.Append(inner).Append("end\n");
            }
        }

        text.Append(indent).Append("end\n");
    }

    private void Edges(DrawingBox box)
    {
        foreach (var group in box.Groups)
        {
            foreach (var edge in group.Edges)
            {
                var label = edge.Label.Length == 0 ? string.Empty : $"|\"{Quote(edge.Label)}\"|";
                text.Append(CultureInfo.InvariantCulture,
                    $"  {names[edge.From]} {(edge.IsBackward ? "-.->" : "-->")}{label} {names[edge.To]}\n");
            }

            foreach (var child in group.Boxes)
            {
                Edges(child);
            }
        }
    }

    private static string Quote(string value)
    {
        var quoted = new StringBuilder(value.Length);
        foreach (var c in value)
        {
            quoted.Append(c is '"' or '<' or '>' or '&' or '#' or ';' or '`' ? $"#{(int)c};" : char.IsControl(c) ? " " : c.ToString());
        }

        return quoted.ToString();
    }
}
