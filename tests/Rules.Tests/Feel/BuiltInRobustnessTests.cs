using Workflows.Rules.Feel;
using Workflows.Rules.Feel.Functions;

namespace Workflows.Rules.Tests.Feel;

/// <summary>A built-in function gives a value of the closed set, or null, whatever it is called with.</summary>
public sealed class BuiltInRobustnessTests
{
    private const int Seed = 20261112;
    private const int CallsOfEach = 400;

    private static readonly string[] Texts =
    [
        "null", "true", "false", "0", "1", "-1", "2.5", "-0.000000001", "1e28", "-7e28", "999999999999", "2147483648", "-2147483649",
        "\"\"", "\"a\"", "\"abc\"", "\"中文🐎\"", "\"\\uD83D\"", "\"(a+)+$\"", "\"[\"", "\"2026-11-11\"", "\"P1D\"",
        "\"10:00:00@Asia/Shanghai\"",
        "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\"", "\",\"", "\"x\"", "[]", "[null]", "[1, 2, 3]", "[3, 1, 2, null]", "[\"a\", \"b\"]",
        "[true, false]", "[[1, 2], [3]]", "[1, \"a\", @\"2026-11-11\"]", "[{key: \"a\", value: 1}]",
        "{}", "{a: 1, b: {c: 2}}", "[1..5]",
        "(1..5)", "(< 5)", "[\"a\"..\"z\"]", "[@\"2026-01-01\"..@\"2026-12-31\"]", "@\"2026-11-11\"", "@\"999999999-12-31\"",
        "@\"-999999999-01-01\"", "@\"10:00:00\"", "@\"10:00:00+08:00\"", "@\"2026-11-11T10:00:00\"",
        "@\"2026-11-11T10:00:00@Asia/Shanghai\"",
        "@\"999999999-12-31T23:59:59Z\"", "@\"P1D\"", "@\"-P99999999999D\"", "@\"P1Y\"", "@\"-P999999999Y\"", "function(a, b) a < b",
        "function(a) a", "function(a, b) null", "for i in 1..2000 return i",
    ];

    [Fact]
    public void Function_with_any_arguments_gives_a_value()
    {
        var values = Texts.Select(t => FeelExpression.Compile(t, FeelScope.Empty).Expression!.Evaluate([], Run())).Append(Deep()).ToArray();
        var random = new Random(Seed);
        foreach (var function in BuiltIns.All)
        {
            for (var i = 0; i < CallsOfEach; i++)
            {
                var arguments = Enumerable.Range(0, random.Next(5)).Select(_ => values[random.Next(values.Length)]).ToArray();
                var result = function.Invoke(arguments, Run());
                Assert.True(
                    result is null || FeelValues.TypeOf(result).Kind != FeelKind.Any,
                    $"{function.Name}({string.Join(", ", arguments.Select(FeelValues.Text))}) gave {result?.GetType()}");
            }
        }
    }

    private static object? Deep() => Enumerable.Range(0, 100_000).Aggregate((object?)1m, (inner, _) => new[] { inner });

    private static FeelRun Run() => new(FeelCorpus.Now, 20_000) { Mode = FeelRunMode.Interpreted };
}
