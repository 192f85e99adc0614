using System.Runtime.CompilerServices;
using Workflows.Engine.Cases;

namespace Workflows.Tests.Cases;

/// <summary>Packs as they lie in folders. What is shipped is read and compiled once for all tests; a pack never changes.</summary>
internal static class PackFolder
{
    private static readonly Lazy<CasePack> ReadOnce = new(() => Read("workflows"));

    public static CasePack Shipped => ReadOnce.Value;

    public static string Root { get; } = RootOf();

    /// <summary>Reads a folder of the repository, without what builds put into it.</summary>
    public static CasePack Read(string folder)
    {
        var path = Path.Combine(Root, folder);
        return CasePack.Read(Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
            .Where(p => p.EndsWith(".json", StringComparison.Ordinal) || p.EndsWith(".rules", StringComparison.Ordinal))
            .Select(p => (Path: p, Name: Path.GetRelativePath(path, p)))
            .Where(p => !p.Name.StartsWith("bin/", StringComparison.Ordinal) && !p.Name.StartsWith("obj/", StringComparison.Ordinal))
            .OrderBy(p => p.Name, StringComparer.Ordinal)
            .Select(p => new PackFile(p.Name, File.ReadAllText(p.Path))));
    }

    private static string RootOf([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));
}
