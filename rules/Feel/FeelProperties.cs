namespace Workflows.Rules.Feel;

/// <summary>What can be read with a dot from dates, times, durations and ranges.</summary>
internal static class FeelProperties
{
    private static readonly string[] DateNames = ["year", "month", "day", "weekday"];
    private static readonly string[] TimeNames = ["hour", "minute", "second", "time offset", "timezone"];
    private static readonly string[] DaysNames = ["days", "hours", "minutes", "seconds"];
    private static readonly string[] MonthsNames = ["years", "months"];
    private static readonly string[] RangeNames = ["start", "end", "start included", "end included"];

    public static IReadOnlyList<string> NamesOf(FeelKind kind) => kind switch
    {
        FeelKind.Date => DateNames,
        FeelKind.Time => TimeNames,
        FeelKind.DateTime => [.. DateNames, .. TimeNames],
        FeelKind.DaysTimeDuration => DaysNames,
        FeelKind.YearsMonthsDuration => MonthsNames,
        FeelKind.Range => RangeNames,
        _ => [],
    };

    /// <summary>The type of a property, or null where a type has none of that name.</summary>
    public static FeelType? TypeOf(FeelType type, string name)
    {
        if (!NamesOf(type.Kind).Contains(name))
        {
            return null;
        }

        return name switch
        {
            "time offset" => FeelType.DaysTimeDuration,
            "timezone" => FeelType.String,
            "start" or "end" => ((RangeType)type).Element,
            "start included" or "end included" => FeelType.Boolean,
            _ => FeelType.Number,
        };
    }

    /// <summary>A property of a value; false where it has none of that name.</summary>
    public static bool TryGet(object value, string name, out object? found)
    {
        found = value switch
        {
            FeelDate date => OfDate(date, name),
            FeelTime time => OfTime(time, name, time.Zone?.Offset),
            FeelDateTime moment => OfDate(moment.Date, name) ?? OfTime(moment.Time, name, moment.OffsetSeconds),
            DaysTimeDuration duration => OfDays(duration, name),
            YearsMonthsDuration duration => OfMonths(duration, name),
            FeelRange range => OfRange(range, name),
            _ => null,
        };
        return found is not null || NamesOf(KindOf(value)).Contains(name);
    }

    private static FeelKind KindOf(object value) => value switch
    {
        FeelDate => FeelKind.Date,
        FeelTime => FeelKind.Time,
        FeelDateTime => FeelKind.DateTime,
        DaysTimeDuration => FeelKind.DaysTimeDuration,
        YearsMonthsDuration => FeelKind.YearsMonthsDuration,
        FeelRange => FeelKind.Range,
        _ => FeelKind.Any,
    };

    private static object? OfDate(FeelDate date, string name) => name switch
    {
        "year" => (decimal)date.Year,
        "month" => (decimal)date.Month,
        "day" => (decimal)date.Day,
        "weekday" => (decimal)date.Weekday,
        _ => null,
    };

    private static object? OfTime(FeelTime time, string name, int? offset) => name switch
    {
        "hour" => (decimal)time.Hour,
        "minute" => (decimal)time.Minute,
        "second" => time.Second + (time.Nano / 1_000_000_000m),
        "time offset" => offset is null ? null : DaysTimeDuration.Of(offset.Value, 0),
        "timezone" => time.Zone?.Id,
        _ => null,
    };

    private static object? OfDays(DaysTimeDuration duration, string name) => name switch
    {
        "days" => (decimal)(duration.Seconds / 86_400),
        "hours" => (decimal)(duration.Seconds / 3600 % 24),
        "minutes" => (decimal)(duration.Seconds / 60 % 60),
        "seconds" => (duration.Seconds % 60) + (duration.Nano / 1_000_000_000m),
        _ => null,
    };

    private static object? OfMonths(YearsMonthsDuration duration, string name) => name switch
    {
        "years" => (decimal)(duration.Months / 12),
        "months" => (decimal)(duration.Months % 12),
        _ => null,
    };

    private static object? OfRange(FeelRange range, string name) => name switch
    {
        "start" => range.Start,
        "end" => range.End,
        "start included" => FeelValues.Box(range.StartIncluded),
        "end included" => FeelValues.Box(range.EndIncluded),
        _ => null,
    };
}
