using Workflows.Rules;

namespace Workflows.Engine.WorkingTime;

/// <summary>One count under way: walks day by day, adds up what counts and notes each step.</summary>
internal sealed class WorkTally(WorkCalendar calendar, DateTimeOffset from, IReadOnlyList<WorkPause> pauses)
{
    private const int MostSteps = 120;

    private readonly List<WorkStep> steps = [];
    private readonly List<(DateTime From, DateTime To)> stretches = [];
    private readonly List<(DateTime From, DateTime To)> stops = Merge(pauses);
    private readonly HashSet<int> notedYears = [];
    private TimeSpan total;
    private bool stopped;

    public WorkCount? Run(TimeSpan work, DateTime until)
    {
        var start = from.UtcDateTime;
        var date = DateOnly.FromDateTime(calendar.Zone.Local(start).DateTime);
        for (var day = 0; day <= WorkTimeCounter.LongestSearch; day++, date = date.AddDays(1))
        {
            stretches.Clear();
            calendar.AddStretches(date, stretches);
            NoteDay(date, until);
            foreach (var (open, close) in stretches)
            {
                if (Count(Later(open, start), Earlier(close, until), work, date) is { } due)
                {
                    return Reached(due);
                }
            }

            if (stopped)
            {
                return new WorkCount(calendar.Name, Local(start), null, total, steps);
            }

            if (Midnight(date.AddDays(1)) >= until)
            {
                return null;
            }
        }

        return null;
    }

    public WorkCount Reached(DateTimeOffset at) =>
        new(calendar.Name, Local(from.UtcDateTime), Local(at.UtcDateTime), total, steps);

    public WorkCount Failed(Diagnostic error) => new(calendar.Name, Local(from.UtcDateTime), null, total, [], error);

    // Counts a stretch of a shift, cut by the pauses; gives the moment at which the work is done.
    private DateTimeOffset? Count(DateTime open, DateTime close, TimeSpan work, DateOnly date)
    {
        foreach (var (stop, resume) in stops)
        {
            if (open >= close || stop >= close)
            {
                break;
            }

            if (resume <= open)
            {
                continue;
            }

            if (stop > open && Take(open, stop, work, date) is { } due)
            {
                return due;
            }

            // Only a sum that is still wanted waits for the end of a pause.
            stopped |= resume == DateTime.MaxValue && work != TimeSpan.MaxValue;
            Note(WorkStepKind.Paused, Later(open, stop), Earlier(close, resume), date);
            open = Later(open, Earlier(close, resume));
        }

        return open < close ? Take(open, close, work, date) : null;
    }

    private DateTimeOffset? Take(DateTime open, DateTime close, TimeSpan work, DateOnly date)
    {
        var enough = close - open >= work - total;
        var end = enough ? open + (work - total) : close;
        total += end - open;
        Note(WorkStepKind.Counted, open, end, date);
        return enough ? new DateTimeOffset(end) : null;
    }

    private void NoteDay(DateOnly date, DateTime until)
    {
        if (calendar.HolidayYears.Count > 0 && !calendar.HolidayYears.Contains(date.Year) && notedYears.Add(date.Year))
        {
            var at = calendar.Zone.Local(Midnight(date));
            steps.Add(new WorkStep(WorkStepKind.Note, at, at, default, total, WorkingTimeProblems.UnknownYear(date.Year)));
        }

        if (stretches.Count > 0 || steps.Count >= MostSteps || Midnight(date) >= until)
        {
            return;
        }

        var day = calendar.Day(date);
        var (begin, end) = (calendar.Zone.Local(Midnight(date)), calendar.Zone.Local(Midnight(date.AddDays(1))));
        if (steps.Count > 0 && steps[^1] is { Kind: WorkStepKind.Closed } last && last.To == begin && Equals(last.Why, day.Name))
        {
            steps[^1] = last with { To = end };
        }
        else
        {
            steps.Add(new WorkStep(WorkStepKind.Closed, begin, end, default, total, day.Name));
        }
    }

    private void Note(WorkStepKind kind, DateTime open, DateTime close, DateOnly date)
    {
        var counted = kind == WorkStepKind.Counted ? close - open : default;
        if (steps.Count >= MostSteps)
        {
            Fold(open, close, counted);
            return;
        }

        steps.Add(new WorkStep(kind, Local(open), Local(close), counted, total, calendar.Day(date).Name));
    }

    private void Fold(DateTime open, DateTime close, TimeSpan counted)
    {
        if (steps[^1] is { Kind: WorkStepKind.Further } last)
        {
            steps[^1] = last with { To = Local(close), Counted = last.Counted + counted, Total = total };
        }
        else
        {
            steps.Add(new WorkStep(WorkStepKind.Further, Local(open), Local(close), counted, total, null));
        }
    }

    private DateTimeOffset Local(DateTime utc) => calendar.Zone.Local(utc);

    private DateTime Midnight(DateOnly date)
    {
        var local = date.ToDateTime(TimeOnly.MinValue);
        var guess = DateTime.SpecifyKind(local - calendar.Zone.OffsetAt(DateTime.SpecifyKind(local, DateTimeKind.Utc)), DateTimeKind.Utc);
        return DateTime.SpecifyKind(local - calendar.Zone.OffsetAt(guess), DateTimeKind.Utc);
    }

    private static DateTime Later(DateTime a, DateTime b) => a > b ? a : b;

    private static DateTime Earlier(DateTime a, DateTime b) => a < b ? a : b;

    private static List<(DateTime From, DateTime To)> Merge(IReadOnlyList<WorkPause> pauses)
    {
        var merged = new List<(DateTime From, DateTime To)>();
        foreach (var pause in pauses.Where(p => p.To is null || p.To > p.From).OrderBy(p => p.From))
        {
            var (start, end) = (pause.From.UtcDateTime, pause.To?.UtcDateTime ?? DateTime.MaxValue);
            if (merged.Count > 0 && start <= merged[^1].To)
            {
                merged[^1] = (merged[^1].From, Later(merged[^1].To, end));
            }
            else
            {
                merged.Add((start, end));
            }
        }

        return merged;
    }
}
