using System.Text;
using Workflows.Rules;
using Workflows.Rules.RuleFiles;
using Workflows.Rules.Sheets;

namespace Workflows.Host.Sheets;

/// <summary>A sheet as a file; null with what is wrong.</summary>
internal sealed record WrittenFile(byte[]? Content, IReadOnlyList<Diagnostic> Diagnostics);

/// <summary>
/// Decision tables and parameters of rule files as files of spreadsheets or DMN, and back. Nothing in a file is run, and none throws.
/// </summary>
internal static class SheetFiles
{
    /// <summary>The format that a file name's ending says; null for any other.</summary>
    public static SheetFormat? FormatOf(string fileName) => Path.GetExtension(fileName).ToUpperInvariant() switch
    {
        ".XLSX" => SheetFormat.Xlsx,
        ".CSV" => SheetFormat.Csv,
        ".DMN" or ".XML" => SheetFormat.Dmn,
        _ => null,
    };

    /// <summary>Writes a table of a rule file.</summary>
    public static WrittenFile WriteTable(RuleFile file, string table, SheetFormat format)
    {
        if (format != SheetFormat.Dmn)
        {
            return Written(RuleSheets.WriteTable(file, table), table, format);
        }

        var (text, diagnostics) = RuleSheets.WriteDecision(file, table);
        return new(text is null ? null : Encoding.UTF8.GetBytes(text), diagnostics);
    }

    /// <summary>Writes the parameters of a rule file.</summary>
    public static WrittenFile WriteParameters(RuleFile file, SheetFormat format) => format == SheetFormat.Dmn
        ? new(null, [SheetFileProblems.TableOnly(file.Name)]) : Written(RuleSheets.WriteParameters(file), "parameters", format);

    /// <summary>Takes a table into a rule file.</summary>
    /// <param name="file">The rule file.</param>
    /// <param name="table">The table that is expected; null for whichever the sheet holds.</param>
    /// <param name="sheet">The sheet's file name, for places.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="format">What they are.</param>
    public static TakenSheet TakeTable(RuleFile file, string? table, string sheet, byte[] content, SheetFormat format)
    {
        if (format == SheetFormat.Dmn)
        {
            using var reader = new StreamReader(new MemoryStream(content, writable: false), Encoding.UTF8, true);
            return RuleSheets.TakeDecision(file, table, sheet, reader.ReadToEnd());
        }

        var problems = new List<Diagnostic>();
        return Read(sheet, content, format, problems) is { } read ? RuleSheets.TakeTable(file, table, read) : new(null, problems);
    }

    /// <summary>Takes a list of parameters into a rule file.</summary>
    public static TakenSheet TakeParameters(RuleFile file, string sheet, byte[] content, SheetFormat format)
    {
        var problems = new List<Diagnostic>();
        if (format == SheetFormat.Dmn)
        {
            return new(null, [SheetFileProblems.TableOnly(sheet)]);
        }

        return Read(sheet, content, format, problems) is { } read ? RuleSheets.TakeParameters(file, read) : new(null, problems);
    }

    private static Sheet? Read(string name, byte[] content, SheetFormat format, List<Diagnostic> problems) =>
        format == SheetFormat.Csv ? CsvSheet.Read(name, content, problems) : XlsxReader.Read(name, content, problems);

    private static WrittenFile Written(WrittenSheet written, string name, SheetFormat format) => new(
        written.Sheet is not { } sheet ? null : format == SheetFormat.Csv ? CsvSheet.Write(sheet) : XlsxWriter.Write(sheet, name),
        written.Diagnostics);
}
