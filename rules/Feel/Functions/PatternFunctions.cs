using System.Text;
using System.Text.RegularExpressions;
using static Workflows.Rules.Feel.Functions.BuiltInFunction;

namespace Workflows.Rules.Feel.Functions;

/// <summary>Texts and regular expressions of XPath.</summary>
internal static class PatternFunctions
{
    private const int MostLength = 10_000_000;
    private const int TextPerStep = 16;

    private static readonly FeelParameter Input = P("input", FeelType.String);
    private static readonly FeelParameter Pattern = P("pattern", FeelType.String);
    private static readonly FeelParameter Flags = Optional("flags", FeelType.String);

    public static IReadOnlyList<BuiltInFunction> All { get; } =
    [
        new("matches", new LocalText("Whether a regular expression is found in a text", "文本是否匹配正则表达式"),
            Of([Input, Pattern, Flags], FeelType.Boolean, (a, run) => Matches((string)a[0]!, (string)a[1]!, (string?)a[2], run))),
        new("replace", new LocalText("Replaces what a regular expression finds; $1 is the first group", "替换正则表达式匹配的部分；$1 为第一组"),
            Of([Input, Pattern, P("replacement", FeelType.String), Flags], FeelType.String,
                (a, run) => Replace((string)a[0]!, (string)a[1]!, (string)a[2]!, (string?)a[3], run))),
        new("split", new LocalText("The parts of a text between what a regular expression finds", "按正则表达式拆分文本"),
            Of([P("string", FeelType.String), P("delimiter", FeelType.String)], FeelType.ListOf(FeelType.String),
                (a, run) => Split((string)a[0]!, (string)a[1]!, run))),
    ];

    private static object? Matches(string input, string pattern, string? flags, FeelRun run)
    {
        if (run.Pattern(pattern, flags) is not { } compiled)
        {
            return run.Null(FunctionReasons.Pattern);
        }

        return compiled.IsIn(input, run) is { } found ? FeelValues.Box(found) : run.Null(FunctionReasons.Slow);
    }

    private static object? Replace(string input, string pattern, string replacement, string? flags, FeelRun run)
    {
        var isLiteral = flags?.Contains('q', StringComparison.Ordinal) == true;
        if (run.Pattern(pattern, flags) is not { } compiled || !isLiteral && !IsReplacement(replacement))
        {
            return run.Null(FunctionReasons.Pattern);
        }

        // As XPath has it: what finds the empty text has no places that could be told apart.
        if (compiled.IsIn(string.Empty, run) == true)
        {
            return run.Null(FunctionReasons.Pattern);
        }

        if (compiled.Matches(input, run) is not { } matches)
        {
            return run.Null(FunctionReasons.Slow);
        }

        var result = new StringBuilder();
        var at = 0;
        foreach (var match in matches)
        {
            result.Append(input, at, match.Index - at);
            Insert(result, match, isLiteral ? null : replacement, replacement, compiled.Groups);
            at = match.Index + match.Length;
            if (result.Length > MostLength || !run.Steps(1 + (replacement.Length / TextPerStep)))
            {
                return run.Null(FunctionReasons.TooLarge);
            }
        }

        return result.Append(input, at, input.Length - at).ToString();
    }

    /// <summary>A dollar must name a group, and a backslash must stand before a dollar or another one.</summary>
    private static bool IsReplacement(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var next = i + 1 < text.Length ? text[i + 1] : '\0';
            if (text[i] == '\\' ? next is not ('\\' or '$') : text[i] == '$' && !char.IsAsciiDigit(next))
            {
                return false;
            }

            i += text[i] == '\\' ? 1 : 0;
        }

        return true;
    }

    private static void Insert(StringBuilder result, Match match, string? template, string literal, int groups)
    {
        if (template is null)
        {
            result.Append(literal);
            return;
        }

        for (var i = 0; i < template.Length && result.Length <= MostLength; i++)
        {
            if (template[i] == '\\')
            {
                result.Append(template[++i]);
            }
            else if (template[i] == '$')
            {
                result.Append(match.Groups[GroupAt(template, ref i, groups)].Value);
            }
            else
            {
                result.Append(template[i]);
            }
        }
    }

    /// <summary>The longest number that is a group's; a first digit without a group gives an empty text.</summary>
    private static int GroupAt(string template, ref int i, int groups)
    {
        var group = template[++i] - '0';
        while (i + 1 < template.Length && char.IsAsciiDigit(template[i + 1]) && group * 10 + (template[i + 1] - '0') <= groups)
        {
            group = group * 10 + (template[++i] - '0');
        }

        return group;
    }

    private static object? Split(string text, string delimiter, FeelRun run)
    {
        if (run.Pattern(delimiter, null) is not { } compiled)
        {
            return run.Null(FunctionReasons.Pattern);
        }

        if (compiled.Matches(text, run) is not { } matches || !run.Steps(matches.Count))
        {
            return run.Null(FunctionReasons.Slow);
        }

        var parts = new List<object?>();
        var at = 0;
        foreach (var match in matches.Where(m => m.Length > 0))
        {
            parts.Add(text[at..match.Index]);
            at = match.Index + match.Length;
        }

        parts.Add(text[at..]);
        return parts.ToArray();
    }
}
