namespace Workflows.Rules.RuleFiles.Syntax;

/// <summary>A stretch of a source text, counted in UTF-16 code units from its beginning.</summary>
internal readonly record struct Span(int Start, int End)
{
    public int Length => End - Start;

    public static Span Over(Span first, Span last) => new(first.Start, last.End);
}

/// <summary>
/// A rule file's text with its lines. <see cref="Clean"/> has the same length and the same lines, with comments blanked, so that an
/// expression that runs over several lines is a plain slice of it and every offset keeps its place.
/// </summary>
internal sealed class SourceText
{
    private readonly List<int> _lineStarts = [0];

    public SourceText(string file, string text)
    {
        File = file;
        Text = text;
        var clean = text.ToCharArray();
        var comments = new List<Span>();
        Scan(clean, comments);
        Clean = new string(clean);
        Comments = comments;
    }

    public string File { get; }

    public string Text { get; }

    public string Clean { get; }

    /// <summary>Every comment, from its <c>#</c> to the end of its line.</summary>
    public IReadOnlyList<Span> Comments { get; }

    public int LineCount => _lineStarts.Count;

    public string Slice(Span span) => Clean[span.Start..span.End];

    public int LineStart(int line) => _lineStarts[line];

    /// <summary>Where a line ends, its line break not counted.</summary>
    public int LineEnd(int line)
    {
        var end = line + 1 < _lineStarts.Count ? _lineStarts[line + 1] - 1 : Text.Length;
        return end > _lineStarts[line] && Text[end - 1] == '\r' ? end - 1 : end;
    }

    public SourcePlace PlaceOf(Span span)
    {
        var index = _lineStarts.BinarySearch(span.Start);
        var line = index < 0 ? ~index - 1 : index;
        return new SourcePlace(File, line + 1, span.Start - _lineStarts[line] + 1, span.Length);
    }

    private void Scan(char[] clean, List<Span> comments)
    {
        var quoted = false;
        for (var i = 0; i < clean.Length; i++)
        {
            switch (clean[i])
            {
                case '\n':
                    _lineStarts.Add(i + 1);
                    quoted = false;
                    break;
                case '\\' when quoted && i + 1 < clean.Length && clean[i + 1] != '\n':
                    i++;
                    break;
                case '"':
                    quoted = !quoted;
                    break;
                case '#' when !quoted:
                    var start = i;
                    i = Blank(clean, i) - 1;
                    comments.Add(new Span(start, i + 1));
                    break;
                default:
                    break;
            }
        }
    }

    private static int Blank(char[] clean, int i)
    {
        while (i < clean.Length && clean[i] is not ('\n' or '\r'))
        {
            clean[i++] = ' ';
        }

        return i;
    }
}
