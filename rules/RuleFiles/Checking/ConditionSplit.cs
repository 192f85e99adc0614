using Workflows.Rules.RuleFiles.Syntax;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.RuleFiles.Checking;

/// <summary>A comparison inside a condition; sides are stretches of its text.</summary>
internal readonly record struct ComparisonPart(Span Left, ComparisonOperator Operator, Span Right);

/// <summary>
/// Takes conditions apart as far as indexes need it: into the parts that <c>and</c> joins, and each part into its comparison. What it does
/// not recognise stays whole, so that it never changes a meaning.
/// </summary>
internal static class ConditionSplit
{
    private static readonly HashSet<string> Blocking =
        ["or", "if", "then", "else", "for", "some", "every", "satisfies", "return", "function", "instance", "in", "between"];

    /// <summary>The stretches that <c>and</c> joins at the top level.</summary>
    public static IReadOnlyList<Span> Conjuncts(IReadOnlyList<Token> tokens)
    {
        var cuts = new List<int>();
        var betweens = 0;
        foreach (var at in TopLevel(tokens))
        {
            switch (tokens[at].Value)
            {
                case "or" or "if" or "for" or "some" or "every" or "function" when tokens[at].Kind == TokenKind.Word:
                    return [SpanOf(tokens, 0, tokens.Count - 1)];
                case "between":
                    betweens++;
                    break;
                case "and" when betweens > 0:
                    betweens--;
                    break;
                case "and" when !IsDateAndTime(tokens, at):
                    cuts.Add(at);
                    break;
            }
        }

        var spans = new List<Span>();
        var start = 0;
        foreach (var cut in cuts.Append(tokens.Count - 1))
        {
            if (cut > start)
            {
                spans.Add(SpanOf(tokens, start, cut));
            }

            start = cut + 1;
        }

        return spans;
    }

    /// <summary>The comparisons that together are the condition: one, or two for a range; none where it is something else.</summary>
    public static IReadOnlyList<ComparisonPart> Comparisons(IReadOnlyList<Token> tokens)
    {
        var last = tokens.Count - 1;
        var top = TopLevel(tokens).ToList();
        var words = top.Where(i =>
            tokens[i].Kind == TokenKind.Word && (Blocking.Contains(tokens[i].Value) || tokens[i].Is("and"))).ToList();
        if (words.Count == 0)
        {
            var signs = top.Where(i => OperatorOf(tokens[i]) is not null || tokens[i].Is("!=")).ToList();
            return signs is [var sign] && OperatorOf(tokens[sign]) is { } op && sign > 0 && sign + 1 < last
                ? [new ComparisonPart(SpanOf(tokens, 0, sign), op, SpanOf(tokens, sign + 1, last))] : [];
        }

        return words switch
        {
            [var at] when tokens[at].Is("in") && at > 0 => InRange(tokens, at),
            [var at, var and] when tokens[at].Is("between") && tokens[and].Is("and") && at > 0 && and > at + 1 && and + 1 < last =>
            [
                new ComparisonPart(SpanOf(tokens, 0, at), ComparisonOperator.GreaterOrEqual, SpanOf(tokens, at + 1, and)),
                new ComparisonPart(SpanOf(tokens, 0, at), ComparisonOperator.LessOrEqual, SpanOf(tokens, and + 1, last)),
            ],
            _ => [],
        };
    }

    private static IReadOnlyList<ComparisonPart> InRange(IReadOnlyList<Token> tokens, int at)
    {
        var (open, close) = (at + 1, tokens.Count - 2);
        if (close <= open + 2 || !(tokens[open].Is("[") || tokens[open].Is("(")) || !(tokens[close].Is("]") || tokens[close].Is(")")))
        {
            return [];
        }

        var depth = 0;
        var dots = -1;
        for (var i = open; i <= close; i++)
        {
            depth += Opens(tokens[i]) ? 1 : Closes(tokens[i]) ? -1 : 0;
            if (depth == 0 && i < close)
            {
                return [];
            }

            if (depth == 1 && tokens[i].Is(".."))
            {
                dots = dots < 0 ? i : int.MaxValue;
            }
            else if (depth == 1 && tokens[i].Is(","))
            {
                return [];
            }
        }

        return dots <= open + 1 || dots >= close - 1 ? [] : Ends(tokens, at, open, dots, close);
    }

    private static IReadOnlyList<ComparisonPart> Ends(IReadOnlyList<Token> tokens, int at, int open, int dots, int close)
    {
        var value = SpanOf(tokens, 0, at);
        var low = tokens[open].Is("[") ? ComparisonOperator.GreaterOrEqual : ComparisonOperator.Greater;
        var high = tokens[close].Is("]") ? ComparisonOperator.LessOrEqual : ComparisonOperator.Less;
        return
        [
            new ComparisonPart(value, low, SpanOf(tokens, open + 1, dots)),
            new ComparisonPart(value, high, SpanOf(tokens, dots + 1, close)),
        ];
    }

    private static IEnumerable<int> TopLevel(IReadOnlyList<Token> tokens)
    {
        var depth = 0;
        for (var i = 0; i < tokens.Count - 1; i++)
        {
            if (Closes(tokens[i]))
            {
                depth--;
            }

            if (depth == 0)
            {
                yield return i;
            }

            if (Opens(tokens[i]))
            {
                depth++;
            }
        }
    }

    // The name "date and time" and its kin hold an "and" of their own.
    private static bool IsDateAndTime(IReadOnlyList<Token> tokens, int at) =>
        at > 0 && at + 2 < tokens.Count && tokens[at - 1].Value is "date" or "days" or "years"
        && tokens[at + 1].Value is "time" or "months" && (tokens[at + 2].Is("(") || tokens[at + 2].Is("duration"));

    private static ComparisonOperator? OperatorOf(Token token) => token.Kind != TokenKind.Sign ? null : token.Value switch
    {
        "=" => ComparisonOperator.Equal,
        "<" => ComparisonOperator.Less,
        "<=" => ComparisonOperator.LessOrEqual,
        ">" => ComparisonOperator.Greater,
        ">=" => ComparisonOperator.GreaterOrEqual,
        _ => null,
    };

    private static bool Opens(Token token) => token.Is("(") || token.Is("[") || token.Is("{");

    private static bool Closes(Token token) => token.Is(")") || token.Is("]") || token.Is("}");

    private static Span SpanOf(IReadOnlyList<Token> tokens, int from, int to) => Span.Over(tokens[from].Span, tokens[to - 1].Span);
}
