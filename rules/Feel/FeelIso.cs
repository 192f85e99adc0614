using System.Globalization;
using System.Text;

namespace Workflows.Rules.Feel;

/// <summary>
/// Dates, times and durations as text: what FEEL's literals, functions and <c>string()</c> read and write (ISO 8601, with
/// <c>@Zone/Id</c> behind a time). Reading is strict: what is not written exactly so is not read.
/// </summary>
public static class FeelIso
{
    public static bool TryDate(string text, out FeelDate date)
    {
        var at = 0;
        return ReadDate(text, ref at, out date) && at == text.Length;
    }

    public static bool TryTime(string text, out FeelTime time)
    {
        var at = 0;
        return ReadTime(text, ref at, out time, out var nextDay) && at == text.Length && !nextDay;
    }

    /// <summary>A date and time; a date alone is its midnight.</summary>
    public static bool TryDateTime(string text, out FeelDateTime moment)
    {
        var at = 0;
        moment = default;
        if (!ReadDate(text, ref at, out var date))
        {
            return false;
        }

        if (at == text.Length)
        {
            moment = new FeelDateTime(date, default);
            return true;
        }

        if (text[at++] != 'T' || !ReadTime(text, ref at, out var time, out var nextDay) || at != text.Length)
        {
            return false;
        }

        var good = !nextDay || date.TryAddDays(1, out date);
        moment = new FeelDateTime(date, time);
        return good;
    }

    /// <summary>Either kind of duration: <c>P1Y2M</c>, <c>-P1DT2H3M4.5S</c>.</summary>
    public static bool TryDuration(string text, out object? duration) => DurationReader.TryRead(text, out duration);

    /// <summary>What an at-literal holds: a date, a time, a date and time, or a duration.</summary>
    public static bool TryAny(string text, out object? value)
    {
        value = null;
        if (TryDate(text, out var date))
        {
            value = date;
        }
        else if (TryDateTime(text, out var moment))
        {
            value = moment;
        }
        else if (TryTime(text, out var time))
        {
            value = time;
        }
        else if (TryDuration(text, out var duration))
        {
            value = duration;
        }

        return value is not null;
    }

    public static string Text(FeelDate date)
    {
        var year = Math.Abs(date.Year).ToString("0000", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{(date.Year < 0 ? "-" : string.Empty)}{year}-{date.Month:00}-{date.Day:00}");
    }

    public static string Text(FeelTime time) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.Hour:00}:{time.Minute:00}:{time.Second:00}{Fraction(time.Nano)}{time.Zone}");

    public static string Text(FeelDateTime moment) => Text(moment.Date) + "T" + Text(moment.Time);

    public static string Text(YearsMonthsDuration duration)
    {
        var months = Math.Abs(duration.Months);
        var text = new StringBuilder(duration.Months < 0 ? "-P" : "P");
        Part(text, months / 12, 'Y');
        Part(text, months % 12, 'M');
        return months == 0 ? "P0M" : text.ToString();
    }

    public static string Text(DaysTimeDuration duration)
    {
        var (seconds, nano) = (Math.Abs(duration.Seconds), Math.Abs(duration.Nano));
        if (seconds == 0 && nano == 0)
        {
            return "PT0S";
        }

        var text = new StringBuilder(duration.IsNegative ? "-P" : "P");
        Part(text, seconds / 86_400, 'D');
        if (seconds % 86_400 == 0 && nano == 0)
        {
            return text.ToString();
        }

        text.Append('T');
        Part(text, seconds / 3600 % 24, 'H');
        Part(text, seconds / 60 % 60, 'M');
        if (seconds % 60 != 0 || nano != 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{seconds % 60}{Fraction(nano)}S");
        }

        return text.ToString();
    }

    private static void Part(StringBuilder text, long value, char unit)
    {
        if (value != 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{value}{unit}");
        }
    }

    private static string Fraction(int nano) =>
        nano == 0 ? string.Empty : "." + nano.ToString("000000000", CultureInfo.InvariantCulture).TrimEnd('0');

    private static bool ReadDate(string text, ref int at, out FeelDate date)
    {
        date = default;
        var negative = at < text.Length && text[at] == '-';
        at += negative ? 1 : 0;
        var begin = at;
        var good = Digits(text, ref at, 4, 9, out var year);
        good = good && (at - begin == 4 || text[begin] != '0');
        return good && Sign(text, ref at, '-') && Digits(text, ref at, 2, 2, out var month) && Sign(text, ref at, '-')
            && Digits(text, ref at, 2, 2, out var day) && FeelDate.TryCreate(negative ? -year : year, (int)month, (int)day, out date);
    }

    private static bool ReadTime(string text, ref int at, out FeelTime time, out bool nextDay)
    {
        (time, nextDay) = (default, false);
        if (!Digits(text, ref at, 2, 2, out var hour) || !Sign(text, ref at, ':') || !Digits(text, ref at, 2, 2, out var minute)
            || !Sign(text, ref at, ':') || !Digits(text, ref at, 2, 2, out var second) || !ReadFraction(text, ref at, out var nano)
            || !ReadZone(text, ref at, out var zone))
        {
            return false;
        }

        nextDay = hour == 24 && minute == 0 && second == 0 && nano == 0;
        return FeelTime.TryCreate(nextDay ? 0 : (int)hour, (int)minute, (int)second, nano, zone, out time);
    }

    private static bool ReadFraction(string text, ref int at, out int nano)
    {
        nano = 0;
        if (at >= text.Length || text[at] != '.')
        {
            return true;
        }

        var begin = ++at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            nano = at - begin < 9 ? (nano * 10) + text[at] - '0' : nano;
            at++;
        }

        for (var i = at - begin; i < 9; i++)
        {
            nano *= 10;
        }

        return at > begin;
    }

    private static bool ReadZone(string text, ref int at, out FeelZone? zone)
    {
        zone = null;
        if (at >= text.Length)
        {
            return true;
        }

        switch (text[at++])
        {
            case 'Z' or 'z':
                zone = FeelZone.Utc;
                return true;
            case '@':
                zone = FeelZone.OfId(text[at..]);
                at = text.Length;
                return zone is not null;
            case '+':
                return ReadOffset(text, ref at, 1, out zone);
            case '-':
                return ReadOffset(text, ref at, -1, out zone);
            default:
                return false;
        }
    }

    private static bool ReadOffset(string text, ref int at, int sign, out FeelZone? zone)
    {
        zone = null;
        long second = 0;
        long minute = 0;
        var good = Digits(text, ref at, 2, 2, out var hour) && Sign(text, ref at, ':') && Digits(text, ref at, 2, 2, out minute)
            && (at == text.Length || (Sign(text, ref at, ':') && Digits(text, ref at, 2, 2, out second)));
        if (!good || minute > 59 || second > 59)
        {
            return false;
        }

        zone = FeelZone.OfOffset(sign * (int)((hour * 3600) + (minute * 60) + second));
        return zone is not null;
    }

    private static bool Sign(string text, ref int at, char sign) => at < text.Length && text[at++] == sign;

    private static bool Digits(string text, ref int at, int least, int most, out long value)
    {
        value = 0;
        var begin = at;
        while (at < text.Length && at - begin < most && char.IsAsciiDigit(text[at]))
        {
            value = (value * 10) + text[at++] - '0';
        }

        return at - begin >= least;
    }
}
