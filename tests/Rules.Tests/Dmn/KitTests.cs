using Workflows.Rules.Dmn;
using Workflows.Rules.Dmn.Kit;

namespace Workflows.Rules.Tests.Dmn;

public sealed class KitTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);

    private const string Model = """
        <definitions name="m" namespace="n">
          <decision name="d"><literalExpression><text>1 + 1</text></literalExpression></decision>
        </definitions>
        """;

    [Fact]
    public void Compatibility_kit_passes_but_for_what_needs_java()
    {
        var kit = DmnCorpus.Kit();
        Assert.SkipWhen(kit is null, "the compatibility kit does not lie beside the checkout");
        var results = Directory.GetFiles(kit!, "*-test-*.xml", SearchOption.AllDirectories).SelectMany(Results).ToList();

        Assert.NotEmpty(results);
        Assert.Empty(results.Where(r => r.Verdict == KitVerdict.Failed).Select(r => $"{r.File} {r.Id}: {r.Reason}"));
        Assert.All(
            results.Where(r => r.Verdict == KitVerdict.Skipped),
            r => Assert.Contains("Java", r.Reason!.En, StringComparison.Ordinal));
    }

    [Fact]
    public void Corpus_cases_of_test_files_give_the_expected_diagnostics() =>
        DmnCorpus.Check("kit.txt", text => KitReader.Read("t.xml", text).Problems);

    [Theory]
    [InlineData("2", KitVerdict.Passed)]
    [InlineData("2.000000001", KitVerdict.Passed)]
    [InlineData("2.0000001", KitVerdict.Failed)]
    public void Numbers_are_compared_within_the_tolerance_of_the_kit(string expected, KitVerdict verdict) =>
        Assert.Equal(verdict, Assert.Single(Run(Case(expected))).Verdict);

    [Fact]
    public void Failed_case_tells_what_was_expected_and_what_was_found() =>
        Assert.Equal("d: expected 3, found 2", Assert.Single(Run(Case("3"))).Reason!.En);

    [Fact]
    public void Document_type_in_a_test_file_is_refused()
    {
        var result = Assert.Single(Run("<!DOCTYPE t [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>" + Case("&b;")));

        Assert.Equal(KitVerdict.Failed, result.Verdict);
        Assert.Contains("document type", result.Reason!.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_model_fails_every_case() =>
        Assert.Equal("There is no model m.dmn", Assert.Single(DmnKit.Run(new DmnFile("t.xml", Case("2")), [], Now)).Reason!.En);

    [Fact]
    public void Every_prefix_of_a_test_file_gives_results()
    {
        var text = Case("2");
        for (var length = 0; length < text.Length; length++)
        {
            Assert.Equal(KitVerdict.Failed, Assert.Single(Run(text[..length])).Verdict);
        }
    }

    private static string Case(string expected) => $"""
        <testCases xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><modelName>m.dmn</modelName><testCase id="1">
        <resultNode name="d" type="decision"><expected><value xsi:type="xsd:decimal">{expected}</value></expected></resultNode>
        </testCase></testCases>
        """;

    private static IReadOnlyList<KitResult> Run(string tests) =>
        DmnKit.Run(new DmnFile("t.xml", tests), [new DmnFile("m.dmn", Model)], Now);

    private static IReadOnlyList<KitResult> Results(string path) => DmnKit.Run(
        new DmnFile(Path.GetFileName(path), File.ReadAllText(path)),
        [.. Directory.GetFiles(Path.GetDirectoryName(path)!, "*.dmn").Select(p => new DmnFile(Path.GetFileName(p), File.ReadAllText(p)))],
        Now);
}
