using System.Globalization;
using System.Text;
using Workflows.Rules.Facts;
using Workflows.Rules.Feel;
using Workflows.Rules.RuleFiles.Checking;

namespace Workflows.Rules.RuleFiles.Compiling;

/// <summary>Fills a template's places with the values of a match.</summary>
internal sealed class TemplateCall
{
    private readonly (string Text, FormulaCall? Call)[] _en;
    private readonly (string Text, FormulaCall? Call)[]? _zh;

    public TemplateCall(BoundTemplate template, IReadOnlyList<ScopeName> names, Evaluation evaluation)
    {
        _en = Calls(template.En, names, evaluation);
        _zh = template.Zh is null ? null : Calls(template.Zh, names, evaluation);
    }

    public LocalizedText Evaluate(object?[] arguments) =>
        new(Fill(_en, arguments, chinese: false), _zh is null ? null : Fill(_zh, arguments, chinese: true));

    /// <summary>A value as people read it: no needless zeros, durations in words.</summary>
    public static string Text(object? value, bool chinese) => value switch
    {
        null => "-",
        decimal number => number.ToString("0.############################", CultureInfo.InvariantCulture),
        true => chinese ? "是" : "yes",
        false => chinese ? "否" : "no",
        FeelDateTime moment => $"{moment.Date} {moment.Time.Hour:00}:{moment.Time.Minute:00}",
        DaysTimeDuration span => Duration(span, chinese),
        YearsMonthsDuration span => Months(span.Months, chinese),
        LocalizedText text => chinese ? text.Zh ?? text.En : text.En,
        RuleFact fact => fact.Key ?? fact.ToString(),
        IReadOnlyList<object?> list => string.Join(chinese ? "、" : ", ", list.Take(20).Select(v => Text(v, chinese)))
            + (list.Count > 20 ? "…" : string.Empty),
        _ => FactText.Of(value),
    };

    private static string Fill((string Text, FormulaCall? Call)[] pieces, object?[] arguments, bool chinese)
    {
        if (pieces is [{ Call: null } only])
        {
            return only.Text;
        }

        var text = new StringBuilder();
        foreach (var (plain, call) in pieces)
        {
            text.Append(call is null ? plain : Text(call.Evaluate(arguments), chinese));
        }

        return text.ToString();
    }

    private static (string Text, FormulaCall? Call)[] Calls(
        IReadOnlyList<TemplatePiece> pieces, IReadOnlyList<ScopeName> names, Evaluation evaluation) =>
        [.. pieces.Select(p => (p.Text, p.Value is null ? null : new FormulaCall(p.Value, names, evaluation)))];

    private static string Duration(DaysTimeDuration span, bool chinese)
    {
        var seconds = Math.Abs(span.Seconds);
        List<string> parts = [];
        Part(parts, seconds >= 172_800 ? seconds / 86_400 : 0, chinese ? "天" : "day", chinese);
        seconds = seconds >= 172_800 ? seconds % 86_400 : seconds;
        Part(parts, seconds / 3600, chinese ? "小时" : "hour", chinese);
        Part(parts, seconds / 60 % 60, chinese ? "分钟" : "minute", chinese);
        Part(parts, seconds % 60, chinese ? "秒" : "second", chinese);
        var text = parts.Count == 0 ? (chinese ? "0 秒" : "0 seconds") : string.Join(" ", parts);
        return span.IsNegative ? "-" + text : text;
    }

    private static string Months(long months, bool chinese)
    {
        List<string> parts = [];
        Part(parts, Math.Abs(months) / 12, chinese ? "年" : "year", chinese);
        Part(parts, Math.Abs(months) % 12, chinese ? "个月" : "month", chinese);
        var text = parts.Count == 0 ? (chinese ? "0 个月" : "0 months") : string.Join(" ", parts);
        return months < 0 ? "-" + text : text;
    }

    private static void Part(List<string> parts, long count, string unit, bool chinese)
    {
        if (count != 0)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{count} {unit}{(chinese || count == 1 ? string.Empty : "s")}"));
        }
    }
}
