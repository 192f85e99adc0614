using Workflows.Tidy.Frame;

namespace Workflows.Tidy.Size;

/// <summary>A file has at most 400 lines: a longer one holds more than one idea.</summary>
public sealed class FileLines : TidyRule
{
    private const int Limit = 400;

    public override string Name => "file-lines";

    public override IReadOnlyList<SourceTree> Bad =>
        [SourceTree.Of("rules/Long.cs", Blank(Limit + 1)), SourceTree.Of("host/web/src/long.tsx", Blank(Limit + 1))];

    public override IReadOnlyList<SourceTree> Good =>
        [SourceTree.Of("rules/Short.cs", Blank(Limit)), SourceTree.Of("host/Storage/Migrations/Model.cs", Blank(Limit + 1))];

    public override IEnumerable<Finding> Check(SourceTree tree) => tree.Code
        .Where(f => f.Lines.Count > Limit)
        .Select(f => new Finding(f.Path, 1, $"{f.Lines.Count} lines, the limit is {Limit}", "Split it by idea, one file for each",
            Measured: f.Lines.Count));

    private static string Blank(int lines) => string.Concat(Enumerable.Repeat("//\n", lines));
}
