using Workflows.Rules.RuleFiles.Syntax;

namespace Workflows.Rules.RuleFiles.Checking;

/// <summary>Finds the <c>{expression}</c> parts of a text in quotes. <c>{{</c> is a brace.</summary>
internal static class TemplateSplit
{
    public static IEnumerable<(Span Span, bool IsValue, bool IsClosed)> Read(SourceText source, Span quoted)
    {
        var text = source.Clean;
        var end = quoted.End > quoted.Start + 1 && text[quoted.End - 1] == '"' ? quoted.End - 1 : quoted.End;
        var start = Math.Min(quoted.Start + 1, end);
        for (var i = start; i < end; i++)
        {
            if (text[i] != '{')
            {
                continue;
            }

            if (i + 1 < end && text[i + 1] == '{')
            {
                i++;
                continue;
            }

            if (i > start)
            {
                yield return (new Span(start, i), false, true);
            }

            var close = CloseOf(text, i + 1, end);
            yield return close < end ? (Trimmed(text, i + 1, close), true, true) : (new Span(i, i + 1), true, false);
            i = close;
            start = Math.Min(close + 1, end);
        }

        if (start < end)
        {
            yield return (new Span(start, end), false, true);
        }
    }

    private static int CloseOf(string text, int at, int end)
    {
        var depth = 0;
        for (; at < end; at++)
        {
            if (text[at] == '}' && depth-- == 0)
            {
                return at;
            }

            depth += text[at] == '{' ? 1 : 0;
        }

        return end;
    }

    private static Span Trimmed(string text, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        while (end > start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        return new Span(start, end);
    }
}
