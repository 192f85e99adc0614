using System.Diagnostics;

namespace Workflows.Tidy.Frame;

/// <summary>The tracked text files of a repository, or of a sample.</summary>
public sealed class SourceTree
{
    public static readonly string[] ProductFolders = ["rules", "engine", "workflows", "host"];
    public static readonly string[] CoreFolders = ["rules", "engine", "workflows"];

    private static readonly string[] TextExtensions =
    [
        "cs", "csproj", "props", "targets", "sln", "ts", "tsx", "js", "mjs", "css", "html", "md", "txt", "rules", "json", "yml", "yaml",
        "sh", "editorconfig", "gitignore", "run",
    ];

    private static readonly Lazy<SourceTree> TheRepository = new(Read);

    public SourceTree(params IReadOnlyList<SourceFile> files)
    {
        Files = files;
        CSharp = [.. files.Where(f => f.Is("cs") && !f.Under("host/Storage/Migrations"))];
        Product = [.. CSharp.Where(f => ProductFolders.Contains(f.Top))];
        Core = [.. CSharp.Where(f => CoreFolders.Contains(f.Top))];
        Tests = [.. CSharp.Where(f => f.Top == "tests")];
        Code = [.. CSharp.Concat(files.Where(f => f.Is("ts", "tsx")))];
    }

    /// <summary>This repository, read once.</summary>
    public static SourceTree Repository => TheRepository.Value;

    public IReadOnlyList<SourceFile> Files { get; }

    /// <summary>C# that a person wrote: generated migrations are left out.</summary>
    public IReadOnlyList<SourceFile> CSharp { get; }

    public IReadOnlyList<SourceFile> Product { get; }

    public IReadOnlyList<SourceFile> Core { get; }

    public IReadOnlyList<SourceFile> Tests { get; }

    /// <summary>C# and TypeScript that a person wrote.</summary>
    public IReadOnlyList<SourceFile> Code { get; }

    public static SourceTree Of(string path, string text) => new(new SourceFile(path, text));

    public static SourceTree Of(params (string Path, string Text)[] files) => new([.. files.Select(f => new SourceFile(f.Path, f.Text))]);

    public SourceFile? Find(string path) => Files.FirstOrDefault(f => f.Path == path);

    /// <summary>The folder that holds Workflows.sln, above the running test.</summary>
    public static string RootFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Workflows.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("No Workflows.sln above " + AppContext.BaseDirectory);
    }

    private static SourceTree Read()
    {
        var root = RootFolder();
        var files = TrackedPaths(root)
            .Where(p => File.Exists(Path.Combine(root, p)))
            .AsParallel().AsOrdered()
            .Select(p => new SourceFile(p, IsText(p) ? File.ReadAllText(Path.Combine(root, p)) : string.Empty))
            .ToList();
        Parallel.ForEach(files.Where(f => f.Is("cs")), f => _ = f.Root);
        return new SourceTree(files);
    }

    private static bool IsText(string path) => path == ".ci/run"
        || path.StartsWith("tests/Corpus/", StringComparison.Ordinal) || TextExtensions.Contains(Path.GetExtension(path).TrimStart('.'));

    private static string[] TrackedPaths(string root)
    {
        var start = new ProcessStartInfo("git", ["ls-files", "-z"]) { WorkingDirectory = root, RedirectStandardOutput = true };
        using var git = Process.Start(start) ?? throw new InvalidOperationException("git did not start");
        var paths = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.True(git.ExitCode == 0, "git ls-files failed: the rules read tracked files, so they need a clone");
        return paths.Split('\0', StringSplitOptions.RemoveEmptyEntries);
    }
}
