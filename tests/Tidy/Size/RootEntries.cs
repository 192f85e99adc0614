using Workflows.Tidy.Frame;

namespace Workflows.Tidy.Size;

/// <summary>The root has at most 15 tracked entries, hidden ones counted.</summary>
public sealed class RootEntries : TidyRule
{
    private const int Limit = 15;

    public override string Name => "root-entries";

    public override IReadOnlyList<SourceTree> Bad => [Root(Limit + 1)];

    public override IReadOnlyList<SourceTree> Good => [Root(Limit)];

    public override IEnumerable<Finding> Check(SourceTree tree)
    {
        var entries = tree.Files.Select(f => f.Path.Split('/')[0]).Distinct().Order(StringComparer.Ordinal).ToList();
        if (entries.Count > Limit)
        {
            yield return new Finding(".", 1, $"{entries.Count} entries in the root ({string.Join(' ', entries)}), the limit is {Limit}",
                "Put the new one into the folder it belongs to", Measured: entries.Count);
        }
    }

    private static SourceTree Root(int entries) => new([.. Enumerable.Range(0, entries).Select(i => new SourceFile($"f{i}/a.md", ""))]);
}
