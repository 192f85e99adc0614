using Microsoft.CodeAnalysis.CSharp.Syntax;
using Workflows.Tidy.Frame;

namespace Workflows.Tidy.Shape;

/// <summary>
/// Registration is a list one can search: no reading of an assembly's types. The fluent surface loads rule classes from an assembly
/// because its users know it so.
/// </summary>
public sealed class NoScanning : TidyRule
{
    private static readonly string[] Scans = ["GetTypes", "GetExportedTypes", "DefinedTypes", "ExportedTypes"];

    public override string Name => "no-scanning";

    public override IReadOnlyList<SourceTree> Bad =>
        [SourceTree.Of("host/A.cs", "class A { object All() => typeof(A).Assembly.GetTypes(); }")];

    public override IReadOnlyList<SourceTree> Good =>
    [
        SourceTree.Of("host/A.cs", "class A { object All() => new[] { typeof(A) }; }"),
        SourceTree.Of("rules/Fluent/A.cs", "class A { object All() => typeof(A).Assembly.GetTypes(); }"),
    ];

    public override IEnumerable<Finding> Check(SourceTree tree) =>
        from file in tree.Product
        where !file.Under("rules/Fluent")
        from access in file.Root.DescendantNodes().OfType<MemberAccessExpressionSyntax>()
        where Scans.Contains(access.Name.Identifier.Text)
        select new Finding(file.Path, file.LineOf(access), $"{access.Name} reads an assembly's types", "Write the list");
}
