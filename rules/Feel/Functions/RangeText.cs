using System.Globalization;
using System.Text.RegularExpressions;

namespace Workflows.Rules.Feel.Functions;

/// <summary>Reads a range from text. Its bounds are literals alone: a text is no place for an expression.</summary>
internal static partial class RangeText
{
    private const int MostLength = 1_000;

    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    private const string Bounds =
        """^\s*(?<open>[\[(\]])(?<start>(?:[^".]|\.(?!\.)|"(?:[^"\\]|\\.)*")*)\.\."""
        + """(?<end>(?:[^"]|"(?:[^"\\]|\\.)*")*)(?<close>[\])\[])\s*$""";

    /// <summary>The range; null where the text is none. A bound that is missing must be excluded.</summary>
    public static FeelRange? Read(string text)
    {
        if (text.Length > MostLength || Form().Match(text) is not { Success: true } form)
        {
            return null;
        }

        var (start, end) = (form.Groups["start"].Value.Trim(), form.Groups["end"].Value.Trim());
        var (startIncluded, endIncluded) = (form.Groups["open"].Value == "[", form.Groups["close"].Value == "]");
        if ((start.Length == 0 && (startIncluded || end.Length == 0)) || (end.Length == 0 && endIncluded))
        {
            return null;
        }

        var (low, high) = (Literal(start), Literal(end));
        var isRead = (low is not null || start.Length == 0) && (high is not null || end.Length == 0);
        var isOrdered = low is null || high is null || FeelValues.Compare(low, high) is not null;
        return isRead && isOrdered ? new FeelRange(low, startIncluded, high, endIncluded) : null;
    }

    private static object? Literal(string text)
    {
        if (decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        var call = Call().Match(text);
        var inner = call.Groups["text"].Value;
        return !call.Success ? null : call.Groups["name"].Value.Trim() switch
        {
            "" => inner.Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal),
            "@" => FeelIso.TryAny(inner, out var any) ? any : null,
            "date" => FeelIso.TryDate(inner, out var date) ? date : null,
            "time" => FeelIso.TryTime(inner, out var time) ? time : null,
            "date and time" => FeelIso.TryDateTime(inner, out var moment) ? moment : null,
            "duration" => FeelIso.TryDuration(inner, out var duration) ? duration : null,
            _ => null,
        };
    }

    [GeneratedRegex(Bounds,
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("""^(?:(?<name>@?)"(?<text>(?:[^"\\]|\\.)*)"|(?<name>[a-z ]+)\(\s*"(?<text>(?:[^"\\]|\\.)*)"\s*\))$""",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Call();
}
