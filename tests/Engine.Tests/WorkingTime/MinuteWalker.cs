using Workflows.Engine.WorkingTime;

namespace Workflows.Tests.WorkingTime;

/// <summary>The slow oracle: asks of each minute by itself whether it counts, from the plan and the zone alone.</summary>
internal sealed class MinuteWalker(WorkCalendar calendar, TimeZoneInfo zone, IReadOnlyList<WorkPause> pauses)
{
    public bool Counts(DateTimeOffset at) => InShift(at) && !pauses.Any(p => at >= p.From && (p.To is null || at < p.To));

    public TimeSpan Between(DateTimeOffset from, DateTimeOffset to)
    {
        var minutes = 0;
        for (var at = from; at < to; at = at.AddMinutes(1))
        {
            minutes += Counts(at) ? 1 : 0;
        }

        return TimeSpan.FromMinutes(minutes);
    }

    public DateTimeOffset? Add(DateTimeOffset from, TimeSpan work, int days)
    {
        var left = (int)work.TotalMinutes;
        for (var at = from; at < from.AddDays(days); at = at.AddMinutes(1))
        {
            if (left == 0)
            {
                return at;
            }

            left -= Counts(at) ? 1 : 0;
            if (left == 0)
            {
                return at.AddMinutes(1);
            }
        }

        return null;
    }

    private bool InShift(DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone).DateTime;
        var minute = (local.Hour * 60) + local.Minute;
        var date = DateOnly.FromDateTime(local);
        return calendar.Day(date).Shifts.Any(s => minute >= s.Start && minute < s.End)
            || calendar.Day(date.AddDays(-1)).Shifts.Any(s => minute + 1440 >= s.Start && minute + 1440 < s.End);
    }
}
