using System.Text.RegularExpressions;
using Workflows.Tidy.Frame;

namespace Workflows.Tidy.Words;

/// <summary>A link from one text to a file of the repository leads to a tracked file or folder.</summary>
public sealed partial class MarkdownLinks : TidyRule
{
    public override string Name => "markdown-links";

    public override IReadOnlyList<SourceTree> Bad =>
        [SourceTree.Of("README.md", "See [this](GONE.md)."), SourceTree.Of("docs/a.md", "See [this](b.md#part).")];

    public override IReadOnlyList<SourceTree> Good =>
    [
        SourceTree.Of(
            ("README.md", "See [this](docs/a.md#part), [that](docs) and [those](https://example.org)."),
            ("docs/a.md", "[up](../README.md)")),
    ];

    public override IEnumerable<Finding> Check(SourceTree tree) =>
        from file in tree.Files
        where file.Is("md") && !file.Under("tests/Corpus")
        from line in file.Lines.Index()
        from Match link in Links().Matches(line.Item)
        let target = Resolve(file.Path, link.Groups[1].Value)
        where !tree.Files.Any(f => f.Path == target || f.Under(target))
        select new Finding(file.Path, line.Index + 1, $"the link to {link.Groups[1].Value} leads nowhere", "Name a tracked file");

    private static string Resolve(string from, string link)
    {
        var parts = new List<string>(from.Split('/').SkipLast(1));
        foreach (var part in link.TrimEnd('/').Split('/'))
        {
            if (part == ".." && parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != ".")
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }

    [GeneratedRegex(@"\]\((?![a-z]+:|#)([^)#\s]+)(#[^)]*)?\)")]
    private static partial Regex Links();
}
