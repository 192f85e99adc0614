using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Workflows.Tidy.Frame;

namespace Workflows.Tidy.Size;

/// <summary>
/// Control blocks nest at most three deep within a function. An else-if is no deeper than its if; a lambda or local function begins anew.
/// </summary>
public sealed class Nesting : TidyRule
{
    private const int Limit = 3;

    public override string Name => "nesting";

    public override IReadOnlyList<SourceTree> Bad =>
        [SourceTree.Of("rules/A.cs", "class A { void Deep() { if (a) { foreach (var b in c) { while (d) { if (e) { f(); } } } } } }")];

    public override IReadOnlyList<SourceTree> Good =>
    [
        SourceTree.Of("rules/A.cs", "class A { void Flat() { if (a) { foreach (var b in c) { while (d) { f(); } } } } }"),
        SourceTree.Of("rules/A.cs", "class A { void Chain() { if (a) { } else if (b) { } else if (c) { } else if (d) { } else { } } }"),
        SourceTree.Of("rules/A.cs", "class A { void Inner() { if (a) { if (b) { if (c) { Run(() => { if (d) { } }); } } } } }"),
    ];

    public override IEnumerable<Finding> Check(SourceTree tree) =>
        from file in tree.CSharp
        from function in file.Root.DescendantNodes().Where(Functions.IsFunction)
        let deepest = Deepest(function)
        where deepest.Depth > Limit
        let name = Functions.NameOf(function)
        select new Finding(file.Path, file.LineOf(deepest.Node), $"{name} nests {deepest.Depth} deep, the limit is {Limit}",
            "Return early, or give the inner part a name of its own", name, deepest.Depth);

    private static (SyntaxNode Node, int Depth) Deepest(SyntaxNode function) => function.DescendantNodes()
        .Where(IsControl)
        .Select(node => (Node: node, Depth: DepthOf(node, function)))
        .DefaultIfEmpty((Node: function, Depth: 0))
        .MaxBy(found => found.Depth);

    private static int DepthOf(SyntaxNode node, SyntaxNode function) => node.AncestorsAndSelf()
        .TakeWhile(n => n != function && n is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
        .Count(IsControl);

    private static bool IsControl(SyntaxNode node) => node switch
    {
        IfStatementSyntax { Parent: ElseClauseSyntax } => false,
        IfStatementSyntax or CommonForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax => true,
        DoStatementSyntax or SwitchStatementSyntax or TryStatementSyntax => true,
        _ => false,
    };
}
