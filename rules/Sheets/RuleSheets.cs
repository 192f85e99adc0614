using System.Text;
using Workflows.Rules.RuleFiles;
using Workflows.Rules.RuleFiles.Syntax;

namespace Workflows.Rules.Sheets;

/// <summary>
/// Gives a decision table or the parameters of a rule file as a spreadsheet, and takes them back. Going out and coming back changes
/// nothing but the form: hit policy, types, texts, notes and order stay. Nothing in a sheet is run, and no text in it throws.
/// </summary>
public static class RuleSheets
{
    /// <summary>The format that a file name's ending says; null for any other.</summary>
    public static SheetFormat? FormatOf(string fileName) => Path.GetExtension(fileName).ToUpperInvariant() switch
    {
        ".XLSX" => SheetFormat.Xlsx,
        ".CSV" => SheetFormat.Csv,
        ".DMN" or ".XML" => SheetFormat.Dmn,
        _ => null,
    };

    /// <summary>Writes a table of a rule file; unknown names and a faulty file are told.</summary>
    public static WrittenSheet WriteTable(RuleFile file, string table, SheetFormat format)
    {
        var syntax = RuleFileParser.Parse(file.Name, file.Text);
        var found = syntax.Of<TableSyntax>().FirstOrDefault(t => t.Name.Text == table);
        if (found is null)
        {
            var known = syntax.Of<TableSyntax>().Select(t => t.Name.Text).ToList();
            return new(null, [SheetProblems.NoSuchTable(file.Name, table, NearestName.Of(table, known), known)]);
        }

        if (Errors(syntax) is { Count: > 0 } errors)
        {
            return new(null, errors);
        }

        var document = TableDocument.Of(syntax, found);
        var sheet = TableSheet.Write(table, document);
        return new(format switch
        {
            SheetFormat.Csv => CsvSheet.Write(sheet),
            SheetFormat.Xlsx => XlsxWriter.Write(sheet, table, TableSheet.Headings(sheet)),
            _ => DmnTableWriter.Write(syntax, document),
        }, []);
    }

    /// <summary>Writes the parameters of a rule file.</summary>
    public static WrittenSheet WriteParameters(RuleFile file, SheetFormat format)
    {
        var syntax = RuleFileParser.Parse(file.Name, file.Text);
        if (format == SheetFormat.Dmn)
        {
            return new(null, [SheetProblems.TableOnly(file.Name)]);
        }

        if (Errors(syntax) is { Count: > 0 } errors)
        {
            return new(null, errors);
        }

        var sheet = ParameterSheet.Write(file.Name, syntax);
        return new(format == SheetFormat.Csv ? CsvSheet.Write(sheet) : XlsxWriter.Write(sheet, ParameterSheet.Keyword, [0, 2]), []);
    }

    /// <summary>
    /// Takes a table in: in the place of the table of its name, or at the end of the file where there is none yet.
    /// </summary>
    /// <param name="file">The rule file.</param>
    /// <param name="name">The table that is expected; null for whichever the sheet holds.</param>
    /// <param name="sheetName">The sheet's file name, for places.</param>
    /// <param name="content">The sheet's bytes; they come from outside.</param>
    /// <param name="format">What they are.</param>
    public static TakenSheet TakeTable(RuleFile file, string? name, string sheetName, byte[] content, SheetFormat format)
    {
        var problems = new List<Diagnostic>();
        var table = format == SheetFormat.Dmn ? DmnTableReader.Read(sheetName, content, name, problems)
            : Read(sheetName, content, format, problems) is { } sheet && Begins(sheet, TableSheet.Keyword, problems)
            ? TableSheet.Read(sheet, problems) : null;
        if (table is not null && name is not null && table.Name.Text != name)
        {
            problems.Add(SheetProblems.OtherTable(table.Name.Place, name, table.Name.Text));
        }

        var text = HasErrors(problems) ? null : table?.ToRuleText(problems);
        return HasErrors(problems) || text is null ? new(null, problems) : new(WithTable(file, table!.Name.Text, text), problems);
    }

    /// <summary>Takes a list of parameters in, in the place of all that the file has.</summary>
    public static TakenSheet TakeParameters(RuleFile file, string sheetName, byte[] content, SheetFormat format)
    {
        var problems = new List<Diagnostic>();
        if (format == SheetFormat.Dmn)
        {
            return new(null, [SheetProblems.TableOnly(sheetName)]);
        }

        var sheet = Read(sheetName, content, format, problems);
        var lines = sheet is not null && Begins(sheet, ParameterSheet.Keyword, problems) ? ParameterSheet.Read(sheet, problems) : null;
        return lines is null ? new(null, problems) : new(WithParameters(file, lines), problems);
    }

    private static List<Diagnostic> Errors(FileSyntax syntax) => [.. syntax.Problems.Where(p => p.Severity == Severity.Error)];

    private static bool HasErrors(List<Diagnostic> problems) => problems.Exists(p => p.Severity == Severity.Error);

    private static Sheet? Read(string name, byte[] content, SheetFormat format, List<Diagnostic> problems) =>
        format == SheetFormat.Csv ? CsvSheet.Read(name, content, problems) : XlsxReader.Read(name, content, problems);

    private static bool Begins(Sheet sheet, string keyword, List<Diagnostic> problems)
    {
        var begins = string.Equals(sheet[0, 0].Trim(), keyword, StringComparison.OrdinalIgnoreCase);
        if (!begins)
        {
            problems.Add(SheetProblems.NoBeginning(sheet.PlaceOf(0, 0)));
        }

        return begins;
    }

    private static RuleFile WithTable(RuleFile file, string name, string text)
    {
        var syntax = RuleFileParser.Parse(file.Name, file.Text);
        var former = syntax.Of<TableSyntax>().FirstOrDefault(t => t.Name.Text == name);
        return former is null
            ? file with { Text = $"{file.Text.TrimEnd()}\n\n{text}" }
            : file with { Text = Replaced(syntax, [(syntax.WholeOf(former.Span), text.TrimEnd('\n'))]) };
    }

    /// <summary>
    /// The declarations stand where the former ones stood, so that what people wrote between them stays; more of them follow the last.
    /// </summary>
    private static RuleFile WithParameters(RuleFile file, IReadOnlyList<string> lines)
    {
        var syntax = RuleFileParser.Parse(file.Name, file.Text);
        var places = syntax.Of<ParameterSyntax>().Select(p => syntax.WholeOf(p.Span)).ToList();
        if (places.Count == 0)
        {
            return (file with { Text = $"{file.Text.TrimEnd()}\n\n{string.Join('\n', lines)}\n" }).Format();
        }

        var texts = places.Select((_, i) => i >= lines.Count ? string.Empty
            : i < places.Count - 1 ? lines[i] : string.Join('\n', lines.Skip(i)));
        return (file with { Text = Replaced(syntax, [.. places.Zip(texts)]) }).Format();
    }

    /// <summary>Puts texts in place of whole lines, the comments at their ends included.</summary>
    private static string Replaced(FileSyntax syntax, IReadOnlyList<(Span Place, string Text)> changes)
    {
        var source = syntax.Source;
        var text = new StringBuilder();
        var from = 0;
        foreach (var (place, with) in changes)
        {
            var first = source.PlaceOf(new Span(place.Start, place.Start)).Line - 1;
            var last = source.PlaceOf(new Span(Math.Max(place.Start, place.End - 1), place.End)).Line - 1;
            text.Append(source.Text, from, source.LineStart(first) - from).Append(with);
            from = source.LineEnd(last);
        }

        return text.Append(source.Text, from, source.Text.Length - from).ToString();
    }
}
