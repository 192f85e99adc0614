using Workflows.Rules.Facts;
using Workflows.Rules.Feel;
using Workflows.Rules.RuleFiles.Checking;
using Workflows.Rules.RuleFiles.Syntax;

namespace Workflows.Rules.Sheets;

/// <summary>
/// Allowed values as rule files write them (<c>in [0..]</c>, <c>one of "a"</c>) and as DMN does (<c>&gt;= 0</c>, <c>"a"</c>).
/// </summary>
internal static class AllowedTests
{
    /// <summary>The unary tests for what a rule file writes.</summary>
    public static string Of(string words)
    {
        var text = words.StartsWith("one of ", StringComparison.Ordinal) ? words[7..] : words.StartsWith("in ", StringComparison.Ordinal)
            ? words[3..] : words;
        return Read(text) is { } allowed
            ? string.Join(", ", allowed.Choices.Select(FeelLiteral.Of).Concat(allowed.Ranges.Select(FeelLiteral.Of))) : text;
    }

    /// <summary>What a rule file writes for unary tests; null where it has no words for them.</summary>
    public static string? ToWords(string tests)
    {
        var parts = Parts(tests).Select(Range).ToList();
        var text = string.Join(", ", parts);
        return Read(text) is not { } allowed ? null : allowed.Ranges.Count > 0 ? "in " + text : "one of " + text;
    }

    private static AllowedValues? Read(string text)
    {
        var source = new SourceText(string.Empty, text);
        var problems = new Problems(source);
        var allowed = new ConstantReader(source, problems).ReadAllowed(new ExpressionSyntax(new Span(0, text.Length)), FeelType.Any);
        return problems.Count == 0 ? allowed : null;
    }

    private static string Range(string test) => test switch
    {
        ['>', '=', .. var low] => $"[{low.Trim()}..]",
        ['>', .. var low] => $"({low.Trim()}..]",
        ['<', '=', .. var high] => $"[..{high.Trim()}]",
        ['<', .. var high] => $"[..{high.Trim()})",
        _ => test,
    };

    /// <summary>What stands between commas outside quotes.</summary>
    private static IEnumerable<string> Parts(string tests)
    {
        var source = new SourceText(string.Empty, tests);
        var start = 0;
        foreach (var token in Tokenizer.Read(source, new Span(0, tests.Length)))
        {
            if (token.Is(",") || token.Kind == TokenKind.End)
            {
                yield return tests[start..token.Span.Start].Trim();
                start = token.Span.End;
            }
        }
    }
}
