using Microsoft.CodeAnalysis;
using Workflows.Tidy.Frame;

namespace Workflows.Tidy.Size;

/// <summary>A function has at most 70 lines, its local functions included, its doc comment not.</summary>
public sealed class FunctionLines : TidyRule
{
    private const int Limit = 70;

    public override string Name => "function-lines";

    public override IReadOnlyList<SourceTree> Bad =>
    [
        SourceTree.Of("rules/A.cs", "class A\n{\n    void Long()\n    {\n" + Body(Limit - 2) + "    }\n}\n"),
        SourceTree.Of("rules/A.cs",
            "class A\n{\n    int Long\n    {\n        get\n        {\n" + Body(Limit - 2) + "        }\n    }\n}\n"),
    ];

    public override IReadOnlyList<SourceTree> Good =>
        [SourceTree.Of("rules/A.cs", "class A\n{\n    void Fits()\n    {\n" + Body(Limit - 3) + "    }\n}\n")];

    public override IEnumerable<Finding> Check(SourceTree tree) =>
        from file in tree.CSharp
        from function in file.Root.DescendantNodes().Where(Functions.IsFunction)
        let lines = SourceFile.LinesOf(function)
        where lines > Limit
        let name = Functions.NameOf(function)
        select new Finding(file.Path, file.LineOf(function), $"{name} has {lines} lines, the limit is {Limit}",
            "Give its parts names of their own", name, lines);

    private static string Body(int lines) => string.Concat(Enumerable.Repeat("        x++;\n", lines));
}
