namespace Workflows.Rules.Sheets;

/// <summary>
/// A decision table on a sheet: above what it is called and what its columns hold, below a row for each row. The first column says what a
/// row is: <c>table</c>, <c>hit policy</c>, <c>column</c>, a number, <c>otherwise</c> and so on.
/// </summary>
internal sealed class TableSheet
{
    public const string Keyword = "table";
    private const string NoteLabel = "note";
    private const string OtherwiseLabel = "otherwise";
    private static readonly string[] HeadLabels = ["table", "text", "zh", "hit policy", NoteLabel, "column"];
    private static readonly string[] ColumnLabels = ["use", "type", "values", "unit", "text", "zh", NoteLabel];
    private static readonly string[] Uses = ["input", "result", NoteLabel];
    private readonly Sheet _sheet;
    private readonly List<Diagnostic> _problems;
    private readonly Dictionary<string, int> _rows = new(StringComparer.Ordinal);
    private readonly List<string> _notes = [];
    private readonly List<string> _above = [];
    private readonly List<TableLine> _lines = [];
    private List<int> _columns = [];
    private int _notesAt = -1;

    private TableSheet(Sheet sheet, List<Diagnostic> problems)
    {
        _sheet = sheet;
        _problems = problems;
    }

    public static Sheet Write(string file, TableDocument table)
    {
        var rows = new List<IReadOnlyList<string>>
        {
            new[] { Keyword, table.Name.Text },
            new[] { "text", table.En.Text },
            new[] { "zh", table.Zh.Text },
            new[] { "hit policy", table.Policy.Text },
        };
        rows.AddRange(table.Notes.Select(n => new[] { NoteLabel, n }));
        rows.Add([]);
        Add("column", c => c.Name.Text, NoteLabel);
        Add("use", c => c.IsResult ? "result" : "input", NoteLabel);
        Add("type", c => c.Type.Text);
        Add("values", c => c.Values.Text);
        Add("unit", c => c.Unit.Text);
        Add("text", c => c.En.Text);
        Add("zh", c => c.Zh.Text);
        rows.Add([]);
        var number = 0;
        foreach (var line in table.Lines)
        {
            rows.AddRange(line.Above.Select(n => new[] { NoteLabel, n }));
            number++;
            var label = line.IsOtherwise ? OtherwiseLabel : number.ToString(System.Globalization.CultureInfo.InvariantCulture);
            rows.Add([label, .. line.Cells.Select(c => c.Text), line.Note]);
        }

        return new Sheet(file, rows) { Headings = [0, 5 + table.Notes.Count] };

        void Add(string label, Func<TableColumn, string> cell, string note = "") =>
            rows.Add([label, .. table.Columns.Select(cell), note]);
    }

    public static TableDocument? Read(Sheet sheet, List<Diagnostic> problems)
    {
        var before = problems.Count;
        var table = new TableSheet(sheet, problems).Read();
        return problems.Count == before ? table : null;
    }

    private TableDocument Read()
    {
        var row = ReadLabels(0, HeadLabels, string.Empty, "column");
        ReadLines(ReadLabels(row, ColumnLabels, "column ", null));
        _columns = _columns.FindAll(c => c != _notesAt);
        return new TableDocument(Head("table"), Policy())
        {
            En = Head("text"),
            Zh = Head("zh"),
            Notes = _notes,
            Columns = [.. _columns.Select(Column)],
            Lines = _lines,
        };
    }

    /// <summary>Reads rows by their labels until one that is none of them; gives the row where it stopped.</summary>
    private int ReadLabels(int row, string[] known, string prefix, string? last)
    {
        for (; row < _sheet.Rows.Count; row++)
        {
            var label = _sheet[row, 0].Trim();
            if (_sheet.IsBlank(row))
            {
                continue;
            }

            if (label.Length == 0 || char.IsAsciiDigit(label[0]) || label == OtherwiseLabel)
            {
                break;
            }

            Take(row, label, known, prefix);
            if (label == last)
            {
                ReadColumns(row);
                return row + 1;
            }
        }

        if (last is not null && !_rows.ContainsKey(last))
        {
            _problems.Add(SheetProblems.Missing(_sheet.PlaceOf(row, 0), new("The row \"column\"", "column 行")));
        }

        return row;
    }

