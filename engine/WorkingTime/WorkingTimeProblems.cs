using System.Globalization;
using Workflows.Rules;

namespace Workflows.Engine.WorkingTime;

/// <summary>What can be wrong with a calendar or with a count on it.</summary>
internal static class WorkingTimeProblems
{
    public static Diagnostic NotACalendar(string file, string path, string expected, string expectedZh) => Error(
        "W401", file, new($"{Where(path)} must be {expected}", $"{Where(path)}应为{expectedZh}"),
        new("Correct the value", "请改正该值"));

    public static Diagnostic NotJson(string file, System.Text.Json.JsonException fault) => new(
        "W401", Severity.Error,
        new SourcePlace(file, (int)(fault.LineNumber ?? 0) + 1, (int)(fault.BytePositionInLine ?? 0) + 1),
        new($"the calendar is no JSON: {fault.Message}", $"日历不是有效的 JSON：{fault.Message}"), new("Correct the text here", "请改正此处"));

    public static Diagnostic UnknownField(string file, string path, string nearest) => new(
        "W402", Severity.Warning, new SourcePlace(file, 0, 0), new($"{Where(path)} is not known to calendars", $"日历没有{Where(path)}这一项"),
        new($"Perhaps {nearest} is meant; otherwise remove it", $"是否想写 {nearest}？否则请删除"));

    public static Diagnostic UnknownZone(string file, string zone) => Error(
        "W403", file, new($"time zone '{zone}' is not known", $"未知时区“{zone}”"),
        new("Write an offset such as +08:00 or an IANA id such as Asia/Shanghai", "请写偏移（如 +08:00）或 IANA 时区名（如 Asia/Shanghai）"));

    public static Diagnostic NeverOpen(string file, string name) => Error(
        "W404", file, new($"calendar '{name}' has no working time at all", $"日历“{name}”没有任何工作时间"),
        new("Give at least one day of the week a shift", "请至少为一周中的一天安排班次"));

    public static Diagnostic NoWorkingTime(string name, int days) => Error(
        "E401", string.Empty,
        new($"calendar '{name}' has not enough working time within {days} days", $"日历“{name}”在 {days} 天内没有足够的工作时间"),
        new("Check the calendar's shifts, or ask for less working time", "请检查日历的班次，或缩短所需的工作时间"));

    public static Diagnostic NegativeWork(TimeSpan work) => Error(
        "E402", string.Empty, new($"working time cannot be negative ({Iso(work)})", $"工作时间不能为负（{Iso(work)}）"),
        new("Give a duration of zero or more", "请给出不小于零的时长"));

    public static Diagnostic OutOfRange() => Error(
        "E403", string.Empty,
        new("the moments lie outside the years 1900 to 9900, or more than twenty years apart", "时刻超出 1900 至 9900 年，或相隔超过二十年"),
        new("Check the dates", "请检查日期"));

    public static LocalText UnknownYear(int year)
    {
        var text = year.ToString(CultureInfo.InvariantCulture);
        return new($"the holidays of {text} are not known: its weeks count as planned", $"{text} 年的节假日安排未知：按周班次计算");
    }

    private static Diagnostic Error(string code, string file, LocalText message, LocalText next) =>
        new(code, Severity.Error, file.Length == 0 ? SourcePlace.None : new SourcePlace(file, 0, 0), message, next);

    private static string Where(string path) => path.Length == 0 ? "the calendar" : $"'{path}'";

    private static string Iso(TimeSpan time) => System.Xml.XmlConvert.ToString(time);
}
