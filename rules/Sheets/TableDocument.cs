using System.Text;
using Workflows.Rules.RuleFiles.Syntax;

namespace Workflows.Rules.Sheets;

/// <summary>A column of a <see cref="TableDocument"/>: what is asked or what is answered.</summary>
internal sealed record TableColumn(SheetText Name, bool IsResult)
{
    public required SheetText Type { get; init; }

    /// <summary><c>in</c> ranges or <c>one of</c> values, as a rule file writes them.</summary>
    public required SheetText Values { get; init; }

    public required SheetText Unit { get; init; }

    public required SheetText En { get; init; }

    public required SheetText Zh { get; init; }
}

/// <summary>A row with a cell for each column; an <c>otherwise</c> row asks nothing.</summary>
/// <param name="IsOtherwise">Whether it is given where no other row matches.</param>
/// <param name="Cells">In the order of the columns.</param>
/// <param name="Above">Notes on lines of their own above it.</param>
/// <param name="Note">The note at its end.</param>
internal sealed record TableLine(bool IsOtherwise, IReadOnlyList<SheetText> Cells, IReadOnlyList<string> Above, string Note);

/// <summary>A decision table as people see it, whatever file it stands in.</summary>
internal sealed record TableDocument(SheetText Name, SheetText Policy)
{
    public required SheetText En { get; init; }

    public required SheetText Zh { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    public required IReadOnlyList<TableColumn> Columns { get; init; }

    public required IReadOnlyList<TableLine> Lines { get; init; }

    /// <summary>The table of a rule file.</summary>
    public static TableDocument Of(FileSyntax file, TableSyntax table) => new TableReading(file, table).Read();

    /// <summary>The table as a rule file writes it, or null with what does not fit.</summary>
    public string? ToRuleText(List<Diagnostic> problems)
    {
        var before = problems.Count;
        Check(problems);
        if (problems.Count > before)
        {
            return null;
        }

        var text = RuleFileFormatter.Format(Written());
        CheckReadsBack(text, problems);
        return problems.Count > before ? null : text;
    }

    private void Check(List<Diagnostic> problems)
    {
        Name.IsName(problems);
        if (!RuleFileParser.Policies.Contains(Policy.Text))
        {
            problems.Add(SheetProblems.UnknownLabel(
                Policy.Place, Policy.Text, NearestName.Of(Policy.Text, RuleFileParser.Policies), RuleFileParser.Policies));
        }

        foreach (var column in Columns)
        {
            column.Name.IsName(problems);
            column.Type.Fits(problems);
            column.Values.Fits(problems);
            if (column.En.IsEmpty && !column.Zh.IsEmpty)
            {
                problems.Add(SheetProblems.Missing(column.En.Place, new("The English text", "英文文字")));
            }
        }

        foreach (var cell in Lines.SelectMany(l => l.Cells))
        {
            cell.Fits(problems);
        }

        if (En.IsEmpty && !Zh.IsEmpty)
        {
            problems.Add(SheetProblems.Missing(En.Place, new("The English text", "英文文字")));
        }

        if (!Columns.Any(c => !c.IsResult) || !Columns.Any(c => c.IsResult))
        {
            problems.Add(SheetProblems.Missing(Name.Place, new("A column that is asked or one that is answered", "条件列或结果列")));
        }
    }

    private string Written()
    {
        var text = new StringBuilder($"table {Name.Text} {SheetText.Label(En, Zh)} {Policy.Text}\n");
        foreach (var note in Notes)
        {
            text.Append("  # ").Append(note).Append('\n');
        }

        foreach (var column in Columns.Where(c => !c.Type.IsEmpty))
        {
            var unit = column.Unit.IsEmpty ? string.Empty : $"unit {SheetText.Quoted(column.Unit.Text)}";
            text.Append($"  {column.Name.Text} {column.Type.Text} {column.Values.Text} {unit} {SheetText.Label(column.En, column.Zh)}\n");
        }

        text.Append(Row(false, [.. Columns.Select(c => c.Name.Text)])).Append('\n');
        foreach (var line in Lines)
        {
            foreach (var note in line.Above)
            {
                text.Append("  # ").Append(note).Append('\n');
            }

            text.Append(Row(line.IsOtherwise, [.. line.Cells.Select(c => c.IsEmpty ? "-" : c.Text)]));
            text.Append(line.Note.Length == 0 ? string.Empty : $"  # {line.Note}").Append('\n');
        }

        return text.ToString();
    }

    private string Row(bool isOtherwise, IReadOnlyList<string> cells)
    {
        var asked = isOtherwise ? ["otherwise"] : cells.Where((_, i) => !Columns[i].IsResult);
        return $"  | {string.Join(" | ", asked)} || {string.Join(" | ", cells.Where((_, i) => Columns[i].IsResult))} |";
    }

    /// <summary>What was written must say the same as what stands in the sheet; where it does not, the first difference is told.</summary>
    private void CheckReadsBack(string text, List<Diagnostic> problems)
    {
        var file = RuleFileParser.Parse(string.Empty, "rules sheet\n" + text);
        var isOne = file.Items is [TableSyntax] && file.Problems.Count == 0;
        var back = isOne ? Of(file, (TableSyntax)file.Items[0]) : null;
        var differs = back is null || back.Columns.Count != Columns.Count || back.Lines.Count != Lines.Count
            ? Name
            : Pieces().Zip(back.Pieces()).FirstOrDefault(p => Squeezed(p.First.Text) != Squeezed(p.Second.Text)).First;
        if (differs is not null)
        {
            problems.Add(SheetProblems.DoesNotFit(differs.Place, differs.Text));
        }
    }

    private IEnumerable<SheetText> Pieces() =>
        new[] { Name, En, Zh, Policy }
            .Concat(Columns.SelectMany(c => new[] { c.Name, c.Type, c.Values, c.Unit, c.En, c.Zh }))
            .Concat(Lines.SelectMany(l => l.IsOtherwise ? l.Cells.Where((_, i) => Columns[i].IsResult) : l.Cells));

    private static string Squeezed(string text) => text == "-" ? string.Empty : string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