    private void Take(int row, string label, string[] known, string prefix)
    {
        if (!known.Contains(label))
        {
            _problems.Add(SheetProblems.UnknownLabel(_sheet.PlaceOf(row, 0), label, NearestName.Of(label, known), known));
        }
        else if (label == NoteLabel)
        {
            (prefix.Length == 0 ? _notes : _above).Add(Line(_sheet[row, 1]));
        }
        else if (!_rows.TryAdd(prefix + label, row))
        {
            _problems.Add(SheetProblems.Twice(_sheet.PlaceOf(row, 0), label));
        }
    }

    private void ReadColumns(int row)
    {
        for (var column = 1; column < _sheet.Rows[row].Count; column++)
        {
            if (_sheet[row, column].Length > 0)
            {
                _columns.Add(column);
            }
        }

        var below = Enumerable.Range(row + 1, Math.Min(ColumnLabels.Length, _sheet.Rows.Count - row - 1));
        var use = below.FirstOrDefault(r => _sheet[r, 0].Trim() == "use", -1);
        _notesAt = use < 0 ? -1 : _columns.FirstOrDefault(c => _sheet[use, c].Trim() == NoteLabel, -1);
    }

    private TableColumn Column(int column)
    {
        var use = Cell("use", column);
        if (!Uses.Contains(use.Text))
        {
            _problems.Add(use.IsEmpty ? SheetProblems.Missing(use.Place, new("\"input\" or \"result\"", "input 或 result"))
                : SheetProblems.UnknownLabel(use.Place, use.Text, NearestName.Of(use.Text, Uses), Uses));
        }

        var type = Cell("type", column);
        var described = new TableColumn(At(_rows.GetValueOrDefault("column"), column), use.Text == "result")
        {
            Type = type, Values = Cell("values", column), Unit = Cell("unit", column), En = Cell("text", column), Zh = Cell("zh", column),
        };
        if (type.IsEmpty && new[] { described.Values, described.Unit, described.En }.Any(t => !t.IsEmpty))
        {
            _problems.Add(SheetProblems.Missing(type.Place, new("The column's type", "列的类型")));
        }

        return described;
    }

    private void ReadLines(int row)
    {
        for (; row < _sheet.Rows.Count; row++)
        {
            var label = _sheet[row, 0].Trim();
            if (label == NoteLabel)
            {
                _above.Add(Line(_sheet[row, 1]));
            }
            else if (label.Length > 0 && label != OtherwiseLabel && !label.All(char.IsAsciiDigit))
            {
                _problems.Add(SheetProblems.UnknownLabel(_sheet.PlaceOf(row, 0), label, NearestName.Of(label, [NoteLabel, OtherwiseLabel]),
                    ["1, 2, 3 …", OtherwiseLabel, NoteLabel]));
            }
            else if (!_sheet.IsBlank(row))
            {
                AddLine(row, label == OtherwiseLabel);
            }
        }

        _notes.AddRange(_above);
    }

    private void AddLine(int row, bool isOtherwise)
    {
        for (var column = 1; column < _sheet.Rows[row].Count; column++)
        {
            if (_sheet[row, column].Trim().Length > 0 && !_columns.Contains(column))
            {
                _problems.Add(SheetProblems.OutsideColumns(_sheet.PlaceOf(row, column)));
            }
        }

        var note = _notesAt < 0 ? string.Empty : Line(_sheet[row, _notesAt]);
        _lines.Add(new TableLine(isOtherwise, [.. _columns.Where(c => c != _notesAt).Select(c => At(row, c))], [.. _above], note));
        _above.Clear();
    }

    private SheetText Policy()
    {
        var policy = Head("hit policy");
        return policy.IsEmpty ? policy with { Text = "unique" } : policy;
    }

    private SheetText Head(string label) =>
        _rows.TryGetValue(label, out var row) ? Written(row, 1) : new(string.Empty, _sheet.PlaceOf(0, 1));

    private SheetText Cell(string label, int column) => _rows.TryGetValue("column " + label, out var row)
        ? label is "text" or "zh" or "unit" ? Written(row, column) : At(row, column)
        : new(string.Empty, _sheet.PlaceOf(_rows.GetValueOrDefault("column"), column));

    /// <summary>A text for people, as it stands.</summary>
    private SheetText Written(int row, int column) => new(_sheet[row, column], _sheet.PlaceOf(row, column));

    private SheetText At(int row, int column) => Written(row, column).OnOneLine();

    private static string Line(string text) => new SheetText(text, SourcePlace.None).OnOneLine().Text;
}
