using System.Globalization;
using System.Text;
using static Workflows.Rules.Feel.Functions.BuiltInFunction;

namespace Workflows.Rules.Feel.Functions;

/// <summary>Texts. Positions and lengths count code points, so that a character beyond the basic plane is one.</summary>
internal static class StringFunctions
{
    private const int MostLength = 10_000_000;

    private static readonly FeelParameter Text = P("string", FeelType.String);
    private static readonly FeelParameter Match = P("match", FeelType.String);

    public static IReadOnlyList<BuiltInFunction> All { get; } =
    [
        new("substring", new LocalText("A part of a text, from a position on (negative: from the end)", "从某位置起的子串（负数从末尾算）"),
            Of([Text, P("start position", FeelType.Number), Optional("length", FeelType.Number)], FeelType.String,
                (a, run) => Substring((string)a[0]!, (decimal)a[1]!, (decimal?)a[2], run))),
        new("string length", new LocalText("How many characters a text has", "文本的字符数"),
            Of([Text], FeelType.Number, (a, _) => (decimal)Length((string)a[0]!))),
        new("upper case", new LocalText("A text in capitals", "转为大写"),
            Of([Text], FeelType.String, (a, _) => ((string)a[0]!).ToUpper(CultureInfo.InvariantCulture))),
        new("lower case", new LocalText("A text in small letters", "转为小写"),
            Of([Text], FeelType.String, (a, _) => ((string)a[0]!).ToLower(CultureInfo.InvariantCulture))),
        new("substring before", new LocalText("The part of a text before another", "另一文本之前的部分"),
            Of([Text, Match], FeelType.String, (a, _) => Before((string)a[0]!, (string)a[1]!))),
        new("substring after", new LocalText("The part of a text after another", "另一文本之后的部分"),
            Of([Text, Match], FeelType.String, (a, _) => After((string)a[0]!, (string)a[1]!))),
        new("contains", new LocalText("Whether a text holds another", "是否包含另一文本"),
            Of([Text, Match], FeelType.Boolean,
                (a, _) => FeelValues.Box(((string)a[0]!).Contains((string)a[1]!, StringComparison.Ordinal)))),
        new("starts with", new LocalText("Whether a text begins with another", "是否以另一文本开头"),
            Of([Text, Match], FeelType.Boolean,
                (a, _) => FeelValues.Box(((string)a[0]!).StartsWith((string)a[1]!, StringComparison.Ordinal)))),
        new("ends with", new LocalText("Whether a text ends with another", "是否以另一文本结尾"),
            Of([Text, Match], FeelType.Boolean,
                (a, _) => FeelValues.Box(((string)a[0]!).EndsWith((string)a[1]!, StringComparison.Ordinal)))),
        new("string join", new LocalText("The texts of a list as one, with a text between them", "用分隔文本连接列表中的文本"),
            Of([P("list", FeelType.List), Optional("delimiter", FeelType.String)], FeelType.String,
                (a, run) => Join((IReadOnlyList<object?>)a[0]!, (string?)a[1] ?? string.Empty, run))),
    ];

    internal static int Length(string text)
    {
        var length = text.Length;
        for (var i = 1; i < text.Length; i++)
        {
            length -= char.IsLowSurrogate(text[i]) && char.IsHighSurrogate(text[i - 1]) ? 1 : 0;
        }

        return length;
    }

    private static object? Substring(string text, decimal start, decimal? length, FeelRun run)
    {
        var count = Length(text);
        var first = decimal.Truncate(start < 0 ? count + start : start - 1);
        if (decimal.Truncate(start) == 0 || first < 0 || first >= count || length < 1)
        {
            return run.Null(FunctionReasons.Outside);
        }

        var last = length is { } wanted && wanted < count - first ? first + decimal.Truncate(wanted) : count;
        return text[UnitOf(text, (int)first)..UnitOf(text, (int)last)];
    }

    /// <summary>The code unit at which a code point begins.</summary>
    private static int UnitOf(string text, int point)
    {
        var unit = 0;
        for (; point > 0; point--)
        {
            unit += char.IsHighSurrogate(text[unit]) && unit + 1 < text.Length && char.IsLowSurrogate(text[unit + 1]) ? 2 : 1;
        }

        return unit;
    }

    private static string Before(string text, string match)
    {
        var at = text.IndexOf(match, StringComparison.Ordinal);
        return at < 0 ? string.Empty : text[..at];
    }

    private static string After(string text, string match)
    {
        var at = text.IndexOf(match, StringComparison.Ordinal);
        return at < 0 ? string.Empty : text[(at + match.Length)..];
    }

    private static object? Join(IReadOnlyList<object?> list, string delimiter, FeelRun run)
    {
        var joined = new StringBuilder();
        var isFirst = true;
        foreach (var item in list)
        {
            if (item is not (string or null))
            {
                return run.Null(FunctionReasons.NotTexts);
            }

            if (!run.Step() || joined.Length > MostLength)
            {
                return run.Null(FunctionReasons.TooLarge);
            }

            if (item is string text)
            {
                joined.Append(isFirst ? string.Empty : delimiter).Append(text);
                isFirst = false;
            }
        }

        return joined.ToString();
    }
}
