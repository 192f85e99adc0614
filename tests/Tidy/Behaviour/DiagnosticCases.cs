using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Workflows.Tidy.Frame;

namespace Workflows.Tidy.Behaviour;

/// <summary>
/// Every diagnostic code of the product has a case below tests/Corpus that provokes it; for the host, whose answers need a running
/// server, a test of tests/Host.Tests will do. A code is a text of a capital letter and three digits.
/// </summary>
public sealed partial class DiagnosticCases : TidyRule
{
    public override string Name => "diagnostic-cases";

    public override IReadOnlyList<SourceTree> Bad =>
    [
        SourceTree.Of("rules/A.cs", "class A { object M() => new Diagnostic(\"F101\", x); }"),
        SourceTree.Of(("rules/A.cs", "class A { object M() => Error(\"F101\"); }"), ("tests/Corpus/feel/a.json", "F102")),
    ];

    public override IReadOnlyList<SourceTree> Good =>
    [
        SourceTree.Of(("rules/A.cs", "class A { object M() => Error(\"F101\"); }"), ("tests/Corpus/feel/a.json", "{\"code\": \"F101\"}")),
        SourceTree.Of(
            ("host/A.cs", "class A { object M() => Error(\"H101\"); }"), ("tests/Host.Tests/T.cs", "class T { string s = \"H101\"; }")),
    ];

    public override IEnumerable<Finding> Check(SourceTree tree)
    {
        var corpus = CodesIn(tree.Files.Where(f => f.Under("tests/Corpus")));
        var host = CodesIn(tree.Files.Where(f => f.Under("tests/Host.Tests")));
        return from file in tree.Product
               from token in file.Root.DescendantTokens()
               where token.IsKind(SyntaxKind.StringLiteralToken) && Whole().IsMatch(token.ValueText)
               where !corpus.Contains(token.ValueText) && !(file.Top == "host" && host.Contains(token.ValueText))
               select new Finding(file.Path, file.LineOf(token), $"no case below tests/Corpus provokes {token.ValueText}",
                   "Add a case whose expected output holds the code", token.ValueText, 1);
    }

    private static HashSet<string> CodesIn(IEnumerable<SourceFile> files) =>
        [.. files.SelectMany(f => Code().Matches(f.Text).Select(m => m.Value))];

    [GeneratedRegex(@"^[A-Z]\d{3}$")]
    private static partial Regex Whole();

    [GeneratedRegex(@"\b[A-Z]\d{3}\b")]
    private static partial Regex Code();
}
