using System.CommandLine;
using Spectre.Console;
using Workflows.Engine.Runs;
using Workflows.Host.Serving;
using Workflows.Host.Storage;

namespace Workflows.Host.Cli;

/// <summary><c>verify</c>: walks the hash chain of every run and folds every history.</summary>
internal static class VerifyCommand
{
    public static Command Create() => new SharedOptions().On(
        new Command("verify", "Walks the hash chain of every run and folds every history."),
        (_, output, data, stop) => RunAsync(output, new HostSettings { DataFolder = data }, stop));

    private static async Task<int> RunAsync(CommandOutput output, HostSettings settings, CancellationToken stop)
    {
        if (!File.Exists(settings.WorkflowsFile))
        {
            return CommandOutput.Fail($"There is no data in {settings.DataFolder}.", CommandLine.Usage);
        }

        using var store = await SqliteRunStore.OpenAsync(settings.WorkflowsFile, CrashPoints.None, stop);
        var ids = store.AllRunIds();
        var report = await output.ProgressAsync("Verifying", async progress =>
        {
            var faults = new List<HistoryCheck>();
            long entries = 0;
            foreach (var (n, id) in ids.Index())
            {
                var check = await HistoryCheck.VerifyAsync(store, id, stop);
                entries += check.Entries;
                if (!check.IsClean)
                {
                    faults.Add(check);
                }

                progress((double)(n + 1) / ids.Count);
            }

            return new VerifyReport(ids.Count, entries, faults);
        });
        output.Result(report, console =>
        {
            foreach (var fault in report.Faults)
            {
                console.WriteLine($"{fault.RunId}: {fault.Fault}");
            }

            console.WriteLine($"{CommandOutput.Count(report.Runs)} runs, {CommandOutput.Count(report.Entries)} history entries, "
                + (report.Faults.Count == 0 ? "all clean." : $"{report.Faults.Count} runs with faults."));
        });
        return report.Faults.Count == 0 ? CommandLine.Fine : CommandLine.Wrong;
    }
}

/// <summary>What was walked and what is wrong.</summary>
internal sealed record VerifyReport(int Runs, long Entries, IReadOnlyList<HistoryCheck> Faults);
