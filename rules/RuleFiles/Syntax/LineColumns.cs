using System.Text;

namespace Workflows.Rules.RuleFiles.Syntax;

/// <summary>Which columns a line has when it stands among its like.</summary>
internal enum LineShape
{
    Plain,
    Field,
    Assignment,
    Parameter,
    Row,
}

/// <summary>Cuts a line into the columns that the formatter aligns.</summary>
internal static class LineColumns
{
    private static readonly string[] AssignmentParents = ["conclude", "raise", "start", "notify", "for"];
    private static readonly string[] Clauses = ["key", "in", "one", "unit"];

    public static LineShape ShapeOf(List<Token> tokens, string parent, int depth)
    {
        if (tokens[0].Is("|"))
        {
            return LineShape.Row;
        }

        if (depth == 0)
        {
            return tokens[0].Is("parameter") ? LineShape.Parameter : LineShape.Plain;
        }

        if (depth == 1)
        {
            return parent is "fact" or "table" ? LineShape.Field : LineShape.Plain;
        }

        return AssignmentParents.Contains(parent) && tokens[0].Kind == TokenKind.Word ? LineShape.Assignment : LineShape.Plain;
    }

    public static List<string> Cut(SourceText source, List<Token> tokens, LineShape shape)
    {
        var starts = shape switch
        {
            LineShape.Field => [1, TypeEnd(tokens, 1)],
            LineShape.Assignment => [1],
            LineShape.Parameter => [2, IndexOf(tokens, "=")],
            LineShape.Row => RowStarts(tokens),
            _ => new List<int>(),
        };
        var cells = new List<string>();
        var from = 0;
        foreach (var start in starts.Append(tokens.Count - 1).Where(s => s >= 0))
        {
            var end = Math.Clamp(start, from, tokens.Count - 1);
            cells.Add(TextOf(source, tokens, from, end));
            from = end;
        }

        while (cells.Count > 1 && cells[^1].Length == 0)
        {
            cells.RemoveAt(cells.Count - 1);
        }

        return cells;
    }

    /// <summary>Columns on a screen: wide signs, as Chinese has them, take two.</summary>
    public static int WidthOf(string text) => text.Sum(c => IsWide(c) ? 2 : 1);

    private static bool IsWide(char c) =>
        c is (>= '\u1100' and <= '\u115F') or (>= '\u2E80' and <= '\uA4CF') or (>= '\uAC00' and <= '\uD7A3')
        or (>= '\uF900' and <= '\uFAFF') or (>= '\uFE30' and <= '\uFE6F') or (>= '\uFF00' and <= '\uFF60') or (>= '\uFFE0' and <= '\uFFE6');

    private static int TypeEnd(List<Token> tokens, int from)
    {
        var at = from + 1;
        while (at < tokens.Count - 1 && tokens[at].Kind == TokenKind.Word && !Clauses.Contains(tokens[at].Value))
        {
            at++;
        }

        return at;
    }

    private static int IndexOf(List<Token> tokens, string sign) => tokens.FindIndex(t => t.Is(sign));

    private static List<int> RowStarts(List<Token> tokens)
    {
        var starts = new List<int>();
        for (var i = 0; i < tokens.Count - 1; i++)
        {
            if (tokens[i].Is("|") || tokens[i].Is("||"))
            {
                starts.Add(i);
                starts.Add(i + 1);
            }
        }

        starts.RemoveAt(0);
        return starts;
    }

    private static string TextOf(SourceText source, List<Token> tokens, int from, int end)
    {
        var text = new StringBuilder();
        for (var i = from; i < end; i++)
        {
            if (i > from && tokens[i].SpaceBefore)
            {
                text.Append(' ');
            }

            text.Append(source.Text, tokens[i].Span.Start, tokens[i].Span.Length);
        }

        return text.ToString();
    }
}
