using Workflows.Rules;

namespace Workflows.Engine.WorkingTime;

/// <summary>
/// When work counts: a week of shifts, statutory holidays with their make-up days, and days that the shop plans by itself. Immutable.
/// A special day goes before a holiday, a holiday before the week. Read from JSON by <see cref="WorkCalendarReader"/>.
/// </summary>
public sealed class WorkCalendar
{
    /// <summary>The calendar that is meant where none is named: the shop's own.</summary>
    public const string Ordinary = "shop";

    private readonly IReadOnlyList<WorkShift>[] week;
    private readonly IReadOnlyList<WorkShift> makeUp;
    private readonly IReadOnlyDictionary<DateOnly, WorkHoliday> holidays;
    private readonly Dictionary<DateOnly, WorkDay> special;

    internal WorkCalendar(WorkCalendarParts parts)
    {
        Name = parts.Name;
        Label = parts.Label;
        Zone = parts.Zone;
        week = [.. parts.Week.Select(Merge)];
        makeUp = Merge(parts.MakeUp);
        holidays = parts.Holidays;
        HolidayYears = parts.HolidayYears;
        special = parts.Special.ToDictionary(s => s.Key, s => s.Value with { Shifts = Merge(s.Value.Shifts) });
    }

    /// <summary>The name by which deadlines refer to it.</summary>
    public string Name { get; }

    /// <summary>What people call it.</summary>
    public LocalText Label { get; }

    /// <summary>Offset (<c>+08:00</c>) or IANA id of the time zone in which its shifts are meant.</summary>
    public string TimeZone => Zone.Name;

    internal WorkZone Zone { get; }

    /// <summary>The years whose statutory holidays are known; empty for a calendar that knows no holidays.</summary>
    public IReadOnlySet<int> HolidayYears { get; }

    /// <summary>Shifts of a date and why it has them.</summary>
    public WorkDay Day(DateOnly date)
    {
        if (special.TryGetValue(date, out var day))
        {
            return day;
        }

        return holidays.TryGetValue(date, out var holiday)
            ? new WorkDay(holiday.IsOffDay ? [] : makeUp, holiday.IsOffDay ? WorkDayKind.Holiday : WorkDayKind.MakeUp, holiday.Name)
            : new WorkDay(week[(int)date.DayOfWeek], WorkDayKind.Week, null);
    }

    /// <summary>The date that the calendar's zone has at a moment.</summary>
    public DateOnly DateAt(DateTimeOffset at) => DateOnly.FromDateTime(Zone.Local(at.UtcDateTime).DateTime);

    /// <summary>How far the calendar's clock is ahead of UTC at a moment.</summary>
    public TimeSpan OffsetAt(DateTimeOffset at) => Zone.OffsetAt(at.UtcDateTime);

    /// <summary>Whether work counts at a moment.</summary>
    public bool IsOpen(DateTimeOffset at)
    {
        var local = Zone.Local(at.UtcDateTime);
        return LocalShifts(DateOnly.FromDateTime(local.DateTime)).Any(s =>
            local.TimeOfDay >= TimeSpan.FromMinutes(s.Start) && local.TimeOfDay < TimeSpan.FromMinutes(s.End));
    }

    /// <summary>The stretches of a local date in which work counts, as moments, in order, without overlap.</summary>
    internal void AddStretches(DateOnly date, List<(DateTime From, DateTime To)> into)
    {
        var midnight = date.ToDateTime(TimeOnly.MinValue);
        var first = into.Count;
        foreach (var shift in LocalShifts(date))
        {
            Zone.Map(midnight.AddMinutes(shift.Start), midnight.AddMinutes(shift.End), into);
        }

        if (into.Count - first > 1)
        {
            into.Sort(first, into.Count - first, Comparer<(DateTime From, DateTime To)>.Create((a, b) => a.From.CompareTo(b.From)));
        }
    }

    // The day's own shifts up to midnight, and what yesterday's last shifts reach into it.
    private IReadOnlyList<WorkShift> LocalShifts(DateOnly date)
    {
        var own = Day(date).Shifts;
        var before = date == DateOnly.MinValue ? [] : Day(date.AddDays(-1)).Shifts;
        if (!own.Any(Overnight) && !before.Any(Overnight))
        {
            return own;
        }

        return Merge(
        [
            .. before.Where(Overnight).Select(s => new WorkShift(0, s.End - WorkShift.DayMinutes)),
            .. own.Select(s => s with { End = Math.Min(s.End, WorkShift.DayMinutes) }),
        ]);
    }

    private static bool Overnight(WorkShift shift) => shift.End > WorkShift.DayMinutes;

    private static IReadOnlyList<WorkShift> Merge(IReadOnlyList<WorkShift> shifts)
    {
        var merged = new List<WorkShift>(shifts.Count);
        foreach (var shift in shifts.OrderBy(s => s.Start))
        {
            if (merged.Count > 0 && shift.Start <= merged[^1].End)
            {
                merged[^1] = merged[^1] with { End = Math.Max(merged[^1].End, shift.End) };
            }
            else
            {
                merged.Add(shift);
            }
        }

        return merged;
    }
}

/// <summary>A statutory day: a holiday, or a day of rest that is worked for one.</summary>
internal sealed record WorkHoliday(LocalText Name, bool IsOffDay);

/// <summary>What the reader found, before it is a calendar.</summary>
internal sealed record WorkCalendarParts(
    string Name,
    LocalText Label,
    WorkZone Zone,
    IReadOnlyList<WorkShift>[] Week,
    IReadOnlyList<WorkShift> MakeUp,
    IReadOnlyDictionary<DateOnly, WorkHoliday> Holidays,
    IReadOnlySet<int> HolidayYears,
    IReadOnlyDictionary<DateOnly, WorkDay> Special);
