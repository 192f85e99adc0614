using static Workflows.Rules.Feel.Functions.BuiltInFunction;

namespace Workflows.Rules.Feel.Functions;

/// <summary>Dates, times and durations: making them, and what can be asked of them.</summary>
internal static class TimeFunctions
{
    private static readonly string[] Days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    private static readonly string[] Months =
    [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ];

    private static readonly FeelParameter FromText = P("from", FeelType.String);
    private static readonly FeelParameter FromMoment = P("from", FeelType.DateTime);

    public static IReadOnlyList<BuiltInFunction> All { get; } =
    [
        new("date", new LocalText("A date from a text, from a date and time, or from year, month and day", "由文本、日期时间或年月日生成日期"),
            Of([FromText], FeelType.Date, (a, run) => FeelIso.TryDate((string)a[0]!, out var date) ? date : Unread(run)),
            Of([FromMoment], FeelType.Date, (a, _) => ((FeelDateTime)a[0]!).Date),
            Of([P("year", FeelType.Number), P("month", FeelType.Number), P("day", FeelType.Number)], FeelType.Date, Date)),
        new("time", new LocalText("A time from a text, from a date and time, or from hour, minute and second", "由文本、日期时间或时分秒生成时间"),
            Of([FromText], FeelType.Time, (a, run) => FeelIso.TryTime((string)a[0]!, out var time) ? time : Unread(run)),
            Of([P("from", FeelType.Time)], FeelType.Time, (a, _) => a[0]),
            Of([FromMoment], FeelType.Time, (a, _) => ((FeelDateTime)a[0]!).Time),
            Of(
            [
                P("hour", FeelType.Number), P("minute", FeelType.Number), P("second", FeelType.Number),
                Optional("offset", FeelType.DaysTimeDuration),
            ],
            FeelType.Time, Time)),
        new("date and time", new LocalText("A date and time from a text, or from a date and a time", "由文本或日期和时间生成日期时间"),
            Of([FromText], FeelType.DateTime, (a, run) => FeelIso.TryDateTime((string)a[0]!, out var moment) ? moment : Unread(run)),
            Of([FromMoment], FeelType.DateTime, (a, _) => a[0]),
            Of([P("date", FeelType.DateTime), P("time", FeelType.Time)], FeelType.DateTime,
                (a, _) => new FeelDateTime(((FeelDateTime)a[0]!).Date, (FeelTime)a[1]!))),
        new("duration", new LocalText("A duration from a text such as P1DT2H or P1Y", "由文本（如 P1DT2H、P1Y）生成时长"),
            Of([FromText], FeelType.Any, (a, run) => FeelIso.TryDuration((string)a[0]!, out var duration) ? duration : Unread(run))),
        new("years and months duration", new LocalText("The whole months from one date to another", "两个日期之间的整月数"),
            Of([P("from", FeelType.DateTime), P("to", FeelType.DateTime)], FeelType.YearsMonthsDuration,
                (a, _) => Between(((FeelDateTime)a[0]!).Date, ((FeelDateTime)a[1]!).Date))),
        Part("day of year", "Which day of its year a date is", "一年中的第几天", FeelType.Number, d => (decimal)d.DayOfYear),
        Part("day of week", "The English name of a date's weekday", "星期几（英文）", FeelType.String, d => Days[d.Weekday - 1]),
        Part("month of year", "The English name of a date's month", "月份（英文）", FeelType.String, d => Months[d.Month - 1]),
        Part("week of year", "The week of a date by ISO 8601", "ISO 8601 周数", FeelType.Number, d => (decimal)Week(d)),
        new("now", new LocalText("The date and time of the evaluation", "当前日期时间"),
            Of([], FeelType.DateTime, (_, run) => run.Now)),
        new("today", new LocalText("The date of the evaluation", "当前日期"),
            Of([], FeelType.Date, (_, run) => run.Now.Date)),
    ];

    private static BuiltInFunction Part(string name, string en, string zh, FeelType result, Func<FeelDate, object> of) =>
        new(name, new LocalText(en, zh), Of(
            [P("date", FeelType.DateTime)], result, (a, _) => of(((FeelDateTime)a[0]!).Date)));

    private static object? Unread(FeelRun run) => run.Null(FunctionReasons.NotRead);

    private static object? Date(object?[] a, FeelRun run) =>
        Whole(a[0]) is { } year && Whole(a[1]) is { } month && Whole(a[2]) is { } day && FeelDate.TryCreate(year, month, day, out var date)
            ? date : Unread(run);

    private static object? Time(object?[] a, FeelRun run)
    {
        var second = decimal.Truncate((decimal)a[2]!);
        var nano = (int)(((decimal)a[2]! - second) * FeelTime.NanosPerSecond);
        var zone = a[3] is DaysTimeDuration offset ? ZoneOf(offset) : null;
        return Whole(a[0]) is { } hour && Whole(a[1]) is { } minute && Whole(second) is { } whole && (a[3] is null || zone is not null)
            && FeelTime.TryCreate(hour, minute, whole, nano, zone, out var time) ? time : Unread(run);
    }

    private static FeelZone? ZoneOf(DaysTimeDuration offset) =>
        offset.Seconds is >= -FeelZone.MaxOffset and <= FeelZone.MaxOffset ? FeelZone.OfOffset((int)offset.Seconds) : null;

    private static int? Whole(object? number) =>
        number is decimal d && Math.Abs(d) <= FeelDate.MaxYear ? (int)decimal.Truncate(d) : null;

    /// <summary>Days count only for whether the last month is whole; times do not count.</summary>
    private static YearsMonthsDuration? Between(FeelDate from, FeelDate to)
    {
        var months = (to.Year - (long)from.Year) * 12 + to.Month - from.Month;
        months += months > 0 && to.Day < from.Day ? -1 : months < 0 && to.Day > from.Day ? 1 : 0;
        return YearsMonthsDuration.TryOfMonths(months, out var duration) ? duration : null;
    }

    /// <summary>A week belongs to the year that its Thursday is in.</summary>
    private static int Week(FeelDate date) =>
        date.TryAddDays(4 - date.Weekday, out var thursday) ? (thursday.DayOfYear - 1) / 7 + 1 : (date.DayOfYear - 1) / 7 + 1;
}
