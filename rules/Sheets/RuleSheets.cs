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
    /// <summary>Writes a table of a rule file; an unknown name and a faulty file are told.</summary>
    public static WrittenSheet WriteTable(RuleFile file, string table)
    {
        var syntax = RuleFileParser.Parse(file.Name, file.Text);
        return new(Document(syntax, table, out var problems) is { } document ? TableSheet.Write(table, document) : null, problems);
    }

    /// <summary>Writes a table as the XML of a DMN file.</summary>
    public static (string? Text, IReadOnlyList<Diagnostic> Diagnostics) WriteDecision(RuleFile file, string table)
    {
        var syntax = RuleFileParser.Parse(file.Name, file.Text);
        return (Document(syntax, table, out var problems) is { } document ? DmnTableWriter.Write(syntax, document) : null, problems);
    }

    /// <summary>Writes the parameters of a rule file.</summary>
    public static WrittenSheet WriteParameters(RuleFile file)
    {
        var syntax = RuleFileParser.Parse(file.Name, file.Text);
        return Errors(syntax) is { Count: > 0 } errors ? new(null, errors) : new(ParameterSheet.Write(file.Name, syntax), []);
    }

    /// <summary>
    /// Takes a table in: in the place of the table of its name, or at the end of the file where there is none yet.
    /// </summary>
    /// <param name="file">The rule file.</param>
    /// <param name="name">The table that is expected; null for whichever the sheet holds.</param>
    /// <param name="sheet">The sheet; it comes from outside.</param>
    public static TakenSheet TakeTable(RuleFile file, string? name, Sheet sheet)
    {
        var problems = new List<Diagnostic>();
        return Take(file, name, Begins(sheet, TableSheet.Keyword, problems) ? TableSheet.Read(sheet, problems) : null, problems);
    }

    /// <summary>Takes the decision table of a DMN file in.</summary>
    /// <param name="file">The rule file.</param>
    /// <param name="name">The decision, by its own name or by the table's; null for the only one.</param>
    /// <param name="decision">The DMN file's name.</param>
    /// <param name="text">Its text; it comes from outside.</param>
    public static TakenSheet TakeDecision(RuleFile file, string? name, string decision, string text)
    {
        var problems = new List<Diagnostic>();
        return Take(file, name, DmnTableReader.Read(decision, text, name, problems), problems);
    }

    /// <summary>Takes a list of parameters in, in the place of all that the file has.</summary>
    public static TakenSheet TakeParameters(RuleFile file, Sheet sheet)
    {
        var problems = new List<Diagnostic>();
        var lines = Begins(sheet, ParameterSheet.Keyword, problems) ? ParameterSheet.Read(sheet, problems) : null;
        return lines is null ? new(null, problems) : new(WithParameters(file, lines), problems);
    }

    private static TableDocument? Document(FileSyntax syntax, string table, out IReadOnlyList<Diagnostic> problems)
    {
        var found = syntax.Of<TableSyntax>().FirstOrDefault(t => t.Name.Text == table);
        if (found is null)
        {
            var known = syntax.Of<TableSyntax>().Select(t => t.Name.Text).ToList();
            problems = [SheetProblems.NoSuchTable(syntax.Source.File, table, NearestName.Of(table, known), known)];
            return null;
        }

        problems = Errors(syntax);
        return problems.Count == 0 ? TableDocument.Of(syntax, found) : null;
    }

    private static TakenSheet Take(RuleFile file, string? name, TableDocument? table, List<Diagnostic> problems)
    {
        if (table is not null && name is not null && table.Name.Text != name)
        {
            problems.Add(SheetProblems.OtherTable(table.Name.Place, name, table.Name.Text));
        }

        var text = HasErrors(problems) ? null : table?.ToRuleText(problems);
        return HasErrors(problems) || text is null ? new(null, problems) : new(WithTable(file, table!.Name.Text, text), problems);
    }

    private static List<Diagnostic> Errors(FileSyntax syntax) => [.. syntax.Problems.Where(p => p.Severity == Severity.Error)];

    private static bool HasErrors(List<Diagnostic> problems) => problems.Exists(p => p.Severity == Severity.Error);

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
