using System.CommandLine;
using Workflows.Engine.Cases;
using Workflows.Rules;

namespace Workflows.Host.Cli;

/// <summary><c>workflow test</c>: plays the cases of a folder in memory, with its rules and calendars, without a server.</summary>
internal static class CasesCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("FOLDER") { Description = "A folder with *.cases.json, or a pack of such folders." };
        var only = new Option<string?>("--case") { Description = "Only cases whose name holds this.", HelpName = "TEXT" };
        var command = new Command("test", "Plays the cases of a folder and tells which came out otherwise.") { folder, only };
        return new SharedOptions().On(command, (parsed, output, _, stop) =>
            TestAsync(output, parsed.GetValue(folder)!, parsed.GetValue(only) ?? string.Empty, stop));
    }

    private static async Task<int> TestAsync(CommandOutput output, string folder, string only, CancellationToken stop)
    {
        if (!Directory.Exists(folder))
        {
            return CommandOutput.Fail($"There is no folder {folder}.", CommandLine.Usage);
        }

        var own = Path.GetFullPath(folder);
        var root = RootOf(own);
        var pack = CasePack.Read(await ReadAsync(root, stop));
        if (pack.Diagnostics.Where(d => d.Severity == Severity.Error).ToList() is { Count: > 0 } errors)
        {
            output.Diagnostics(errors);
            return CommandLine.Wrong;
        }

        var under = own == root ? string.Empty : NameOf(root, own) + "/";
        var results = new List<CaseResult>();
        await foreach (var result in CaseRunner.RunAsync(pack, under, only))
        {
            results.Add(result);
        }

        if (results.Count == 0)
        {
            return CommandOutput.Fail($"{folder} holds no cases.", CommandLine.Usage);
        }

        Tell(output, results);
        return results.TrueForAll(r => r.IsPassed) ? CommandLine.Fine : CommandLine.Wrong;
    }

    private static void Tell(CommandOutput output, List<CaseResult> results)
    {
        var passed = results.Count(r => r.IsPassed);
        output.Result(
            new { passed, failed = results.Count - passed, cases = results },
            console =>
            {
                foreach (var result in results.Where(r => !r.IsPassed))
                {
                    console.Profile.Out.Writer.WriteLine($"{result.File}: {result.Name}");
                    foreach (var difference in result.Differences)
                    {
                        console.Profile.Out.Writer.WriteLine($"  {difference}");
                    }
                }

                console.Profile.Out.Writer.WriteLine($"{passed} passed, {results.Count - passed} failed");
            });
    }

    /// <summary>The pack that a folder belongs to: itself or the one above, whichever holds the fact types or calendars.</summary>
    private static string RootOf(string folder)
    {
        var above = Path.GetDirectoryName(folder);
        return !IsPack(folder) && above is not null && IsPack(above) ? above : folder;
    }

    private static bool IsPack(string folder) =>
        Directory.Exists(Path.Combine(folder, "Facts")) || Directory.Exists(Path.Combine(folder, "Calendars"));

    /// <summary>The files of a pack that say something; what a build left there is passed over.</summary>
    internal static async Task<List<PackFile>> ReadAsync(string root, CancellationToken stop)
    {
        var files = new List<PackFile>();
        var paths = Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Where(p => p.EndsWith(".json", StringComparison.Ordinal) || p.EndsWith(".rules", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
        foreach (var path in paths.Where(p => NameOf(root, p).Split('/') is var parts && !parts.Contains("bin") && !parts.Contains("obj")))
        {
            files.Add(new PackFile(NameOf(root, path), await File.ReadAllTextAsync(path, stop)));
        }

        return files;
    }

    private static string NameOf(string root, string path) => Path.GetRelativePath(root, path).Replace('\\', '/');
}
