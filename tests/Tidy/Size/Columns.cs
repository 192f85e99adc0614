using Workflows.Tidy.Frame;

namespace Workflows.Tidy.Size;

/// <summary>A line of code has at most 140 columns.</summary>
public sealed class Columns : TidyRule
{
    private const int Limit = 140;

    public override string Name => "columns";

    public override IReadOnlyList<SourceTree> Bad => [SourceTree.Of("rules/Wide.cs", new string('/', Limit + 1))];

    public override IReadOnlyList<SourceTree> Good =>
        [SourceTree.Of("rules/Fits.cs", new string('/', Limit)), SourceTree.Of("README.md", new string('-', Limit + 1))];

    public override IEnumerable<Finding> Check(SourceTree tree) =>
        from file in tree.Files
        where file.Is("cs", "ts", "tsx", "css") && !file.Under("host/Storage/Migrations")
        from line in file.Lines.Index()
        where line.Item.Length > Limit
        select new Finding(file.Path, line.Index + 1, $"{line.Item.Length} columns, the limit is {Limit}",
            "Break the line where its sense breaks");
}
