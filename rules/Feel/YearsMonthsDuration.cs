namespace Workflows.Rules.Feel;

/// <summary>A length of time in whole months; the most is about two billion years either way.</summary>
public readonly struct YearsMonthsDuration : IEquatable<YearsMonthsDuration>, IComparable<YearsMonthsDuration>
{
    /// <summary>The most months, either way.</summary>
    public const long MaxMonths = 24_000_000_000;

    private YearsMonthsDuration(long months) => Months = months;

    /// <summary>All of it in months.</summary>
    public long Months { get; }

    public static bool TryOfMonths(decimal months, out YearsMonthsDuration duration)
    {
        var good = months is >= -MaxMonths and <= MaxMonths;
        duration = good ? new YearsMonthsDuration((long)decimal.Truncate(months)) : default;
        return good;
    }

    public int CompareTo(YearsMonthsDuration other) => Months.CompareTo(other.Months);

    public bool Equals(YearsMonthsDuration other) => Months == other.Months;

    public override bool Equals(object? obj) => obj is YearsMonthsDuration other && Equals(other);

    public override int GetHashCode() => Months.GetHashCode();

    public override string ToString() => FeelIso.Text(this);

    public static bool operator ==(YearsMonthsDuration a, YearsMonthsDuration b) => a.Equals(b);

    public static bool operator !=(YearsMonthsDuration a, YearsMonthsDuration b) => !a.Equals(b);

    public static bool operator <(YearsMonthsDuration a, YearsMonthsDuration b) => a.CompareTo(b) < 0;

    public static bool operator >(YearsMonthsDuration a, YearsMonthsDuration b) => a.CompareTo(b) > 0;

    public static bool operator <=(YearsMonthsDuration a, YearsMonthsDuration b) => a.CompareTo(b) <= 0;

    public static bool operator >=(YearsMonthsDuration a, YearsMonthsDuration b) => a.CompareTo(b) >= 0;
}
