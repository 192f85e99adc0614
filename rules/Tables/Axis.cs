using Workflows.Rules.Feel;

namespace Workflows.Rules.Tables;

/// <summary>
/// Kinds of values that lie on a line, so that a stretch of them can be found by halving. A local time is on another line than one with a
/// zone.
/// </summary>
internal enum AxisKind
{
    None,
    Number,
    Date,
    Time,
    LocalTime,
    DateTime,
    LocalDateTime,
    DaysTime,
    YearsMonths,
}

/// <summary>Where a value lies on the line of its kind; order and equality there are those of FEEL.</summary>
internal static class Axis
{
    private const decimal Nano = 0.000000001m;

    public static (AxisKind Kind, decimal At) Of(object? value) => value switch
    {
        decimal number => (AxisKind.Number, number),
        FeelDate date => (AxisKind.Date, date.DayNumber),
        FeelTime time => (time.Zone is null ? AxisKind.LocalTime : AxisKind.Time, time.MomentOfDay),
        FeelDateTime moment =>
            (moment.Zone is null ? AxisKind.LocalDateTime : AxisKind.DateTime, moment.EpochSecond + moment.Time.Nano * Nano),
        DaysTimeDuration days => (AxisKind.DaysTime, days.Seconds + days.Nano * Nano),
        YearsMonthsDuration months => (AxisKind.YearsMonths, months.Months),
        _ => (AxisKind.None, 0),
    };
}
