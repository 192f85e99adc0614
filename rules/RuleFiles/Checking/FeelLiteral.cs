using Workflows.Rules.Facts;
using Workflows.Rules.Feel;

namespace Workflows.Rules.RuleFiles.Checking;

/// <summary>Values and ranges as FEEL writes them.</summary>
internal static class FeelLiteral
{
    public static string Of(object? value) => value switch
    {
        string text => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal) + "\"",
        FeelDate or FeelTime or FeelDateTime or DaysTimeDuration or YearsMonthsDuration => $"@\"{value}\"",
        IReadOnlyList<object?> list => "[" + string.Join(", ", list.Select(Of)) + "]",
        _ => FeelValues.Text(value),
    };

    public static string Of(AllowedRange range) => (range.Low, range.High) switch
    {
        (null, null) => "-",
        (null, var high) => (range.HighIncluded ? "<= " : "< ") + Of(high),
        (var low, null) => (range.LowIncluded ? ">= " : "> ") + Of(low),
        var (low, high) => $"{(range.LowIncluded ? '[' : '(')}{Of(low)}..{Of(high)}{(range.HighIncluded ? ']' : ')')}",
    };
}
