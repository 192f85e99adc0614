using Workflows.Rules.Feel;

namespace Workflows.Rules.Tables.Analysis;

/// <summary>Values between two others and beyond one, plain enough to be shown to people.</summary>
internal static class ExampleValues
{
    /// <summary>A value between two; null where there is none.</summary>
    public static object? Between(object low, object high) => (low, high) switch
    {
        // Halved first: the distance of two numbers may be beyond what a number holds.
        (decimal a, decimal b) => (a / 2) + (b / 2) is var middle && middle > a && middle < b ? middle : null,
        (FeelDate a, FeelDate b) => b.DayNumber - a.DayNumber > 1 && FeelDate.TryFromDayNumber((a.DayNumber + b.DayNumber) / 2, out var day)
            ? day : null,
        (FeelTime a, FeelTime b) => FeelTime.OfNano((a.NanoOfDay + b.NanoOfDay) / 2, a.Zone),
        (FeelDateTime a, FeelDateTime b) => a.TryAdd(Half(b.Since(a)), out var moment) ? moment : null,
        (DaysTimeDuration a, DaysTimeDuration b) =>
            DaysTimeDuration.TryOfSeconds((a.TotalSeconds + b.TotalSeconds) / 2, out var span) ? span : null,
        (YearsMonthsDuration a, YearsMonthsDuration b) => b.Months - a.Months > 1
            && YearsMonthsDuration.TryOfMonths((a.Months + b.Months) / 2, out var months) ? months : null,
        (string a, string b) => new[] { a + "a", a + " ", a + "\u0001" }.FirstOrDefault(t => FeelValues.Compare(t, b) < 0),
        _ => null,
    };

    /// <summary>A value below one or above it; null where there is none.</summary>
    public static object? Beyond(object value, int by) => value switch
    {
        // At the largest number there is nothing beyond.
        decimal number => Math.Abs(number) < decimal.MaxValue - 1 ? number + by : null,
        FeelDate date => date.TryAddDays(by, out var day) ? day : null,
        FeelDateTime moment => moment.TryAdd(DaysTimeDuration.Of(by * 86_400L, 0), out var later) ? later : null,
        DaysTimeDuration span => span.TryAdd(DaysTimeDuration.Of(by * 3600L, 0), out var longer) ? longer : null,
        YearsMonthsDuration months => YearsMonthsDuration.TryOfMonths(months.Months + by, out var other) ? other : null,
        FeelTime time when by < 0 => time.NanoOfDay > 0 ? FeelTime.OfNano(0, time.Zone) : null,
        FeelTime time => time.NanoOfDay < FeelTime.NanosPerDay - 1 ? FeelTime.OfNano(FeelTime.NanosPerDay - 1, time.Zone) : null,
        string text when by < 0 => text.Length > 0 ? string.Empty : null,
        string text => text + "a",
        _ => null,
    };

    /// <summary>A whole number beside an example, between two ends, of which one may be open; null where there is none.</summary>
    public static object? Whole(object? example, object? low, object? high) => example is not decimal number ? example
        : new[] { Math.Ceiling(number), Math.Floor(number) }
            .Where(whole => (low is not decimal from || whole > from) && (high is not decimal to || whole < to))
            .Select(whole => (object?)whole).FirstOrDefault();

    private static DaysTimeDuration Half(DaysTimeDuration span) =>
        DaysTimeDuration.TryOfSeconds(span.TotalSeconds / 2, out var half) ? half : default;
}
