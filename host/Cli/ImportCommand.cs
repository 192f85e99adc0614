using System.CommandLine;
using System.Diagnostics;
using Spectre.Console;
using Workflows.Host.Facts;
using Workflows.Host.Facts.Import;
using Workflows.Host.Serving;
using Workflows.Host.Storage;

namespace Workflows.Host.Cli;

/// <summary><c>import</c>: reads the CSV files of a folder as facts.</summary>
internal static class ImportCommand
{
    private const int MostErrorsForPeople = 50;

    public static Command Create()
    {
        var shared = new SharedOptions();
        var folder = new Argument<string>("FOLDER") { Description = "The folder with the CSV files." };
        var atomic = new Option<bool>("--atomic") { Description = "Write nothing when one row is wrong." };
        var command = new Command("import", "Reads CSV files as facts; what is there already is left alone.") { folder, atomic };
        return shared.On(command, (parsed, output, data, stop) =>
            RunAsync(output, new HostSettings { DataFolder = data }, parsed.GetValue(folder)!, parsed.GetValue(atomic), stop));
    }

    private static async Task<int> RunAsync(CommandOutput output, HostSettings settings, string folder, bool atomic, CancellationToken stop)
    {
        if (!Directory.Exists(folder))
        {
            return CommandOutput.Fail($"There is no folder {folder}.", CommandLine.Usage);
        }

        var watch = Stopwatch.StartNew();
        Directory.CreateDirectory(settings.DataFolder);
        using var store = await SqliteRunStore.OpenAsync(settings.WorkflowsFile, CrashPoints.None, stop);
        var types = new FactCatalogue();
        types.Replace(await FactsFeature.ReadShippedAsync(settings));
        var map = await ImportMap.ReadAsync(settings.PackFolder);
        var import = new FactImport(types, new FactStore(store, new FactIndexes(store), TimeProvider.System), map);
        var report = await output.ProgressAsync("Importing", progress => import.RunAsync(folder, atomic, progress, stop));
        output.Result(report, console => Show(console, output, report, watch.Elapsed));
        return report.Errors.Count == 0 ? CommandLine.Fine : CommandLine.Wrong;
    }

    private static void Show(IAnsiConsole console, CommandOutput output, ImportReport report, TimeSpan took)
    {
        var table = new Table().AddColumns("File", "Type", "Rows", "Added", "Changed", "Unchanged", "Bad");
        foreach (var file in report.Files)
        {
            var (added, changed, _, unchanged) = file.Facts;
            var counts = new long[] { file.Rows, added, changed, unchanged, file.BadRows };
            table.AddRow([file.File, file.Type, .. counts.Select(CommandOutput.Count)]);
        }

        console.Write(table);
        foreach (var error in report.Errors.Take(MostErrorsForPeople))
        {
            console.WriteLine(error.ToString(output.Language));
        }

        if (report.Errors.Count > MostErrorsForPeople)
        {
            console.WriteLine($"… and {report.Errors.Count - MostErrorsForPeople} more; --json tells all.");
        }

        console.WriteLine(Sentence(report, took));
    }

    private static string Sentence(ImportReport report, TimeSpan took)
    {
        var (added, changed, _, unchanged) = report.Total;
        return !report.Written ? "Nothing was written, because rows are wrong and --atomic was given."
            : added + changed == 0 ? $"Nothing changed: all {CommandOutput.Count(unchanged)} facts were there already."
            : $"{CommandOutput.Count(added)} added, {CommandOutput.Count(changed)} changed, {CommandOutput.Count(unchanged)} unchanged "
                + $"in {took.TotalSeconds:0.0} s.";
    }
}
