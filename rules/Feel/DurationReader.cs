namespace Workflows.Rules.Feel;

/// <summary>Reads a duration as XML Schema writes it; years and months do not mix with days and times.</summary>
internal static class DurationReader
{
    private const int MaxLength = 100;
    private const string DateUnits = "YMD";
    private const string TimeUnits = "HMS";

    public static bool TryRead(string text, out object? duration)
    {
        duration = null;
        var negative = text.StartsWith('-');
        var at = negative ? 1 : 0;
        if (text.Length is < 3 or > MaxLength || text[at++] != 'P')
        {
            return false;
        }

        var parts = new decimal?[6];
        if (!ReadParts(text, ref at, DateUnits, parts.AsSpan(0, 3)))
        {
            return false;
        }

        if (at < text.Length)
        {
            // A T promises a time behind it.
            if (text[at++] != 'T' || at == text.Length || !ReadParts(text, ref at, TimeUnits, parts.AsSpan(3, 3)) || at < text.Length)
            {
                return false;
            }
        }

        duration = Make(parts, negative ? -1 : 1);
        return duration is not null;
    }

    private static object? Make(decimal?[] parts, int sign)
    {
        var hasMonths = parts[0] is not null || parts[1] is not null;
        var hasDays = parts.AsSpan(2).ContainsAnyExcept((decimal?)null);
        if (hasMonths == hasDays)
        {
            return null;
        }

        if (hasMonths)
        {
            return YearsMonthsDuration.TryOfMonths(sign * (((parts[0] ?? 0) * 12) + (parts[1] ?? 0)), out var months) ? months : null;
        }

        var seconds = ((((parts[2] ?? 0) * 24) + (parts[3] ?? 0)) * 60 + (parts[4] ?? 0)) * 60 + (parts[5] ?? 0);
        return DaysTimeDuration.TryOfSeconds(sign * seconds, out var days) ? days : null;
    }

    private static bool ReadParts(string text, ref int at, string units, Span<decimal?> parts)
    {
        var next = 0;
        while (at < text.Length && text[at] != 'T')
        {
            if (!ReadNumber(text, ref at, out var value, out var isWhole) || at >= text.Length)
            {
                return false;
            }

            var unit = units.IndexOf(text[at++], next);
            if (unit < 0 || (!isWhole && units[unit] != 'S'))
            {
                return false;
            }

            parts[unit] = value;
            next = unit + 1;
        }

        return true;
    }

    private static bool ReadNumber(string text, ref int at, out decimal value, out bool isWhole)
    {
        (value, isWhole) = (0, true);
        var begin = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]) && at - begin < 18)
        {
            value = (value * 10) + text[at++] - '0';
        }

        if (at == begin || at >= text.Length || text[at] != '.')
        {
            return at > begin;
        }

        isWhole = false;
        var unit = 0.1m;
        var point = ++at;
        for (; at < text.Length && char.IsAsciiDigit(text[at]); at++)
        {
            value += at - point < 9 ? unit * (text[at] - '0') : 0;
            unit /= 10;
        }

        return at > point;
    }
}
