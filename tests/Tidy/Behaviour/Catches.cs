using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Workflows.Tidy.Frame;

namespace Workflows.Tidy.Behaviour;

/// <summary>
/// An exception means a bug. What is caught has a type; everything is caught only with a filter, a throw, or a comment that says why; and
/// no catch block is empty without such a comment.
/// </summary>
public sealed class Catches : TidyRule
{
    public override string Name => "catches";

    public override IReadOnlyList<SourceTree> Bad =>
    [
        InMethod("try { a(); } catch { b(); }"),
        InMethod("try { a(); } catch (Exception e) { log(e); }"),
        InMethod("try { a(); } catch (FormatException) { }"),
    ];

    public override IReadOnlyList<SourceTree> Good =>
    [
        InMethod("try { a(); } catch (FormatException e) { b(e); }"),
        InMethod("try { a(); } catch (Exception e) when (e is FormatException) { b(e); }"),
        InMethod("try { a(); } catch (Exception) { b(); throw; }"),
        InMethod("try { a(); }\n// The boundary of the process: whatever it was becomes the exit code.\ncatch (Exception e) { b(e); }"),
        InMethod("try { a(); }\ncatch (OperationCanceledException)\n{\n    // Stopping is what was asked for.\n}"),
    ];

    public override IEnumerable<Finding> Check(SourceTree tree) =>
        from file in tree.CSharp
        from clause in file.Root.DescendantNodes().OfType<CatchClauseSyntax>()
        where clause.Filter is null && !HasComment(clause)
        let fault = FaultOf(clause)
        where fault is not null
        select new Finding(file.Path, file.LineOf(clause), fault,
            "Name what can be handled here, rethrow the rest, or say above the catch why everything ends here");

    private static string? FaultOf(CatchClauseSyntax clause)
    {
        if (clause.Block.DescendantNodes().Any(n => n is ThrowStatementSyntax or ThrowExpressionSyntax))
        {
            return null;
        }

        return clause.Declaration?.Type.ToString() switch
        {
            null => "a catch without a type",
            "Exception" or "System.Exception" => "a catch of everything",
            _ => clause.Block.Statements.Count == 0 ? "a catch that swallows" : null,
        };
    }

    private static bool HasComment(CatchClauseSyntax clause) => clause.GetLeadingTrivia()
        .Concat(clause.Block.OpenBraceToken.TrailingTrivia)
        .Concat(clause.Block.Statements.FirstOrDefault()?.GetLeadingTrivia() ?? clause.Block.CloseBraceToken.LeadingTrivia)
        .Any(t => t.IsKind(SyntaxKind.SingleLineCommentTrivia) || t.IsKind(SyntaxKind.MultiLineCommentTrivia));

    private static SourceTree InMethod(string text) =>
        SourceTree.Of("host/A.cs", "class A\n{\n    void M()\n    {\n" + text + "\n    }\n}");
}
