using Workflows.Rules.RuleFiles.Syntax;

namespace Workflows.Rules.Sheets;

/// <summary>The parameters of a rule set on a sheet, a row for each, in the order of the file.</summary>
internal static class ParameterSheet
{
    public const string Keyword = "parameters";
    private static readonly string[] OneLine = ["name", "type", "value", "values", "note"];
    private static readonly string[] Columns = ["name", "type", "value", "values", "unit", "text", "zh", "note"];

    public static Sheet Write(string file, FileSyntax syntax)
    {
        var rows = new List<IReadOnlyList<string>>
        {
            new[] { Keyword, syntax.Header?.Name.Text ?? string.Empty }, Array.Empty<string>(), Columns,
        };
        var source = syntax.Source;
        var comments = source.Comments.ToLookup(c => source.PlaceOf(c).Line, c => source.Text[c.Start..c.End].TrimStart('#').Trim());
        rows.AddRange(syntax.Of<ParameterSyntax>().Select(p => new[]
        {
            p.Name.Text, source.Slice(p.Type.Span), source.Slice(p.Default.Span), TableReading.Allowed(source, p.Allowed).Text,
            p.Unit ?? string.Empty, p.Label?.En ?? string.Empty, p.Label?.Zh ?? string.Empty,
            string.Join(' ', comments[source.PlaceOf(p.Span).Line]),
        }));
        return new Sheet(file, rows) { Headings = [0, 2] };
    }

    /// <summary>The declarations by the sheet, each a line of a rule file; null with what does not fit.</summary>
    public static IReadOnlyList<string>? Read(Sheet sheet, List<Diagnostic> problems)
    {
        var before = problems.Count;
        var heading = Enumerable.Range(1, Math.Max(0, sheet.Rows.Count - 1)).FirstOrDefault(r => !sheet.IsBlank(r), -1);
        if (heading < 0)
        {
            problems.Add(SheetProblems.Missing(sheet.PlaceOf(2, 0), new("The row with name, type, value", "name、type、value 标题行")));
            return null;
        }

        var columns = ColumnsOf(sheet, heading, problems);
        var lines = new List<string>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var row = heading + 1; row < sheet.Rows.Count; row++)
        {
            if (sheet.IsBlank(row))
            {
                continue;
            }

            lines.Add(Declaration(sheet, row, columns, problems));
            if (!names.Add(sheet[row, columns.GetValueOrDefault("name")]))
            {
                problems.Add(SheetProblems.Twice(sheet.PlaceOf(row, 0), sheet[row, columns.GetValueOrDefault("name")]));
            }
        }

        return problems.Count == before ? lines : null;
    }

    private static Dictionary<string, int> ColumnsOf(Sheet sheet, int heading, List<Diagnostic> problems)
    {
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var column = 0; column < sheet.Rows[heading].Count; column++)
        {
            var label = sheet[heading, column].Trim();
            if (label.Length > 0 && !Columns.Contains(label))
            {
                problems.Add(SheetProblems.UnknownLabel(sheet.PlaceOf(heading, column), label, NearestName.Of(label, Columns), Columns));
            }
            else if (label.Length > 0 && !columns.TryAdd(label, column))
            {
                problems.Add(SheetProblems.Twice(sheet.PlaceOf(heading, column), label));
            }
        }

        foreach (var needed in Columns.Take(3).Where(c => !columns.ContainsKey(c)))
        {
            problems.Add(SheetProblems.Missing(sheet.PlaceOf(heading, 0), new($"The column \"{needed}\"", $" {needed} 列")));
        }

        return columns;
    }

    private static string Declaration(Sheet sheet, int row, Dictionary<string, int> columns, List<Diagnostic> problems)
    {
        var cells = Columns.ToDictionary(c => c, c => columns.TryGetValue(c, out var at)
            ? new SheetText(sheet[row, at], sheet.PlaceOf(row, at)) : new SheetText(string.Empty, sheet.PlaceOf(row, 0)));
        foreach (var label in OneLine)
        {
            cells[label] = cells[label].OnOneLine();
        }

        var before = problems.Count;
        cells["name"].IsName(problems);
        foreach (var label in Columns[1..3].Where(l => cells[l].IsEmpty))
        {
            problems.Add(SheetProblems.Missing(cells[label].Place, label == "type" ? new("The type", "类型") : new("The value", "值")));
        }

        _ = cells["type"].Fits(problems) && cells["value"].Fits(problems) && cells["values"].Fits(problems);
        if (cells["text"].IsEmpty && !cells["zh"].IsEmpty)
        {
            problems.Add(SheetProblems.Missing(cells["text"].Place, new("The English text", "英文文字")));
        }

        var unit = cells["unit"].IsEmpty ? string.Empty : $" unit {SheetText.Quoted(cells["unit"].Text)}";
        var line = $"parameter {cells["name"].Text} {cells["type"].Text} = {cells["value"].Text} {cells["values"].Text}{unit} "
            + SheetText.Label(cells["text"], cells["zh"]);
        if (problems.Count == before)
        {
            CheckReadsBack(line, cells, problems);
        }

        return line.TrimEnd() + (cells["note"].IsEmpty ? string.Empty : $"  # {cells["note"].Text}");
    }

    private static void CheckReadsBack(string line, Dictionary<string, SheetText> cells, List<Diagnostic> problems)
    {
        var file = RuleFileParser.Parse(string.Empty, $"rules sheet\n{line}\n");
        var back = file.Items is [ParameterSyntax] && file.Problems.Count == 0 ? Write(string.Empty, file).Rows[3] : null;
        var differs = back is null ? "value"
            : Columns.Where((c, i) => c != "note" && Squeezed(cells[c].Text) != Squeezed(back[i])).FirstOrDefault();
        if (differs is not null)
        {
            problems.Add(SheetProblems.DoesNotFit(cells[differs].Place, cells[differs].Text));
        }
    }

    private static string Squeezed(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
