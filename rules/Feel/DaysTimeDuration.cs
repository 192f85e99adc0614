namespace Workflows.Rules.Feel;

/// <summary>A length of time in days and parts of them, to the nanosecond; both parts have the same sign.</summary>
public readonly struct DaysTimeDuration : IEquatable<DaysTimeDuration>, IComparable<DaysTimeDuration>
{
    /// <summary>The most seconds, either way: more than two billion years.</summary>
    public const long MaxSeconds = 100_000_000_000_000_000;

    private const decimal NanosPerSecond = 1_000_000_000m;

    private DaysTimeDuration(long seconds, int nano) => (Seconds, Nano) = (seconds, nano);

    /// <summary>Whole seconds, towards zero.</summary>
    public long Seconds { get; }

    /// <summary>Nanoseconds beyond the whole seconds, with the duration's sign.</summary>
    public int Nano { get; }

    public bool IsNegative => Seconds < 0 || Nano < 0;

    /// <summary>Seconds with their fraction.</summary>
    public decimal TotalSeconds => Seconds + (Nano / NanosPerSecond);

    public static DaysTimeDuration Of(TimeSpan span) => Of(span.Ticks / 10_000_000, span.Ticks % 10_000_000 * 100);

    /// <summary>Any seconds and nanoseconds, brought to the same sign. Seconds beyond <see cref="MaxSeconds"/> are held there.</summary>
    public static DaysTimeDuration Of(long seconds, long nano)
    {
        seconds = Math.Clamp(seconds, -MaxSeconds, MaxSeconds) + (nano / FeelTime.NanosPerSecond);
        nano %= FeelTime.NanosPerSecond;
        return (seconds, nano) switch
        {
            ( > 0, < 0) => new DaysTimeDuration(seconds - 1, (int)(nano + FeelTime.NanosPerSecond)),
            ( < 0, > 0) => new DaysTimeDuration(seconds + 1, (int)(nano - FeelTime.NanosPerSecond)),
            _ => new DaysTimeDuration(seconds, (int)nano),
        };
    }

    /// <summary>So many seconds, cut to the nanosecond; false beyond <see cref="MaxSeconds"/>.</summary>
    public static bool TryOfSeconds(decimal seconds, out DaysTimeDuration duration)
    {
        duration = default;
        if (seconds is < -MaxSeconds or > MaxSeconds)
        {
            return false;
        }

        var whole = decimal.Truncate(seconds);
        duration = Of((long)whole, (long)((seconds - whole) * NanosPerSecond));
        return true;
    }

    public bool TryAdd(DaysTimeDuration other, out DaysTimeDuration sum)
    {
        var seconds = Seconds + other.Seconds;
        sum = Of(seconds, Nano + (long)other.Nano);
        return seconds is >= -MaxSeconds and <= MaxSeconds;
    }

    public DaysTimeDuration Negate() => new(-Seconds, -Nano);

    /// <summary>As a <see cref="TimeSpan"/>, or null where that is too small for it.</summary>
    public TimeSpan? ToTimeSpan() =>
        Seconds is > -900_000_000_000 and < 900_000_000_000 ? new TimeSpan((Seconds * 10_000_000) + (Nano / 100)) : null;

    public int CompareTo(DaysTimeDuration other) =>
        Seconds != other.Seconds ? Seconds.CompareTo(other.Seconds) : Nano.CompareTo(other.Nano);

    public bool Equals(DaysTimeDuration other) => Seconds == other.Seconds && Nano == other.Nano;

    public override bool Equals(object? obj) => obj is DaysTimeDuration other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Seconds, Nano);

    public override string ToString() => FeelIso.Text(this);

    public static bool operator ==(DaysTimeDuration a, DaysTimeDuration b) => a.Equals(b);

    public static bool operator !=(DaysTimeDuration a, DaysTimeDuration b) => !a.Equals(b);

    public static bool operator <(DaysTimeDuration a, DaysTimeDuration b) => a.CompareTo(b) < 0;

    public static bool operator >(DaysTimeDuration a, DaysTimeDuration b) => a.CompareTo(b) > 0;

    public static bool operator <=(DaysTimeDuration a, DaysTimeDuration b) => a.CompareTo(b) <= 0;

    public static bool operator >=(DaysTimeDuration a, DaysTimeDuration b) => a.CompareTo(b) >= 0;
}
