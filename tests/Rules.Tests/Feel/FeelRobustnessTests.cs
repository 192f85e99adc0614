using Workflows.Rules.Feel;
using Workflows.Rules.Feel.Editing;

namespace Workflows.Rules.Tests.Feel;

/// <summary>Text from people never throws and never hangs, however broken it is.</summary>
public sealed class FeelRobustnessTests
{
    private const int LongestPrefix = 300;
    private const int Mutations = 4000;
    private const ulong Seed = 20261111;
    private const string Pieces = "()[]{},.:;\"'@?-+*/<>=! \n0129eE and or not in for if then else return some every function 中，（\\u\uD83D";

    [Fact]
    public void Prefix_of_every_case_gives_a_result()
    {
        var texts = FeelCorpus.AllCases().Where(c => c.Kind != FeelCaseKind.Json && c.Text.Length <= LongestPrefix).ToList();
        Assert.True(texts.Count > 300);
        foreach (var item in texts)
        {
            for (var length = 0; length < item.Text.Length; length++)
            {
                Try(item, item.Text[..length]);
            }
        }
    }

    [Fact]
    public void Mutation_of_a_case_gives_a_result()
    {
        var cases = FeelCorpus.AllCases().Where(c => c.Kind != FeelCaseKind.Json && c.Text.Length is > 0 and <= LongestPrefix).ToList();
        var random = new Random((int)Seed);
        for (var i = 0; i < Mutations; i++)
        {
            var item = cases[random.Next(cases.Count)];
            var text = item.Text;
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                text = Mutated(text, cases[random.Next(cases.Count)].Text, random);
            }

            Try(item, text);
        }
    }

    private static string Mutated(string text, string other, Random random)
    {
        var at = random.Next(text.Length + 1);
        var length = Math.Min(random.Next(1, 6), text.Length - at);
        return random.Next(5) switch
        {
            0 => text.Remove(at, length),
            1 => text.Insert(at, Pieces.Substring(random.Next(Pieces.Length - 3), random.Next(1, 3))),
            2 => text.Insert(at, text.Substring(at, length)),
            3 => text[..at] + other[random.Next(other.Length)..],
            _ => text.Remove(at, length).Insert(at, Pieces[random.Next(Pieces.Length)].ToString()),
        };
    }

    /// <summary>Compiles, evaluates what compiles, asks the editor; what is told lies within the text.</summary>
    private static void Try(FeelCase item, string text)
    {
        var result = item.Compile(text);
        Assert.True(result.Expression is not null || result.Diagnostics.Any(d => d.Severity == Severity.Error), $"{item} -> {text}");
        var lines = text.Split('\n');
        Assert.All(result.Diagnostics, d => Assert.True(
            d.Place.Line >= 1 && d.Place.Line <= lines.Length && d.Place.Column - 1 <= lines[d.Place.Line - 1].Length, $"{text} -> {d}"));
        if (result.Expression is { } expression)
        {
            item.Evaluate(expression, new FeelRun(FeelCorpus.Now, 2000) { Mode = FeelRunMode.Interpreted });
        }

        var document = FeelDocument.Read(text, item.Scope, item.Kind == FeelCaseKind.Tests ? item.InputType : null);
        document.CompletionsAt(text.Length / 2);
        document.HoverAt(text.Length / 2);
    }
}
