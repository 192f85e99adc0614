using Workflows.Rules.RuleFiles;

namespace Workflows.Host.Cli;

/// <summary>Reads a rule file from disk together with the files that it uses.</summary>
internal static class RuleFileLoader
{
    private const int MostFiles = 1000;
    private const long LargestFile = 16_000_000;

    /// <summary>
    /// The file first, then what it uses. A used file stands at the path it is written with, beside the file, or anywhere below the folder
    /// above it, where of several the one with the shortest path is taken; one that is not there is left for the check to report.
    /// </summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static IReadOnlyList<RuleFile> Load(string path)
    {
        var files = new List<RuleFile>();
        var open = new Queue<string>([path]);
        var seen = new HashSet<string>(StringComparer.Ordinal) { Path.GetFullPath(path) };
        while (open.TryDequeue(out var next) && files.Count < MostFiles)
        {
            if (new FileInfo(next).Length > LargestFile)
            {
                throw new IOException($"{next} is larger than {LargestFile / 1_000_000} MB.");
            }

            var file = new RuleFile(next, File.ReadAllText(next));
            files.Add(file);
            foreach (var used in file.Uses().Select(u => Find(next, u)).OfType<string>().Where(seen.Add))
            {
                open.Enqueue(used);
            }
        }

        return files;
    }

    private static string? Find(string from, string used)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(from))!;
        var beside = Path.GetFullPath(Path.Combine(folder, used));
        if (File.Exists(beside))
        {
            return beside;
        }

        var above = Path.GetDirectoryName(folder);
        var options = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 3, IgnoreInaccessible = true };
        var name = Path.GetFileName(used);
        return above is null || name.Length == 0 || name.IndexOfAny(['*', '?']) >= 0
            ? null : Directory.EnumerateFiles(above, name, options).MinBy(f => (f.Length, f));
    }
}
