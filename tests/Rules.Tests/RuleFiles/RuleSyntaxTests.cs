using Workflows.Rules.RuleFiles;
using Workflows.Rules.RuleFiles.Syntax;

namespace Workflows.Rules.Tests.RuleFiles;

public sealed class RuleSyntaxTests
{
    private static IEnumerable<string> Texts => RuleCorpus.Files().SelectMany(RuleCorpus.Cases).Select(c => c.Text);

    [Fact]
    public void Parser_for_every_prefix_of_the_corpus_gives_diagnostics_and_never_throws()
    {
        foreach (var text in Texts)
        {
            for (var length = 0; length <= text.Length; length++)
            {
                var file = RuleFileParser.Parse("f.rules", text[..length]);
                if (file.Problems.FirstOrDefault(p => p.Place.Line <= 0 || p.NextStep is null) is { } problem)
                {
                    Assert.Fail($"{problem}\nfor\n{text[..length]}");
                }
            }
        }
    }

    [Fact]
    public void Parser_for_changed_files_never_throws_and_formatting_stays_stable()
    {
        const int Seed = 20261124;
        var random = new Random(Seed);
        const string Signs = "\"#|@{}[]() \n\t.,=<>-zhé规isawhereeveryof0\\";
        var texts = Texts.ToList();
        for (var round = 0; round < 3000; round++)
        {
            var text = texts[random.Next(texts.Count)].ToCharArray();
            for (var changes = random.Next(1, 6); changes > 0; changes--)
            {
                text[random.Next(text.Length)] = Signs[random.Next(Signs.Length)];
            }

            var changed = new string(text);
            _ = RuleFileParser.Parse("f.rules", changed);
            var once = new RuleFile("f.rules", changed).Format().Text;
            var twice = new RuleFile("f.rules", once).Format().Text;
            Assert.True(once == twice, $"Seed {Seed}, round {round}:\n{changed}\n--- once\n{once}\n--- twice\n{twice}");
        }
    }

    [Fact]
    public void Formatter_for_every_corpus_file_keeps_words_and_comments()
    {
        foreach (var text in Texts)
        {
            var formatted = new RuleFile("f.rules", text).Format().Text;
            Assert.Equal(Words(text), Words(formatted));
            Assert.Equal(Codes(text), Codes(formatted));
        }
    }

    [Fact]
    public void Parser_for_deep_indentation_and_brackets_reports_instead_of_failing()
    {
        var deep = string.Concat(Enumerable.Range(0, 3000).Select(i => new string(' ', i) + "either\n"));
        Assert.NotEmpty(RuleFileParser.Parse("f.rules", "rules a \"A\"\nrule b\n  when\n" + deep).Problems);
        _ = RuleFileParser.Parse("f.rules", "rules a \"A\"\nrule b\n  when\n    x = " + new string('(', 10_000) + "\n  then\n");
    }

    private static string Words(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    // A tab is mended by formatting; every other mistake stays.
    private static IEnumerable<string> Codes(string text) =>
        RuleFileParser.Parse("f.rules", text).Problems.Select(p => p.Code).Where(c => c is not ("R101" or "R110")).Order();
}
