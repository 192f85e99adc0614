using Workflows.Rules.RuleFiles;

namespace Workflows.Rules.Tests.RuleFiles;

public sealed class RuleFuzzTests
{
    private const int Seed = 20261126;

    private static readonly string[] Words =
    [
        "where", "is", "every", "an", "Order", "and", "or", "in", "[", "]", "(", ")", "{", "}", "..", "\"", "|", "||", "=", ">", "0",
            "1.5", "-",
        "let", "be", "either", "then", "when", "conclude", "for", "each", "grouped by", "null", "now()", "@\"P1D\"", "规则", "#", ",", ".",
        "otherwise", "expect", "given", "date(", "count(", "some", "satisfies", "if", "else", "not(", "?", "item", "\n", "\n  ", "\n    ",
    ];

    private static List<RuleCase> Cases => [.. RuleCorpus.Files().SelectMany(RuleCorpus.Cases)];

    [Fact]
    public void Checking_beginnings_of_files_gives_findings_and_never_fails()
    {
        foreach (var item in Cases)
        {
            for (var length = 0; length < item.Text.Length; length += 41)
            {
                Try(item.Text[..length], item);
            }
        }
    }

    [Fact]
    public void Checking_and_running_changed_files_never_fails()
    {
        var random = new Random(Seed);
        var cases = Cases;
        for (var round = 0; round < 600; round++)
        {
            var item = cases[random.Next(cases.Count)];
            var text = item.Text;
            for (var changes = random.Next(1, 5); changes > 0; changes--)
            {
                var at = random.Next(text.Length);
                var cut = Math.Min(random.Next(0, 12), text.Length - at);
                text = text.Remove(at, cut).Insert(at, Words[random.Next(Words.Length)]);
            }

            Try(text, item);
        }
    }

    private static void Try(string text, RuleCase item)
    {
        try
        {
            var files = (item with { Text = text }).Files();
            var check = RuleProgram.Compile(files);
            Assert.All(check.Diagnostics, d => Assert.True(d.Place.Line > 0, d.ToString()));
            check.Program?.RunTests(TestContext.Current.CancellationToken);
        }
        catch (Exception failure) when (failure is not Xunit.Sdk.XunitException)
        {
            Assert.Fail($"Seed {Seed}, {item}:\n{text}\n{failure}");
        }
    }
}
