using Workflows.Tidy.Frame;

namespace Workflows.Tidy.Size;

/// <summary>README.md is there and has at most 120 lines: it brings a newcomer to a running product and points on.</summary>
public sealed class ReadmeLines : TidyRule
{
    private const int Limit = 120;

    public override string Name => "readme-lines";

    public override IReadOnlyList<SourceTree> Bad =>
        [SourceTree.Of("README.md", new string('\n', Limit) + "end"), SourceTree.Of("rules/A.cs", "")];

    public override IReadOnlyList<SourceTree> Good => [SourceTree.Of("README.md", "# Title")];

    public override IEnumerable<Finding> Check(SourceTree tree)
    {
        var lines = tree.Find("README.md")?.Lines.Count ?? 0;
        if (lines is 0 or > Limit)
        {
            yield return new Finding("README.md", 1, $"{lines} lines, it must be there with at most {Limit}",
                "Keep what a newcomer needs in the first minutes; the rest belongs to ARCHITECTURE.md");
        }
    }
}
