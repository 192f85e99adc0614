using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Workflows.Tidy.Frame;

namespace Workflows.Tidy.Shape;

/// <summary>No static state that changes: two hosts in one process, and tests side by side, must not meet in it.</summary>
public sealed class StaticState : TidyRule
{
    public override string Name => "static-state";

    public override IReadOnlyList<SourceTree> Bad =>
    [
        SourceTree.Of("engine/A.cs", "class A { static int count; }"),
        SourceTree.Of("engine/A.cs", "class A { public static int Count { get; set; } }"),
    ];

    public override IReadOnlyList<SourceTree> Good =>
    [
        SourceTree.Of("engine/A.cs", "class A { static readonly int One = 1; const int Two = 2; static int Three { get; } = 3; }"),
        SourceTree.Of("engine/A.cs", "class A { static int Four { get => 4; } int five; }"),
    ];

    public override IEnumerable<Finding> Check(SourceTree tree) =>
        from file in tree.Product
        from member in file.Root.DescendantNodes().OfType<MemberDeclarationSyntax>()
        where Types.Has(member, SyntaxKind.StaticKeyword) && Changes(member)
        select new Finding(file.Path, file.LineOf(member), "static state that can change",
            "Hold it in an object that its users are given");

    private static bool Changes(MemberDeclarationSyntax member) => member switch
    {
        FieldDeclarationSyntax => !Types.Has(member, SyntaxKind.ReadOnlyKeyword),
        PropertyDeclarationSyntax property => property.AccessorList?.Accessors.Any(IsAutoSetter) ?? false,
        _ => false,
    };

    private static bool IsAutoSetter(AccessorDeclarationSyntax accessor) =>
        accessor.IsKind(SyntaxKind.SetAccessorDeclaration) && accessor.Body is null && accessor.ExpressionBody is null;
}
