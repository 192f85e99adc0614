using Workflows.Tidy.Frame;

namespace Workflows.Tidy.Shape;

/// <summary>
/// One idea in a file: at most one top-level type longer than 40 lines, and at most ten small ones beside it. A type that derives from
/// another of the same file belongs to it: a closed family of records is one idea, read as one.
/// </summary>
public sealed class TypesPerFile : TidyRule
{
    private const int Large = 40;
    private const int Most = 10;

    public override string Name => "types-per-file";

    public override IReadOnlyList<SourceTree> Bad =>
    [
        SourceTree.Of("rules/A.cs", LargeType("A") + LargeType("B")),
        SourceTree.Of("rules/A.cs", string.Concat(Enumerable.Range(0, Most + 1).Select(i => $"enum E{i} {{ }}\n"))),
    ];

    public override IReadOnlyList<SourceTree> Good =>
    [
        SourceTree.Of("rules/A.cs", LargeType("A") + "record B(int X);\n"),
        SourceTree.Of("rules/A.cs", "record A;\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"record A{i} : A;\n"))),
    ];

    public override IEnumerable<Finding> Check(SourceTree tree)
    {
        foreach (var file in tree.CSharp)
        {
            var types = Types.TopLevel(file).ToList();
            var names = types.Select(Types.NameOf).ToHashSet();
            var large = types.Where(t => SourceFile.LinesOf(t) > Large).Select(Types.NameOf).Distinct().ToList();
            if (large.Count > 1)
            {
                yield return new Finding(file.Path, 1, $"{large.Count} types of more than {Large} lines ({string.Join(", ", large)})",
                    "Give each its own file", "large", large.Count);
            }

            var ideas = types.Where(t => !Types.BasesOf(t).Any(names.Contains)).Select(Types.NameOf).Distinct().Count();
            if (ideas > Most)
            {
                yield return new Finding(file.Path, 1, $"{ideas} types, the limit is {Most}", "Group them by idea, a file for each",
                    "all", ideas);
            }
        }
    }

    private static string LargeType(string name) => $"class {name}\n{{\n{new string('\n', Large)}}}\n";
}
