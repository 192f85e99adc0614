using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Workflows.Tidy.Frame;

namespace Workflows.Tidy.Names;

/// <summary>A test is called Subject_condition_outcome, so that a list of failures reads as what is broken.</summary>
public sealed partial class TestNames : TidyRule
{
    public override string Name => "test-names";

    public override IReadOnlyList<SourceTree> Bad => [SourceTree.Of("tests/T/A.cs", "class A { [Fact] public void TestParser() { } }")];

    public override IReadOnlyList<SourceTree> Good =>
        [SourceTree.Of("tests/T/A.cs", "class A { [Theory] public void Parser_of_nothing_gives_nothing() { } void Not() { } }")];

    public override IEnumerable<Finding> Check(SourceTree tree) =>
        from file in tree.Tests
        from method in file.Root.DescendantNodes().OfType<MethodDeclarationSyntax>()
        where method.AttributeLists.SelectMany(l => l.Attributes).Any(IsTest) && !Sentence().IsMatch(method.Identifier.Text)
        select new Finding(file.Path, file.LineOf(method.Identifier), $"test {method.Identifier.Text} does not tell what it is about",
            "Call it Subject_condition_outcome");

    private static bool IsTest(AttributeSyntax attribute) => Marker().IsMatch(attribute.Name.ToString());

    [GeneratedRegex("(Fact|Theory)$")]
    private static partial Regex Marker();

    [GeneratedRegex(@"^[A-Z]\w*_\w+$")]
    private static partial Regex Sentence();
}
