using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Workflows.Tidy.Frame;

namespace Workflows.Tidy.Words;

/// <summary>Every public type of the product has a doc comment, and in the ports every member of an interface too.</summary>
public sealed class DocComments : TidyRule
{
    public override string Name => "doc-comments";

    public override IReadOnlyList<SourceTree> Bad =>
    [
        SourceTree.Of("engine/A.cs", "namespace X;\npublic class A { }"),
        SourceTree.Of("engine/Ports/A.cs", "/// <summary>A port.</summary>\npublic interface IA\n{\n    void Do();\n}"),
    ];

    public override IReadOnlyList<SourceTree> Good =>
    [
        SourceTree.Of("engine/A.cs",
            "namespace X;\n/// <summary>Why.</summary>\n[Flags]\npublic enum A { }\nclass B { public class C { } }"),
        SourceTree.Of("engine/Ports/A.cs",
            "/// <summary>A port.</summary>\npublic interface IA\n{\n    /// <summary>Does.</summary>\n    void Do();\n}"),
    ];

    public override IEnumerable<Finding> Check(SourceTree tree) => tree.Product.SelectMany(Undocumented).Select(m =>
        new Finding(m.File.Path, m.File.LineOf(m.Member), $"{m.Name} has no doc comment",
            "Say its contract, units, limits and errors", m.Name));

    private static IEnumerable<(SourceFile File, MemberDeclarationSyntax Member, string Name)> Undocumented(SourceFile file)
    {
        // Of a partial type one part carries the comment, the one that names the file.
        var types = Types.All(file).Where(t => Types.IsPublic(t) && !IsLaterPart(file, t)).ToList();
        var members = file.Under("engine/Ports") ? types.OfType<InterfaceDeclarationSyntax>().SelectMany(i => i.Members) : [];
        return types.Select(t => (file, t, Types.NameOf(t)))
            .Concat(members.Select(m => (file, m, MemberName(m))))
            .Where(m => !IsDocumented(m.Item2));
    }

    private static bool IsLaterPart(SourceFile file, MemberDeclarationSyntax type) =>
        type.Parent is not BaseTypeDeclarationSyntax && file.FileName.StartsWith(Types.NameOf(type) + ".", StringComparison.Ordinal)
        && file.FileName.Count(c => c == '.') > 1;

    private static bool IsDocumented(SyntaxNode node) => node.GetLeadingTrivia().ToFullString().Contains("///", StringComparison.Ordinal);

    private static string MemberName(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        PropertyDeclarationSyntax property => property.Identifier.Text,
        _ => "a member",
    };
}
