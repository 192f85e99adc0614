using System.CommandLine;
using Workflows.Rules;
using Workflows.Rules.Dmn;
using Workflows.Rules.Dmn.Kit;

namespace Workflows.Host.Cli;

/// <summary><c>dmn tck FOLDER</c>: runs the test files of a folder tree of the DMN compatibility kit.</summary>
internal static class DmnCommand
{
    private const long MostBytes = 100_000_000;

    public static Command Create()
    {
        var folder = new Argument<string>("folder") { Description = "A folder of the kit, or a folder tree.", HelpName = "FOLDER" };
        var kit = new Command("tck", "Runs the cases of the DMN compatibility kit and counts how they end.") { folder };
        new SharedOptions().On(kit, (parsed, output, _, stop) => RunAsync(output, parsed.GetValue(folder)!, stop));
        return new Command("dmn", "Works with decision models in DMN.") { kit };
    }

    private static async Task<int> RunAsync(CommandOutput output, string folder, CancellationToken stop)
    {
        if (!Directory.Exists(folder))
        {
            return CommandOutput.Fail($"There is no folder {folder}", CommandLine.Usage);
        }

        var files = Directory.GetFiles(folder, "*-test*.xml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        if (files.Count == 0)
        {
            return CommandOutput.Fail($"No file below {folder} is a test file of the kit (*-test-*.xml)", CommandLine.Usage);
        }

        var results = await output.ProgressAsync("dmn tck", done => AllAsync(folder, files, done, stop));
        Print(output, results);
        return results.Any(r => r.Verdict == KitVerdict.Failed) ? CommandLine.Wrong : CommandLine.Fine;
    }

    private static async Task<List<KitResult>> AllAsync(string folder, List<string> files, Action<double> done, CancellationToken stop)
    {
        var results = new List<KitResult>();
        foreach (var (at, file) in files.Index())
        {
            stop.ThrowIfCancellationRequested();
            results.AddRange(await RunAsync(folder, file, stop));
            done((double)(at + 1) / files.Count);
        }

        return results;
    }

    private static async Task<IReadOnlyList<KitResult>> RunAsync(string folder, string file, CancellationToken stop)
    {
        var name = Path.GetRelativePath(folder, file);
        var models = Directory.GetFiles(Path.GetDirectoryName(file)!, "*.dmn", SearchOption.AllDirectories)
            .OrderBy(m => m.Count(c => c == Path.DirectorySeparatorChar)).ThenBy(m => m, StringComparer.Ordinal).ToList();
        if (models.Append(file).Any(f => new FileInfo(f).Length > MostBytes))
        {
            return [new KitResult(name, string.Empty, KitVerdict.Failed, new LocalText("A file is too large", "文件过大"))];
        }

        var texts = new List<DmnFile>();
        foreach (var model in models)
        {
            texts.Add(new DmnFile(Path.GetFileName(model), await File.ReadAllTextAsync(model, stop)));
        }

        return DmnKit.Run(new DmnFile(name, await File.ReadAllTextAsync(file, stop)), texts, DateTimeOffset.UtcNow);
    }

    private static void Print(CommandOutput output, List<KitResult> results)
    {
        var passed = results.Count(r => r.Verdict == KitVerdict.Passed);
        var failed = results.Count(r => r.Verdict == KitVerdict.Failed);
        var skipped = results.Count(r => r.Verdict == KitVerdict.Skipped);
        output.Result(new { passed, failed, skipped, cases = results }, _ =>
        {
            foreach (var result in results.Where(r => r.Verdict != KitVerdict.Passed))
            {
                var verdict = result.Verdict == KitVerdict.Failed ? "failed " : "skipped";
                Console.Out.WriteLine($"{verdict}  {result.File} {result.Id}: {result.Reason?.For(output.Language)}");
            }

            Console.Out.WriteLine($"{passed} passed, {failed} failed, {skipped} skipped");
        });
    }
}
