using System.Globalization;

namespace Workflows.Tidy.Frame;

/// <summary>
/// The listed exceptions: one line each of rule, path, subject and measured value. The list may only shrink: an exception that got worse
/// fails, and so does one that got better without being tightened.
/// </summary>
public sealed class Ratchet
{
    public const string FilePath = "tests/Tidy/ratchet.txt";

    private readonly SortedDictionary<string, int> entries = new(StringComparer.Ordinal);
    private readonly List<string> header = [];

    public static Ratchet Parse(string text)
    {
        var ratchet = new Ratchet();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (line.StartsWith('#'))
            {
                ratchet.header.Add(line);
                continue;
            }

            var cut = line.LastIndexOf(' ');
            ratchet.entries[line[..cut]] = int.Parse(line[(cut + 1)..], CultureInfo.InvariantCulture);
        }

        return ratchet;
    }

    /// <summary>What fails for a rule: findings beyond the list, and lines of the list that are too generous.</summary>
    public IReadOnlyList<string> Judge(string rule, IReadOnlyList<Finding> findings)
    {
        var measured = Measure(rule, findings);
        var worse = findings.Where(f => measured[Key(rule, f)] > entries.GetValueOrDefault(Key(rule, f))).Select(f => f.ToString());
        var looser = Own(rule)
            .Where(e => e.Value > measured.GetValueOrDefault(e.Key))
            .Select(e => $"{FilePath}: '{e.Key} {e.Value}' is now {measured.GetValueOrDefault(e.Key)}. "
                + "Tighten the ratchet: UPDATE_RATCHET=1 dotnet test --project tests/Tidy");
        return [.. worse.Concat(looser)];
    }

    /// <summary>Lowers the values of one rule to what is measured. Nothing is added and nothing grows.</summary>
    public void Tighten(string rule, IReadOnlyList<Finding> findings)
    {
        var measured = Measure(rule, findings);
        foreach (var (key, listed) in Own(rule))
        {
            var now = Math.Min(listed, measured.GetValueOrDefault(key));
            if (now == 0)
            {
                entries.Remove(key);
            }
            else
            {
                entries[key] = now;
            }
        }
    }

    public override string ToString() =>
        string.Concat(header.Concat(entries.Select(e => $"{e.Key} {e.Value}")).Select(line => line + "\n"));

    private static string Key(string rule, Finding finding) => $"{rule} {finding.Path} {finding.Subject}";

    private static Dictionary<string, int> Measure(string rule, IReadOnlyList<Finding> findings) => findings
        .GroupBy(f => Key(rule, f))
        .ToDictionary(g => g.Key, g => g.Max(f => f.Measured) ?? g.Count());

    private List<KeyValuePair<string, int>> Own(string rule) =>
        [.. entries.Where(e => e.Key.StartsWith(rule + " ", StringComparison.Ordinal))];
}
