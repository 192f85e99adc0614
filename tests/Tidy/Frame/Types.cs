using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Workflows.Tidy.Frame;

/// <summary>The types a C# file declares.</summary>
public static class Types
{
    /// <summary>Classes, records, structs, interfaces, enums and delegates that are in no other type.</summary>
    public static IEnumerable<MemberDeclarationSyntax> TopLevel(SourceFile file) =>
        All(file).Where(t => t.Parent is not BaseTypeDeclarationSyntax);

    public static IEnumerable<MemberDeclarationSyntax> All(SourceFile file) => file.Root.DescendantNodes()
        .Where(n => n is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
        .Cast<MemberDeclarationSyntax>();

    public static string NameOf(MemberDeclarationSyntax type) =>
        type is DelegateDeclarationSyntax function ? function.Identifier.Text : ((BaseTypeDeclarationSyntax)type).Identifier.Text;

    /// <summary>Seen outside its project: public, and every type around it too.</summary>
    public static bool IsPublic(MemberDeclarationSyntax type) => type.AncestorsAndSelf()
        .Where(n => n is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
        .All(n => Has((MemberDeclarationSyntax)n, SyntaxKind.PublicKeyword) || n.Parent is InterfaceDeclarationSyntax);

    public static bool Has(MemberDeclarationSyntax member, SyntaxKind modifier) => member.Modifiers.Any(m => m.IsKind(modifier));

    public static string NamespaceOf(SyntaxNode node) =>
        node.FirstAncestorOrSelf<BaseNamespaceDeclarationSyntax>()?.Name.ToString() ?? string.Empty;

    /// <summary>Namespace and name, as the approved lists write it.</summary>
    public static string FullNameOf(MemberDeclarationSyntax type)
    {
        var names = type.AncestorsAndSelf().OfType<BaseTypeDeclarationSyntax>().Reverse().Select(NameOf);
        return string.Join('.', names.Prepend(NamespaceOf(type)).Append(type is DelegateDeclarationSyntax ? NameOf(type) : string.Empty)
            .Where(n => n.Length > 0));
    }

    /// <summary>The simple names after the colon, without type arguments.</summary>
    public static IEnumerable<string> BasesOf(MemberDeclarationSyntax type) =>
        ((type as BaseTypeDeclarationSyntax)?.BaseList?.Types ?? []).Select(b => SimpleName(b.Type));

    /// <summary>
    /// The fluent surface that users of C# rules know: its shape is given, so budgets do not count it. Each of these namespaces holds
    /// nothing else.
    /// </summary>
    public static bool IsKnownContract(SyntaxNode node) => KnownContract.Contains(NamespaceOf(node));

    private static readonly string[] KnownContract =
    [
        "Workflows.Rules", "Workflows.Rules.AgendaFilters", "Workflows.Rules.Fluent", "Workflows.Rules.Fluent.Dsl",
        "Workflows.Rules.RuleModel", "Workflows.Rules.RuleModel.Builders", "Workflows.Rules.Diagnostics", "Workflows.Rules.Extensibility",
        "Workflows.Rules.Aggregators", "Workflows.Rules.Testing",
    ];

    private static string SimpleName(TypeSyntax type) => type switch
    {
        QualifiedNameSyntax qualified => SimpleName(qualified.Right),
        SimpleNameSyntax simple => simple.Identifier.Text,
        _ => type.ToString(),
    };
}
