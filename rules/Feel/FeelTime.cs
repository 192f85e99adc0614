namespace Workflows.Rules.Feel;

/// <summary>
/// A time of day to the nanosecond, with a zone or without (local). Equality and order compare the moments: a time without a zone counts
/// as UTC; <see cref="IsSame"/> compares what is written.
/// </summary>
public readonly struct FeelTime : IEquatable<FeelTime>, IComparable<FeelTime>
{
    public const long NanosPerSecond = 1_000_000_000;
    public const long NanosPerDay = 86_400 * NanosPerSecond;

    private FeelTime(long nanoOfDay, FeelZone? zone) => (NanoOfDay, Zone) = (nanoOfDay, zone);

    /// <summary>Nanoseconds since local midnight, below a day's.</summary>
    public long NanoOfDay { get; }

    /// <summary>The zone, or null for a local time.</summary>
    public FeelZone? Zone { get; }

    public int Hour => (int)(NanoOfDay / (3600 * NanosPerSecond));

    public int Minute => (int)(NanoOfDay / (60 * NanosPerSecond) % 60);

    /// <summary>Whole seconds of the minute.</summary>
    public int Second => (int)(NanoOfDay / NanosPerSecond % 60);

    /// <summary>Nanoseconds of the second.</summary>
    public int Nano => (int)(NanoOfDay % NanosPerSecond);

    internal long MomentOfDay => NanoOfDay - ((Zone?.Offset ?? 0) * NanosPerSecond);

    public static bool TryCreate(int hour, int minute, int second, int nano, FeelZone? zone, out FeelTime time)
    {
        var good = hour is >= 0 and < 24 && minute is >= 0 and < 60 && second is >= 0 and < 60 && nano is >= 0 and < 1_000_000_000;
        time = good ? new FeelTime(((((hour * 60L) + minute) * 60) + second) * NanosPerSecond + nano, zone) : default;
        return good;
    }

    /// <summary>The time so many nanoseconds after midnight, taken around the clock.</summary>
    public static FeelTime OfNano(long nano, FeelZone? zone) => new(((nano % NanosPerDay) + NanosPerDay) % NanosPerDay, zone);

    /// <summary>Adds around the clock: what goes over midnight begins again at 00:00.</summary>
    public FeelTime Add(DaysTimeDuration duration) =>
        OfNano(NanoOfDay + (duration.Seconds % 86_400 * NanosPerSecond) + duration.Nano, Zone);

    public FeelTime In(FeelZone? zone) => new(NanoOfDay, zone);

    /// <summary>Whether both are written alike, zone included.</summary>
    public bool IsSame(FeelTime other) => NanoOfDay == other.NanoOfDay && Equals(Zone, other.Zone);

    public int CompareTo(FeelTime other) => MomentOfDay.CompareTo(other.MomentOfDay);

    public bool Equals(FeelTime other) => MomentOfDay == other.MomentOfDay;

    public override bool Equals(object? obj) => obj is FeelTime other && Equals(other);

    public override int GetHashCode() => MomentOfDay.GetHashCode();

    public override string ToString() => FeelIso.Text(this);

    public static bool operator ==(FeelTime a, FeelTime b) => a.Equals(b);

    public static bool operator !=(FeelTime a, FeelTime b) => !a.Equals(b);

    public static bool operator <(FeelTime a, FeelTime b) => a.CompareTo(b) < 0;

    public static bool operator >(FeelTime a, FeelTime b) => a.CompareTo(b) > 0;

    public static bool operator <=(FeelTime a, FeelTime b) => a.CompareTo(b) <= 0;

    public static bool operator >=(FeelTime a, FeelTime b) => a.CompareTo(b) >= 0;
}
