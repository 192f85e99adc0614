using Workflows.Rules.RuleFiles.Syntax;

namespace Workflows.Rules.Sheets;

/// <summary>Reads a <see cref="TableDocument"/> out of a rule file, its comments as notes.</summary>
internal sealed class TableReading(FileSyntax file, TableSyntax table)
{
    private static readonly SheetText Nothing = new(string.Empty, SourcePlace.None);
    private readonly SourceText _source = file.Source;
    private readonly Dictionary<int, string> _comments = [];

    public TableDocument Read()
    {
        var whole = file.WholeOf(table.Span);
        var (first, last) = (LineOf(whole.Start), LineOf(Math.Max(whole.Start, whole.End - 1)));
        foreach (var comment in _source.Comments)
        {
            var line = LineOf(comment.Start);
            if (line >= first && line <= last)
            {
                _comments[line] = _source.Text[comment.Start..comment.End].TrimStart('#').Trim();
            }
        }

        var lines = LinesOf();
        return new TableDocument(At(table.Name), At(table.Policy))
        {
            En = Label(table.Label, l => (l.En, l.EnSpan)),
            Zh = Label(table.Label, l => (l.Zh ?? string.Empty, l.ZhSpan)),
            Columns = [.. table.Inputs.Select(n => Column(n, false)), .. table.Outputs.Select(n => Column(n, true))],
            Notes = [.. _comments.OrderBy(c => c.Key).Select(c => c.Value)],
            Lines = lines,
        };
    }

    /// <summary>The rows; the comments that belong to them are taken, so that those above the rows are left.</summary>
    private List<TableLine> LinesOf()
    {
        var lines = new List<TableLine>();
        var former = -1;
        foreach (var row in table.Rows)
        {
            var at = LineOf(row.Span.Start);
            var above = new List<string>();
            for (var line = former + 1; former >= 0 && line < at; line++)
            {
                above.AddRange(_comments.Remove(line, out var text) ? [text] : []);
            }

            _comments.Remove(at, out var note);
            var asked = row.IsOtherwise ? table.Inputs.Select(_ => Nothing) : row.Inputs.Select(At);
            lines.Add(new TableLine(row.IsOtherwise, [.. asked, .. row.Outputs.Select(At)], above, note ?? string.Empty));
            former = at;
        }

        return lines;
    }

    private TableColumn Column(NameSyntax name, bool isResult)
    {
        var field = table.Columns.FirstOrDefault(c => c.Name.Text == name.Text);
        return new TableColumn(At(name), isResult)
        {
            Type = field is null ? Nothing : new(_source.Slice(field.Type.Span), _source.PlaceOf(field.Type.Span)),
            Values = Allowed(_source, field?.Allowed),
            Unit = new(field?.Unit ?? string.Empty, SourcePlace.None),
            En = Label(field?.Label, l => (l.En, l.EnSpan)),
            Zh = Label(field?.Label, l => (l.Zh ?? string.Empty, l.ZhSpan)),
        };
    }

    /// <summary>The word that stands before allowed values belongs to them.</summary>
    public static SheetText Allowed(SourceText source, ExpressionSyntax? allowed)
    {
        if (allowed is null || allowed.IsMissing)
        {
            return Nothing;
        }

        var text = source.Slice(allowed.Span);
        var isOneOf = source.Clean.AsSpan(0, allowed.Span.Start).TrimEnd().EndsWith("of", StringComparison.Ordinal);
        return new((isOneOf ? "one of " : "in ") + text, source.PlaceOf(allowed.Span));
    }

    private SheetText Label(LabelSyntax? label, Func<LabelSyntax, (string Text, Span Span)> part)
    {
        if (label is null)
        {
            return Nothing;
        }

        var (text, span) = part(label);
        return new(text, _source.PlaceOf(span));
    }

    private SheetText At(NameSyntax name) => new(name.Text, _source.PlaceOf(name.Span));

    private SheetText At(ExpressionSyntax cell)
    {
        var text = _source.Slice(cell.Span);
        return new(text == "-" ? string.Empty : text, _source.PlaceOf(cell.Span));
    }

    private int LineOf(int at) => _source.PlaceOf(new Span(at, at)).Line;
}
