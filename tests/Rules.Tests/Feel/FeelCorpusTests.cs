using Workflows.Rules.Feel;

namespace Workflows.Rules.Tests.Feel;

public sealed class FeelCorpusTests
{
    public static IEnumerable<TheoryDataRow<string>> Files =>
        FeelCorpus.Files().Select(f => new TheoryDataRow<string>(Path.GetFileName(f)));

    [Theory]
    [MemberData(nameof(Files))]
    public void Case_of_the_corpus_gives_what_is_expected(string file)
    {
        var path = Path.Combine(FeelCorpus.Folder(), file);
        var results = FeelCorpus.Cases(path).Select(c => (Case: c, Found: FeelCorpus.Outcome(c, Run(FeelRunMode.Interpreted)))).ToList();
        if (FeelCorpus.Updates)
        {
            FeelCorpus.Write(path, results);
            return;
        }

        Assert.All(results, r => Assert.Equal($"{r.Case}\n{r.Case.Expected}", $"{r.Case}\n{r.Found}"));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Case_of_the_corpus_gives_the_same_interpreted_and_compiled(string file)
    {
        foreach (var item in FeelCorpus.Cases(Path.Combine(FeelCorpus.Folder(), file)))
        {
            Assert.Equal(FeelCorpus.Outcome(item, Run(FeelRunMode.Interpreted)), FeelCorpus.Outcome(item, Run(FeelRunMode.Compiled)));
        }
    }

    private static FeelRun Run(FeelRunMode mode) => new(FeelCorpus.Now, 100_000) { Mode = mode };
}
