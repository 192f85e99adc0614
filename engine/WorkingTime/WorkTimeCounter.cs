namespace Workflows.Engine.WorkingTime;

/// <summary>
/// Counts working time on a calendar. Every search is bounded: what is not reached within <see cref="LongestSearch"/> days is an error
/// and no endless loop.
/// </summary>
public static class WorkTimeCounter
{
    /// <summary>How many days a count may span: about twenty years.</summary>
    public const int LongestSearch = 7320;

    /// <summary>
    /// The moment at which <paramref name="work"/> has been worked since <paramref name="from"/>, pauses left out. Nothing to work: the
    /// moment itself. While a pause without end stands in the way there is no such moment yet.
    /// </summary>
    public static WorkCount Add(WorkCalendar calendar, DateTimeOffset from, TimeSpan work, IReadOnlyList<WorkPause>? pauses = null)
    {
        if (work < TimeSpan.Zero)
        {
            return new WorkCount(calendar.Name, from, null, default, [], WorkingTimeProblems.NegativeWork(work));
        }

        if (!InRange(from))
        {
            return new WorkCount(calendar.Name, from, null, default, [], WorkingTimeProblems.OutOfRange());
        }

        var tally = new WorkTally(calendar, from, pauses ?? []);
        if (work == TimeSpan.Zero)
        {
            return tally.Reached(from);
        }

        return tally.Run(work, DateTime.MaxValue) ?? tally.Failed(WorkingTimeProblems.NoWorkingTime(calendar.Name, LongestSearch));
    }

    /// <summary>How much working time lies between two moments, pauses left out; negative when the second is before the first.</summary>
    public static WorkCount Between(
        WorkCalendar calendar, DateTimeOffset from, DateTimeOffset to, IReadOnlyList<WorkPause>? pauses = null)
    {
        if (to < from)
        {
            var reverse = Between(calendar, to, from, pauses);
            return reverse with { From = from, Until = to, Counted = -reverse.Counted };
        }

        if (!InRange(from) || !InRange(to) || (to - from).TotalDays > LongestSearch)
        {
            return new WorkCount(calendar.Name, from, null, default, [], WorkingTimeProblems.OutOfRange());
        }

        var tally = new WorkTally(calendar, from, pauses ?? []);
        return tally.Run(TimeSpan.MaxValue, to.UtcDateTime) ?? tally.Reached(to);
    }

    private static bool InRange(DateTimeOffset at) => at.Year is >= 1900 and <= 9900;
}
