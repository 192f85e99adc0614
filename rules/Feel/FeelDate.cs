namespace Workflows.Rules.Feel;

/// <summary>
/// A day of the proleptic Gregorian calendar, years −999,999,999 to 999,999,999 (year 0 exists, as in ISO 8601). Made by
/// <see cref="TryCreate"/>, so that a value is always a day that exists; the default value is 0001-01-01.
/// </summary>
public readonly struct FeelDate : IEquatable<FeelDate>, IComparable<FeelDate>
{
    /// <summary>The last year that can be written; the first is its negative.</summary>
    public const int MaxYear = 999_999_999;

    private const int DaysPerEra = 146_097;

    private readonly int _year;
    private readonly byte _month;
    private readonly byte _day;

    private FeelDate(int year, int month, int day) => (_year, _month, _day) = (year - 1, (byte)(month - 1), (byte)(day - 1));

    public int Year => _year + 1;

    public int Month => _month + 1;

    public int Day => _day + 1;

    /// <summary>Days since 1970-01-01, negative before.</summary>
    public long DayNumber
    {
        get
        {
            // Counting years from March puts the leap day last, so that the days before a month need no table.
            long y = Month <= 2 ? Year - 1L : Year;
            var era = (y >= 0 ? y : y - 399) / 400;
            var yearOfEra = y - (era * 400);
            var dayOfYear = (((153 * (Month + (Month > 2 ? -3 : 9))) + 2) / 5) + Day - 1;
            var dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
            return (era * DaysPerEra) + dayOfEra - 719_468;
        }
    }

    /// <summary>Monday is 1, Sunday 7.</summary>
    public int Weekday => (int)(((((DayNumber + 3) % 7) + 7) % 7) + 1);

    /// <summary>January 1 is 1.</summary>
    public int DayOfYear => (int)(DayNumber - new FeelDate(Year, 1, 1).DayNumber) + 1;

    public static bool TryCreate(long year, int month, int day, out FeelDate date)
    {
        date = default;
        if (year is < -MaxYear or > MaxYear || month is < 1 or > 12 || day < 1 || day > DaysIn((int)year, month))
        {
            return false;
        }

        date = new FeelDate((int)year, month, day);
        return true;
    }

    /// <summary>The day so many days after 1970-01-01; false outside the range of years.</summary>
    public static bool TryFromDayNumber(long number, out FeelDate date)
    {
        date = default;
        if (number is < -366L * 1_000_000_000 or > 366L * 1_000_000_000)
        {
            return false;
        }

        var z = number + 719_468;
        var era = (z >= 0 ? z : z - DaysPerEra + 1) / DaysPerEra;
        var dayOfEra = z - (era * DaysPerEra);
        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var shifted = ((5 * dayOfYear) + 2) / 153;
        var day = (int)(dayOfYear - (((153 * shifted) + 2) / 5) + 1);
        var month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
        return TryCreate(yearOfEra + (era * 400) + (month <= 2 ? 1 : 0), month, day, out date);
    }

    public static FeelDate Of(DateOnly date) => new(date.Year, date.Month, date.Day);

    public static bool IsLeap(int year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    public static int DaysIn(int year, int month) => month switch
    {
        2 => IsLeap(year) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    /// <summary>The same day so many months later; the month's last day where that day does not exist. False outside the years.</summary>
    public bool TryAddMonths(long months, out FeelDate date)
    {
        // What is asked for may be stored over what it is asked of.
        var day = Day;
        var count = (Year * 12L) + Month - 1 + Math.Clamp(months, -YearsMonthsDuration.MaxMonths, YearsMonthsDuration.MaxMonths);
        var year = (count >= 0 ? count : count - 11) / 12;
        var month = (int)(count - (year * 12)) + 1;
        date = default;
        return year is >= -MaxYear and <= MaxYear && TryCreate(year, month, Math.Min(day, DaysIn((int)year, month)), out date);
    }

    public bool TryAddDays(long days, out FeelDate date)
    {
        var number = DayNumber + Math.Clamp(days, -1_000_000_000_000, 1_000_000_000_000);
        return TryFromDayNumber(number, out date);
    }

    public int CompareTo(FeelDate other) =>
        Year != other.Year ? Year.CompareTo(other.Year) : ((Month * 32) + Day).CompareTo((other.Month * 32) + other.Day);

    public bool Equals(FeelDate other) => CompareTo(other) == 0;

    public override bool Equals(object? obj) => obj is FeelDate other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(_year, _month, _day);

    public override string ToString() => FeelIso.Text(this);

    public static bool operator ==(FeelDate a, FeelDate b) => a.Equals(b);

    public static bool operator !=(FeelDate a, FeelDate b) => !a.Equals(b);

    public static bool operator <(FeelDate a, FeelDate b) => a.CompareTo(b) < 0;

    public static bool operator >(FeelDate a, FeelDate b) => a.CompareTo(b) > 0;

    public static bool operator <=(FeelDate a, FeelDate b) => a.CompareTo(b) <= 0;

    public static bool operator >=(FeelDate a, FeelDate b) => a.CompareTo(b) >= 0;
}
