using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Workflows.Tidy.Frame;

namespace Workflows.Tidy.Shape;

/// <summary>
/// Closed by default: a class or record of the product is sealed, static or abstract, unless another type of the product derives from it.
/// The fluent surface is open where its users derive.
/// </summary>
public sealed class SealedTypes : TidyRule
{
    public override string Name => "sealed-types";

    public override IReadOnlyList<SourceTree> Bad => [SourceTree.Of("engine/A.cs", "internal class A { }")];

    public override IReadOnlyList<SourceTree> Good =>
    [
        SourceTree.Of("engine/A.cs", "internal sealed class A { } abstract record B; static class C { } readonly record struct D;"),
        SourceTree.Of("engine/A.cs", "internal class A { } sealed class B : A { }"),
    ];

    public override IEnumerable<Finding> Check(SourceTree tree)
    {
        var derived = tree.Product.SelectMany(Types.All).SelectMany(Types.BasesOf).ToHashSet();
        return from file in tree.Product
               from type in Types.All(file)
               where IsOpen(type) && !derived.Contains(Types.NameOf(type)) && !Types.IsKnownContract(type)
               select new Finding(file.Path, file.LineOf(type), $"{Types.NameOf(type)} is open and nothing derives from it",
                   "Make it sealed", Types.NameOf(type));
    }

    private static bool IsOpen(MemberDeclarationSyntax type) =>
        type is ClassDeclarationSyntax or RecordDeclarationSyntax { RawKind: (int)SyntaxKind.RecordDeclaration }
        && !Types.Has(type, SyntaxKind.SealedKeyword) && !Types.Has(type, SyntaxKind.StaticKeyword)
        && !Types.Has(type, SyntaxKind.AbstractKeyword) && !(Types.NameOf(type) == "Program" && Types.Has(type, SyntaxKind.PartialKeyword));
}
