using System.Text;

namespace Workflows.Rules.RuleFiles.Syntax;

/// <summary>
/// Writes a rule file in its one canonical form: two columns of indentation for each level, one blank between words, at most one blank
/// line, aligned columns of fields, parameters and tables. The words, their order and the comments stay; formatting twice changes
/// nothing.
/// </summary>
internal sealed class RuleFileFormatter
{
    private const int MostAligned = 16_000_000;
    private readonly SourceText _source;
    private readonly Dictionary<int, SourceLine> _lines = [];
    private readonly Dictionary<int, int> _depths = [];
    private readonly Dictionary<int, string> _texts = [];
    private readonly Dictionary<int, string> _comments = [];

    private RuleFileFormatter(SourceText source) => _source = source;

    public static string Format(string text)
    {
        var source = new SourceText(string.Empty, text);
        var formatter = new RuleFileFormatter(source);
        formatter.Place(LineTree.Read(source, new Problems(source)));
        return formatter.Write();
    }

    private void Place(IReadOnlyList<SourceLine> roots)
    {
        foreach (var comment in _source.Comments)
        {
            _comments[_source.PlaceOf(comment).Line - 1] = _source.Text[comment.Start..comment.End].TrimEnd();
        }

        var open = new Stack<(IReadOnlyList<SourceLine> Lines, int Depth, string Parent)>();
        open.Push((roots, 0, string.Empty));
        while (open.Count > 0)
        {
            var (lines, depth, parent) = open.Pop();
            foreach (var line in lines)
            {
                _lines[line.Number] = line;
                _depths[line.Number] = depth;
                open.Push((line.Children, depth + 1, Tokenizer.Read(_source, line.Span)[0].Value));
            }

            Align(lines, depth, parent);
        }
    }

    /// <summary>Sets the texts of lines that stand under one parent, in columns where they belong together.</summary>
    private void Align(IReadOnlyList<SourceLine> lines, int depth, string parent)
    {
        var run = new List<(SourceLine Line, List<string> Cells)>();
        var kind = LineShape.Plain;
        foreach (var line in lines)
        {
            var tokens = Tokenizer.Read(_source, line.Span);
            var shape = LineColumns.ShapeOf(tokens, parent, depth);
            var broken = run.Count > 0 && line.Number > run[^1].Line.Number + 1;
            if (shape != kind || shape == LineShape.Plain || (broken && shape == LineShape.Parameter))
            {
                Flush(run);
                kind = shape;
            }

            run.Add((line, LineColumns.Cut(_source, tokens, shape)));
        }

        Flush(run);
    }

    private void Flush(List<(SourceLine Line, List<string> Cells)> run)
    {
        SpanOtherwise(run);
        var widths = new List<int>();
        foreach (var (_, cells) in run)
        {
            for (var i = 0; i < cells.Count - 1; i++)
            {
                widths.AddRange(Enumerable.Repeat(0, Math.Max(0, i + 1 - widths.Count)));
                widths[i] = Math.Max(widths[i], LineColumns.WidthOf(cells[i]));
            }
        }

        // Columns that are very wide many times over would be more blanks than memory holds.
        var isAligned = run.Count * (long)widths.Sum() <= MostAligned;
        foreach (var (line, cells) in run)
        {
            var text = new StringBuilder();
            for (var i = 0; i < cells.Count; i++)
            {
                var room = i == cells.Count - 1 || !isAligned ? 0 : widths[i] - LineColumns.WidthOf(cells[i]);
                text.Append(cells[i]).Append(' ', i == cells.Count - 1 || widths[i] == 0 ? room : room + 1);
            }

            _texts[line.Number] = text.ToString().TrimEnd();
        }

        run.Clear();
    }

    /// <summary>An <c>otherwise</c> row has one cell where the others have several: blanks stand for the rest.</summary>
    private static void SpanOtherwise(List<(SourceLine Line, List<string> Cells)> run)
    {
        var asked = run.Select(r => r.Cells.IndexOf("||")).DefaultIfEmpty(-1).Max();
        foreach (var (_, cells) in run.Where(r => r.Cells is ["|", "otherwise", "||", ..]))
        {
            cells.InsertRange(2, Enumerable.Repeat(string.Empty, Math.Max(0, asked - 2)));
        }
    }

    private string Write()
    {
        var output = new StringBuilder();
        var depths = DepthsOfLines();
        var blank = false;
        for (var number = 0; number < _source.LineCount; number++)
        {
            var said = _texts.TryGetValue(number, out var text);
            var commented = _comments.TryGetValue(number, out var comment);
            if (!said && !commented)
            {
                blank = output.Length > 0;
                continue;
            }

            output.Append(blank ? "\n" : string.Empty);
            blank = false;
            output.Append(' ', 2 * depths[number]);
            output.Append(text).Append(said && commented ? "  " : string.Empty).Append(comment).Append('\n');
        }

        return output.ToString();
    }

    /// <summary>The depth of each line; a comment on a line of its own belongs to the line that follows it.</summary>
    private int[] DepthsOfLines()
    {
        var depths = new int[_source.LineCount];
        var following = 0;
        for (var number = depths.Length - 1; number >= 0; number--)
        {
            following = _depths.GetValueOrDefault(number, following);
            depths[number] = following;
        }

        return depths;
    }
}
