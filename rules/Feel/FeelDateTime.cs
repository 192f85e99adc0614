namespace Workflows.Rules.Feel;

/// <summary>
/// A day and a time of day, with a zone or without (local). Equality and order compare the moments: without a zone it counts as UTC;
/// <see cref="IsSame"/> compares what is written.
/// </summary>
public readonly struct FeelDateTime(FeelDate date, FeelTime time) : IEquatable<FeelDateTime>, IComparable<FeelDateTime>
{
    public FeelDate Date { get; } = date;

    public FeelTime Time { get; } = time;

    public FeelZone? Zone => Time.Zone;

    /// <summary>Seconds east of UTC at this moment, or null for a local one.</summary>
    public int? OffsetSeconds => Zone?.OffsetAt(Date, Time.NanoOfDay / FeelTime.NanosPerSecond);

    /// <summary>Whole seconds since 1970-01-01T00:00:00Z; a local one counts as UTC.</summary>
    public long EpochSecond => LocalSecond - (OffsetSeconds ?? 0);

    private long LocalSecond => (Date.DayNumber * 86_400) + (Time.NanoOfDay / FeelTime.NanosPerSecond);

    public static FeelDateTime Of(DateTimeOffset moment)
    {
        var nano = moment.TimeOfDay.Ticks * 100;
        return new(FeelDate.Of(DateOnly.FromDateTime(moment.DateTime)), FeelTime.OfNano(nano, OffsetOf(moment)));
    }

    /// <summary>
    /// Adds a duration: within a zone with daylight saving, days are calendar days and hours are elapsed hours. False outside the years.
    /// </summary>
    public bool TryAdd(DaysTimeDuration duration, out FeelDateTime moment)
    {
        var nano = Time.Nano + (long)duration.Nano;
        var days = duration.Seconds / 86_400;
        if (!Date.TryAddDays(days, out var day))
        {
            moment = default;
            return false;
        }

        var shifted = new FeelDateTime(day, Time);
        var offset = shifted.OffsetSeconds ?? 0;
        var second = shifted.LocalSecond + (duration.Seconds % 86_400) + Math.DivRem(nano, FeelTime.NanosPerSecond, out nano);
        return Zone?.Id is null
            ? TryFromLocal(second, nano, Zone, out moment) : TryFromUtc(second - offset, nano, Zone, out moment);
    }

    public bool TryAddMonths(long months, out FeelDateTime moment)
    {
        var good = Date.TryAddMonths(months, out var day);
        moment = new FeelDateTime(day, Time);
        return good;
    }

    /// <summary>What lies between this and an earlier moment.</summary>
    public DaysTimeDuration Since(FeelDateTime earlier) =>
        DaysTimeDuration.Of(EpochSecond - earlier.EpochSecond, Time.Nano - earlier.Time.Nano);

    /// <summary>The moment in UTC ticks, or null where it lies outside years 1 to 9999.</summary>
    public DateTimeOffset? ToDateTimeOffset()
    {
        var ticks = (Int128)(EpochSecond + 62_135_596_800) * 10_000_000 + (Time.Nano / 100);
        if (ticks < 0 || ticks > DateTime.MaxValue.Ticks)
        {
            return null;
        }

        var utc = new DateTimeOffset((long)ticks, TimeSpan.Zero);
        var offset = TimeSpan.FromMinutes((OffsetSeconds ?? 0) / 60);
        return offset.Duration() <= TimeSpan.FromHours(14) && utc.Year is > 1 and < 9999 ? utc.ToOffset(offset) : utc;
    }

    /// <summary>Whether both are written alike, zone included.</summary>
    public bool IsSame(FeelDateTime other) => Date == other.Date && Time.IsSame(other.Time);

    public int CompareTo(FeelDateTime other)
    {
        var seconds = EpochSecond.CompareTo(other.EpochSecond);
        return seconds != 0 ? seconds : Time.Nano.CompareTo(other.Time.Nano);
    }

    public bool Equals(FeelDateTime other) => CompareTo(other) == 0;

    public override bool Equals(object? obj) => obj is FeelDateTime other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(EpochSecond, Time.Nano);

    public override string ToString() => FeelIso.Text(this);

    /// <summary>The moment a local second names; seconds count from 1970 on the local clock.</summary>
    internal static bool TryFromLocal(long second, long nano, FeelZone? zone, out FeelDateTime moment)
    {
        var (day, rest) = Math.DivRem(second, 86_400);
        (day, rest) = rest < 0 ? (day - 1, rest + 86_400) : (day, rest);
        if (nano < 0)
        {
            return TryFromLocal(second - 1, nano + FeelTime.NanosPerSecond, zone, out moment);
        }

        var good = FeelDate.TryFromDayNumber(day, out var date);
        moment = new FeelDateTime(date, FeelTime.OfNano((rest * FeelTime.NanosPerSecond) + nano, zone));
        return good;
    }

    internal static bool TryFromUtc(long second, long nano, FeelZone zone, out FeelDateTime moment)
    {
        if (!TryFromLocal(second, nano, FeelZone.Utc, out moment))
        {
            return false;
        }

        var offset = zone.OffsetAtUtc(moment.Date, moment.Time.NanoOfDay / FeelTime.NanosPerSecond);
        return TryFromLocal(second + offset, nano, zone, out moment);
    }

    private static FeelZone OffsetOf(DateTimeOffset moment) => FeelZone.OfOffset((int)moment.Offset.TotalSeconds) ?? FeelZone.Utc;

    public static bool operator ==(FeelDateTime a, FeelDateTime b) => a.Equals(b);

    public static bool operator !=(FeelDateTime a, FeelDateTime b) => !a.Equals(b);

    public static bool operator <(FeelDateTime a, FeelDateTime b) => a.CompareTo(b) < 0;

    public static bool operator >(FeelDateTime a, FeelDateTime b) => a.CompareTo(b) > 0;

    public static bool operator <=(FeelDateTime a, FeelDateTime b) => a.CompareTo(b) <= 0;

    public static bool operator >=(FeelDateTime a, FeelDateTime b) => a.CompareTo(b) >= 0;
}
