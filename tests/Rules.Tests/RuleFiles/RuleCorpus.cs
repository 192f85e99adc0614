using System.Runtime.CompilerServices;
using System.Text;
using Workflows.Rules.RuleFiles;

namespace Workflows.Rules.Tests.RuleFiles;

/// <summary>A case of the corpus: a rule file's text and what the corpus expects of it.</summary>
public sealed record RuleCase(string File, string Name, string Text, string Expected)
{
    /// <summary>The case's files: what stands behind <c>#--- name</c> is another one. The first has no name, as messages show it.</summary>
    public IReadOnlyList<RuleFile> Files()
    {
        var parts = Text.Split("#--- ");
        return
        [
            new RuleFile(string.Empty, parts[0]),
            .. parts.Skip(1).Select(p => p.Split('\n', 2)).Select(p => new RuleFile(p[0], p.Length > 1 ? p[1] : string.Empty)),
        ];
    }

    public override string ToString() => $"{File}: {Name}";
}

/// <summary>
/// The cases below tests/Corpus/rules. A case begins with <c>#=== name</c>; its expected output stands below it in lines that begin with
/// <c>#&gt; </c>. UPDATE_GOLDEN=1 writes what comes out.
/// </summary>
public static class RuleCorpus
{
    public static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "../../Corpus/rules");

    public static bool Updates => Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1";

    public static IEnumerable<string> Files() => Directory.EnumerateFiles(Folder(), "*.rules").Order(StringComparer.Ordinal);

    public static IReadOnlyList<RuleCase> Cases(string path)
    {
        var cases = new List<RuleCase>();
        foreach (var part in File.ReadAllText(path).Split("#=== ", StringSplitOptions.RemoveEmptyEntries))
        {
            var lines = part.Split('\n');
            var text = lines.Skip(1).Where(l => !l.StartsWith("#>", StringComparison.Ordinal));
            var expected = lines.Where(l => l.StartsWith("#> ", StringComparison.Ordinal)).Select(l => l[3..]);
            var body = string.Join('\n', text).Trim('\n') + "\n";
            cases.Add(new RuleCase(Path.GetFileName(path), lines[0], body, string.Join('\n', expected)));
        }

        return cases;
    }

    public static void Write(string path, IEnumerable<(RuleCase Case, string Found)> results)
    {
        var text = new StringBuilder();
        foreach (var (item, found) in results)
        {
            text.Append("#=== ").Append(item.Name).Append('\n').Append(item.Text);
            foreach (var line in found.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                text.Append("#> ").Append(line).Append('\n');
            }

            text.Append('\n');
        }

        File.WriteAllText(path, text.ToString().TrimEnd('\n') + "\n");
    }
}
