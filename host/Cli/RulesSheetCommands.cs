using System.CommandLine;
using Workflows.Host.Sheets;
using Workflows.Rules;
using Workflows.Rules.RuleFiles;

namespace Workflows.Host.Cli;

/// <summary>
/// <c>rules export-table</c>, <c>import-table</c>, <c>export-parameters</c>, <c>import-parameters</c>: tables and parameters as
/// spreadsheets. A file is written only after everything was found right.
/// </summary>
internal static class RulesSheetCommands
{
    public static IEnumerable<Command> Create() =>
        [CreateExport("table"), CreateImport("table"), CreateExport("parameters"), CreateImport("parameters")];

    private static Command CreateExport(string what)
    {
        var shared = new SharedOptions();
        var isTable = what == "table";
        var file = FileArgument();
        var table = new Argument<string>("TABLE") { Description = "The table's name." };
        var to = new Argument<string>("SHEET") { Description = $"Where to: a file ending in .xlsx{Others(isTable)}." };
        var command = new Command($"export-{what}", isTable
            ? "Writes a decision table as a spreadsheet or a DMN file." : "Writes the parameters as a spreadsheet.") { file };
        if (isTable)
        {
            command.Add(table);
        }

        command.Add(to);
        return shared.On(command, (parsed, output, _, stop) =>
            ExportAsync(output, parsed.GetValue(file)!, isTable ? parsed.GetValue(table) : null, parsed.GetValue(to)!, stop));
    }

    private static Command CreateImport(string what)
    {
        var shared = new SharedOptions();
        var isTable = what == "table";
        var file = FileArgument();
        var from = new Argument<string>("SHEET") { Description = "The spreadsheet." };
        var table = new Option<string?>("--table") { Description = "The table to take, where a DMN file has several.", HelpName = "NAME" };
        var check = new Option<bool>("--check") { Description = "Write nothing; tell what would be wrong." };
        var command = new Command($"import-{what}", isTable
            ? "Takes a decision table from a spreadsheet or a DMN file into a rule file."
            : "Takes the parameters from a spreadsheet into a rule file.")
        {
            file, from, check,
        };
        if (isTable)
        {
            command.Add(table);
        }

        return shared.On(command, (parsed, output, _, stop) => ImportAsync(output, new Import(
            parsed.GetValue(file)!, parsed.GetValue(from)!, isTable, isTable ? parsed.GetValue(table) : null, parsed.GetValue(check)),
            stop));
    }

    private static string Others(bool isTable) => isTable ? ", .csv or .dmn" : " or .csv";

    private static Argument<string> FileArgument() => new("FILE") { Description = "The rule file." };

    private static async Task<int> ExportAsync(CommandOutput output, string path, string? table, string to, CancellationToken stop)
    {
        if (SheetFiles.FormatOf(to) is not { } format)
        {
            return CommandOutput.Fail($"{to} does not end in .xlsx, .csv or .dmn.", CommandLine.Usage);
        }

        try
        {
            var file = new RuleFile(path, await File.ReadAllTextAsync(path, stop));
            var written = table is null ? SheetFiles.WriteParameters(file, format) : SheetFiles.WriteTable(file, table, format);
            if (written.Content is not { } content)
            {
                output.Diagnostics(written.Diagnostics);
                return CommandLine.Wrong;
            }

            await File.WriteAllBytesAsync(to, content, stop);
            output.Result(new { written = to, bytes = content.Length }, _ => Console.Out.WriteLine($"{to} written"));
            return CommandLine.Fine;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return CommandOutput.Fail(failure.Message, CommandLine.Usage);
        }
    }

    private static async Task<int> ImportAsync(CommandOutput output, Import ask, CancellationToken stop)
    {
        if (SheetFiles.FormatOf(ask.Sheet) is not { } format)
        {
            return CommandOutput.Fail($"{ask.Sheet} does not end in .xlsx, .csv or .dmn.", CommandLine.Usage);
        }

        try
        {
            var files = RuleFileLoader.Load(ask.File);
            var content = await File.ReadAllBytesAsync(ask.Sheet, stop);
            var taken = ask.IsTable ? SheetFiles.TakeTable(files[0], ask.Table, ask.Sheet, content, format)
                : SheetFiles.TakeParameters(files[0], ask.Sheet, content, format);
            var found = taken.File is { } file
                ? [.. taken.Diagnostics, .. RuleProgram.Compile([file, .. files.Skip(1)]).Diagnostics] : taken.Diagnostics;
            var isGood = found.All(d => d.Severity != Severity.Error);
            if (isGood && !ask.OnlyCheck)
            {
                await File.WriteAllTextAsync(ask.File, taken.File!.Text, stop);
            }

            var document = new { file = ask.File, written = isGood && !ask.OnlyCheck, errors = found };
            output.Result(document, _ => Tell(output, ask, found, isGood));
            return isGood ? CommandLine.Fine : CommandLine.Wrong;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return CommandOutput.Fail(failure.Message, CommandLine.Usage);
        }
    }

    private static void Tell(CommandOutput output, Import ask, IReadOnlyList<Diagnostic> found, bool isGood)
    {
        output.Diagnostics(found);
        Console.Out.WriteLine(!isGood ? $"{ask.File} is as it was" : ask.OnlyCheck ? $"{ask.Sheet} is right" : $"{ask.File} written");
    }

    private sealed record Import(string File, string Sheet, bool IsTable, string? Table, bool OnlyCheck);
}
