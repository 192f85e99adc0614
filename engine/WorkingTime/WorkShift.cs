using System.Globalization;

namespace Workflows.Engine.WorkingTime;

/// <summary>
/// A stretch of a day in which work counts, in minutes of local time since the day began. A shift begins on its day and may end on the
/// next one (<c>22:00-06:00</c> is 1320 to 1800); it is at most 24 hours long.
/// </summary>
/// <param name="Start">First minute that counts, 0 to 1439.</param>
/// <param name="End">First minute that no longer counts, at most <paramref name="Start"/> + 1440.</param>
public readonly record struct WorkShift(int Start, int End)
{
    internal const int DayMinutes = 24 * 60;

    /// <summary>Reads <c>08:00-11:30</c>; <c>24:00</c> is the end of the day, an end at or before the start is on the next day.</summary>
    public static bool TryParse(string text, out WorkShift shift)
    {
        shift = default;
        var parts = text.Split('-', '–', '—');
        if (parts.Length != 2 || !TryMinute(parts[0], out var start) || !TryMinute(parts[1], out var end) || start == DayMinutes)
        {
            return false;
        }

        shift = new WorkShift(start, end > start ? end : end + DayMinutes);
        return true;
    }

    public override string ToString() => $"{Clock(Start)}-{Clock(End == DayMinutes ? End : End % DayMinutes)}";

    private static string Clock(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute / 60:00}:{minute % 60:00}");

    private static bool TryMinute(string text, out int minute)
    {
        minute = 0;
        var parts = text.Trim().Split(':', '：');
        if (parts.Length != 2 || parts[1].Length != 2 || parts[0].Length is < 1 or > 2
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var hours)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes))
        {
            return false;
        }

        minute = (hours * 60) + minutes;
        return minutes < 60 && minute <= DayMinutes;
    }
}
