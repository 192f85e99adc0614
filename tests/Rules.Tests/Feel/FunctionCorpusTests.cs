using System.Runtime.CompilerServices;
using Workflows.Rules.Feel;
using Workflows.Rules.Feel.Functions;

namespace Workflows.Rules.Tests.Feel;

/// <summary>
/// The cases of tests/Corpus/feel/functions: a line each, an expression and behind <c>-></c> what it must equal. A case that must be null
/// may say behind <c>!!</c> a part of the reason.
/// </summary>
public sealed class FunctionCorpusTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 12, 30, 0, TimeSpan.Zero);

    private static string Folder([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../Corpus/feel/functions"));

    public static TheoryData<string> Files() => [.. Directory.GetFiles(Folder(), "*.txt").Select(f => Path.GetFileName(f)!).Order()];

    [Theory]
    [MemberData(nameof(Files))]
    public void Corpus_cases_give_the_expected_values(string file)
    {
        var cases = Cases(file).ToList();

        Assert.NotEmpty(cases);
        Assert.Empty(cases.Select(Wrong).OfType<string>());
    }

    [Fact]
    public void Every_function_has_a_case_and_texts_in_both_languages()
    {
        var corpus = string.Join('\n', Files().SelectMany(f => Cases(f.Data)));

        Assert.All(BuiltIns.All, f =>
        {
            Assert.Contains(f.Name + "(", corpus, StringComparison.Ordinal);
            Assert.False(string.IsNullOrEmpty(f.Description.En), f.Name);
            Assert.False(string.IsNullOrEmpty(f.Description.Zh), f.Name);
        });
    }

    private static IEnumerable<string> Cases(string file) =>
        File.ReadAllLines(Path.Combine(Folder(), file)).Where(l => l.Length > 0 && !l.StartsWith('#'));

    private static string? Wrong(string line)
    {
        var parts = line.Split(" -> ", 2);
        var expected = parts[1].Split(" !! ");
        var (found, reasons) = Evaluated(parts[0]);
        var (wanted, _) = Evaluated(expected[0]);
        if (!FeelValues.IsSame(wanted, found))
        {
            return $"{line}\n  found {FeelValues.Text(found)} {string.Join("; ", reasons)}";
        }

        var reason = expected.Length > 1 ? expected[1].Trim() : string.Empty;
        return reasons.Any(r => r.Contains(reason, StringComparison.Ordinal)) || expected.Length == 1
            ? null : $"{line}\n  reasons {string.Join("; ", reasons)}";
    }

    private static (object? Value, IReadOnlyList<string> Reasons) Evaluated(string text)
    {
        var result = FeelExpression.Compile(text, FeelScope.Empty, FeelOptions.Lenient);
        var run = new FeelRun(Now);
        var value = result.Expression?.Evaluate([], run);
        return (value, [.. result.Diagnostics.Select(d => d.Message.En), .. run.Warnings.Select(w => w.Reason.En)]);
    }
}
