using System.CommandLine;
using Microsoft.Data.Sqlite;
using Spectre.Console;
using Workflows.Host.Serving;

namespace Workflows.Host.Cli;

/// <summary>
/// <c>backup</c>: copies everything the product knows to a new folder, also while it serves. Each database is copied as of one moment; the
/// copy has all that was answered before the command began. It is used by giving it as the data folder.
/// </summary>
internal static class BackupCommand
{
    public static Command Create()
    {
        var target = new Argument<string>("FOLDER") { Description = "Where to; a folder that does not exist yet." };
        return new SharedOptions().On(
            new Command("backup", "Copies everything the product knows to a new folder, also while it serves.") { target },
            (parsed, output, data, stop) => RunAsync(output, new HostSettings { DataFolder = data }, parsed.GetValue(target)!, stop));
    }

    private static async Task<int> RunAsync(CommandOutput output, HostSettings settings, string target, CancellationToken stop)
    {
        if (!File.Exists(settings.WorkflowsFile))
        {
            return CommandOutput.Fail($"There is no data in {settings.DataFolder}.", CommandLine.Usage);
        }

        if (Path.Exists(target))
        {
            return CommandOutput.Fail($"{target} exists. Give a folder that does not: a backup writes over nothing.", CommandLine.Usage);
        }

        // Written beside its place and moved there when it is whole: a half copy never bears the name.
        var unfinished = target.TrimEnd(Path.DirectorySeparatorChar) + ".unfinished";
        var bytes = await output.ProgressAsync("Copying", async progress =>
        {
            // What an attempt that was cut off has left.
            if (Directory.Exists(unfinished))
            {
                Directory.Delete(unfinished, recursive: true);
            }

            Directory.CreateDirectory(unfinished);
            await CopyAsync(settings.WorkflowsFile, unfinished, stop);
            progress(0.9);
            await CopyAsync(settings.SecurityFile, unfinished, stop);
            CopyKeys(settings, unfinished);
            Directory.Move(unfinished, target);
            return new DirectoryInfo(target).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
        });
        output.Result(new { folder = Path.GetFullPath(target), bytes }, console =>
            console.WriteLine($"{CommandOutput.Count(bytes)} bytes in {target}. Check them with: verify --data {target}"));
        return CommandLine.Fine;
    }

    private static async Task CopyAsync(string file, string folder, CancellationToken stop)
    {
        if (!File.Exists(file))
        {
            return;
        }

        var copy = Path.Combine(folder, Path.GetFileName(file));
        await using var from = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        await using var into = new SqliteConnection($"Data Source={copy};Pooling=False");
        await from.OpenAsync(stop);
        await into.OpenAsync(stop);
        from.BackupDatabase(into);
    }

    private static void CopyKeys(HostSettings settings, string folder)
    {
        if (Directory.Exists(settings.ProtectionFolder))
        {
            var copy = Directory.CreateDirectory(Path.Combine(folder, Path.GetFileName(settings.ProtectionFolder)));
            foreach (var key in Directory.EnumerateFiles(settings.ProtectionFolder))
            {
                File.Copy(key, Path.Combine(copy.FullName, Path.GetFileName(key)));
            }
        }
    }
}
