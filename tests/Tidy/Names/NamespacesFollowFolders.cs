using Microsoft.CodeAnalysis.CSharp.Syntax;
using Workflows.Tidy.Frame;

namespace Workflows.Tidy.Names;

/// <summary>
/// A type's namespace is its folder's. The rule engine's entry points (session, repository) are in Workflows.Rules wherever their file
/// lies, because users of C# rules look for them there.
/// </summary>
public sealed class NamespacesFollowFolders : TidyRule
{
    private static readonly Dictionary<string, string> Roots = new()
    {
        ["rules"] = "Workflows.Rules", ["engine"] = "Workflows.Engine", ["workflows"] = "Workflows.Crm", ["host"] = "Workflows.Host",
    };

    public override string Name => "namespaces-follow-folders";

    public override IReadOnlyList<SourceTree> Bad => [SourceTree.Of("engine/Ports/A.cs", "namespace Workflows.Engine; class A { }")];

    public override IReadOnlyList<SourceTree> Good =>
    [
        SourceTree.Of("engine/Ports/A.cs", "namespace Workflows.Engine.Ports; class A { }"),
        SourceTree.Of("rules/Network/A.cs", "namespace Workflows.Rules; class A { }"),
    ];

    public override IEnumerable<Finding> Check(SourceTree tree) =>
        from file in tree.Product
        let expected = string.Join('.', file.Path.Split('/').Skip(1).SkipLast(1).Prepend(Roots[file.Top]))
        from declared in file.Root.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>()
        let name = declared.Name.ToString()
        where name != expected && !(file.Top == "rules" && name == "Workflows.Rules")
        select new Finding(file.Path, file.LineOf(declared), $"namespace {name} in a folder of {expected}", "Move the file or rename");
}
