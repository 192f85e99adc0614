using Workflows.Rules.RuleFiles;
using Workflows.Rules.RuleFiles.Syntax;

namespace Workflows.Rules.Tests.RuleFiles;

public sealed class RuleCorpusTests
{
    public static IEnumerable<TheoryDataRow<string>> Files =>
        RuleCorpus.Files().Select(f => new TheoryDataRow<string>(Path.GetFileName(f)));

    [Theory]
    [MemberData(nameof(Files))]
    public void Case_of_the_corpus_gives_what_is_expected(string file)
    {
        var path = Path.Combine(RuleCorpus.Folder(), file);
        var results = RuleCorpus.Cases(path).Select(c => (Case: c, Found: Outcome(c))).ToList();
        if (RuleCorpus.Updates)
        {
            RuleCorpus.Write(path, results);
            return;
        }

        Assert.All(results, r => Assert.Equal($"{r.Case}\n{r.Case.Expected}", $"{r.Case}\n{r.Found}"));
    }

    private static string Outcome(RuleCase item) => item.File switch
    {
        "syntax.rules" => Lines(RuleFileParser.Parse(string.Empty, item.Text).Problems),
        "facts.rules" => Lines(FactTypeSet.Read(item.Files()).Diagnostics),
        _ => Checked(RuleProgram.Compile(item.Files())),
    };

    /// <summary>What the checker says; where that is no error, how the tests in the file come out.</summary>
    private static string Checked(RuleCheck check)
    {
        Assert.All(check.Diagnostics, d => Assert.NotNull(d.Message.Zh));
        if (check.Program is not { } program)
        {
            return Lines(check.Diagnostics);
        }

        var report = program.RunTests();
        var found = Lines([.. check.Diagnostics, .. report.Results.SelectMany(r => r.Failures)]);
        return (found + $"\n{report.Passed} passed, {report.Failed} failed").TrimStart('\n');
    }

    /// <summary>Findings of expressions stand with place and code alone: their words are the expression language's own, with own
    /// cases.</summary>
    private static string Lines(IEnumerable<Diagnostic> diagnostics) =>
        string.Join('\n', diagnostics.Select(d => d.Code[0] == 'F' ? $"{d.Place}  {d.Code}" : d.ToString("en")));
}
