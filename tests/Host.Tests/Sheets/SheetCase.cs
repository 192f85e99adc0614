using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Workflows.Tests.Sheets;

/// <summary>A case below tests/Corpus/sheets: what stands in its sheet, and what is expected of it.</summary>
public sealed record SheetCase(string Name, string Text, string Expected)
{
    /// <summary>The text with each <c>{{N x text}}</c> written out N times, so that a case for a limit stays short.</summary>
    public string Written => Regex.Replace(
        Text, @"\{\{(\d+) x (.+?)\}\}",
        m => new StringBuilder().Insert(0, m.Groups[2].Value, int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)).ToString(),
        RegexOptions.Singleline);

    public static string Folder([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../Corpus/sheets"));

    public static IEnumerable<string> Files() => Directory.EnumerateFiles(Folder(), "*.txt").Order(StringComparer.Ordinal);

    public static IReadOnlyList<SheetCase> Read(string path) =>
        [.. File.ReadAllText(path).Split("=== ", StringSplitOptions.RemoveEmptyEntries).Select(Of)];

    /// <summary>The case as its file holds it, with what came out of it.</summary>
    public string With(string found) =>
        $"=== {Name}\n{Text}\n" + string.Concat(found.Split('\n').Where(l => l.Length > 0).Select(l => $"> {l}\n"));

    private static SheetCase Of(string part)
    {
        var lines = part.TrimEnd('\n').Split('\n');
        var expected = lines.Where(l => l.StartsWith("> ", StringComparison.Ordinal)).Select(l => l[2..]);
        var text = lines.Skip(1).Where(l => !l.StartsWith("> ", StringComparison.Ordinal));
        return new(lines[0], string.Join('\n', text), string.Join('\n', expected));
    }
}
