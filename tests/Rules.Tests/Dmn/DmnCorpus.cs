using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Workflows.Rules.Tests.Dmn;

/// <summary>A case of the corpus: its text as it stands in the file, and the diagnostics expected of it.</summary>
public sealed record DmnCase(string Name, string Text, string Expected)
{
    /// <summary>The text with each <c>{{N x text}}</c> written out N times, so that a case for a limit stays short.</summary>
    public string Written => Regex.Replace(Text, @"\{\{(\d+) x (.+?)\}\}",
        m => new StringBuilder().Insert(0, m.Groups[2].Value, int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)).ToString());
}

/// <summary>The cases of the files right below tests/Corpus/dmn. UPDATE_GOLDEN=1 writes what comes out.</summary>
public static class DmnCorpus
{
    public static string Root([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));

    private static string PathOf(string file) => Path.Combine(Root(), "tests/Corpus/dmn", file);

    public static IReadOnlyList<DmnCase> Cases(string file = "reading.txt") =>
        [.. File.ReadAllText(PathOf(file)).Split("=== ", StringSplitOptions.RemoveEmptyEntries).Select(Case)];

    /// <summary>Holds each case to what comes of its text.</summary>
    public static void Check(string file, Func<string, IReadOnlyList<Diagnostic>> read)
    {
        var results = Cases(file).Select(c => (Case: c, Found: string.Join('\n', read(c.Written).Select(p => p.ToString("en"))))).ToList();
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Write(file, results);
            return;
        }

        Assert.NotEmpty(results);
        Assert.All(results, r => Assert.Equal($"{r.Case.Name}\n{r.Case.Expected}", $"{r.Case.Name}\n{r.Found}"));
    }

    private static void Write(string file, IEnumerable<(DmnCase Case, string Found)> results) =>
        File.WriteAllText(PathOf(file), string.Concat(results.Select(r => Written(r.Case, r.Found))));

    private static string Written(DmnCase item, string found) =>
        string.Join('\n', [$"=== {item.Name}", .. Lines(item.Text), .. Lines(found).Select(l => $"> {l}"), string.Empty]);

    private static string[] Lines(string text) => text.Length == 0 ? [] : text.Split('\n');

    /// <summary>The folder of the compatibility kit beside the checkout or above it; null where it is not there.</summary>
    public static string? Kit()
    {
        for (var at = Directory.GetParent(Root()); at is not null; at = at.Parent)
        {
            var kit = Path.Combine(at.FullName, "shared/conformance/dmn-tck");
            if (Directory.Exists(kit))
            {
                return kit;
            }
        }

        return null;
    }

    private static DmnCase Case(string part)
    {
        var lines = part.TrimEnd('\n').Split('\n');
        var text = lines.Skip(1).Where(l => !l.StartsWith('>'));
        var expected = lines.Where(l => l.StartsWith('>')).Select(l => l[1..].Trim());
        return new DmnCase(lines[0], string.Join('\n', text), string.Join('\n', expected));
    }
}
