using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Spectre.Console;
using Workflows.Engine.Cases;
using Workflows.Engine.Ports;
using Workflows.Engine.Seasons;
using Workflows.Host.Facts.Import;
using Workflows.Host.Serving;
using Workflows.Rules;

namespace Workflows.Host.Cli;

/// <summary><c>rehearse</c>: plays a shop's records through all processes of the pack, with time that is made, without effects.</summary>
internal static class RehearseCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("FOLDER") { Description = "The folder with the CSV files." };
        var from = new Option<string>("--from") { Description = "The first day, as 2026-08-01.", HelpName = "DAY", Required = true };
        var to = new Option<string>("--to") { Description = "The first day after it.", HelpName = "DAY", Required = true };
        var pack = new Option<string?>("--pack") { Description = "The pack; without it the one that is shipped.", HelpName = "FOLDER" };
        var command = new Command("rehearse", "Plays a shop's records in order through all processes, and looks at the books in the end.")
        {
            folder, from, to, pack,
        };
        return new SharedOptions().On(command, (parsed, output, data, stop) => RunAsync(
            output,
            parsed.GetValue(folder)!,
            parsed.GetValue(pack) ?? new HostSettings { DataFolder = data }.PackFolder,
            (DayOf(parsed.GetValue(from)!), DayOf(parsed.GetValue(to)!)),
            stop));
    }

    private static async Task<int> RunAsync(
        CommandOutput output, string folder, string packFolder, (DateTimeOffset? From, DateTimeOffset? To) days, CancellationToken stop)
    {
        if (new[] { folder, packFolder }.FirstOrDefault(f => !Directory.Exists(f)) is { } missing)
        {
            return CommandOutput.Fail($"There is no folder {missing}.", CommandLine.Usage);
        }

        if (days is not ({ } from, { } to) || to <= from)
        {
            return CommandOutput.Fail("--from and --to are days such as 2026-08-01, the second after the first.", CommandLine.Usage);
        }

        var pack = CasePack.Read(await CasesCommand.ReadAsync(packFolder, stop));
        if (pack.Diagnostics.Where(d => d.Severity == Severity.Error).ToList() is { Count: > 0 } errors)
        {
            output.Diagnostics(errors);
            return CommandLine.Wrong;
        }

        var watch = Stopwatch.StartNew();
        var wrong = new List<Diagnostic>();
        var season = new Season(await ReadAsync(folder, pack, await ImportMap.ReadAsync(packFolder), wrong, stop), from, to);
        if (wrong.Count > 0)
        {
            output.Diagnostics(wrong);
            return CommandLine.Wrong;
        }

        var (report, mistake) = await output.ProgressAsync("Rehearsing", p => SeasonRehearsal.RunAsync(pack, season, p, stop));
        if (report is null)
        {
            return CommandOutput.Fail(mistake!, CommandLine.Wrong);
        }

        output.Result(report, console => Show(console, report, season.Records.Count, watch.Elapsed));
        return report.IsConsistent ? CommandLine.Fine : CommandLine.Wrong;
    }

    private static async Task<List<FactWrite>> ReadAsync(
        string folder, CasePack pack, IReadOnlyDictionary<string, ImportRule> map, List<Diagnostic> wrong, CancellationToken stop)
    {
        var records = new List<FactWrite>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.csv").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(path);
            if (map.TryGetValue(name, out var rule) && pack.FactTypes.GetValueOrDefault(rule.Type) is { } type)
            {
                records.AddRange(new CsvFacts(name, type, rule, wrong).Read(await File.ReadAllTextAsync(path, stop), _ => { }));
            }
        }

        return records;
    }

    private static void Show(IAnsiConsole console, SeasonReport report, int records, TimeSpan took)
    {
        var table = new Table().AddColumns("Process", "Runs");
        foreach (var (definition, states) in report.Runs)
        {
            table.AddRow(definition, string.Join(", ", states.Select(s => $"{CommandOutput.Count(s.Value)} {s.Key}")));
        }

        console.Write(table);
        var figures = new Table().AddColumns("Books", "Figure");
        foreach (var (name, value) in report.Figures)
        {
            figures.AddRow(name, value.ToString("0.00", CultureInfo.InvariantCulture));
        }

        console.Write(figures);
        console.WriteLine("Tasks: " + string.Join(", ", report.Tasks.Select(t => $"{CommandOutput.Count(t.Value)} {t.Key}")));
        foreach (var line in report.Loose.Select(l => $"Waits for nobody: {l}")
            .Concat(report.Incidents.Select(i => $"Not taken: {i}"))
            .Concat(report.Mistakes.Select(m => $"Books: {m}")))
        {
            console.Profile.Out.Writer.WriteLine(line);
        }

        console.WriteLine($"{CommandOutput.Count(records)} records, {CommandOutput.Count(report.Happenings)} moments in "
            + $"{took.TotalSeconds:0.0} s: {(report.IsConsistent ? "the books agree." : "something is not accounted for.")}");
    }

    private static DateTimeOffset? DayOf(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(8))
            : null;
}
