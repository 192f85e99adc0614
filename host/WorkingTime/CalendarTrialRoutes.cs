using System.Globalization;
using System.Text.Json;
using Workflows.Engine.Ports;
using Workflows.Engine.Runs;
using Workflows.Engine.WorkingTime;
using Workflows.Host.Definitions;
using Workflows.Host.Problems;
using Workflows.Host.Security.Access;

namespace Workflows.Host.WorkingTime;

/// <summary>
/// Looking at a calendar, as it is or as somebody would have it: the days of a month, and which due times a change would move.
/// </summary>
internal static class CalendarTrialRoutes
{
    // A preview decides for each run and writes nothing; beyond so many it is told for these alone.
    private const int MostRuns = 500;

    public static void MapCalendarTrials(this RouteGroupBuilder calendars)
    {
        calendars.MapPost("/{name}/days", Days).Needs(Permission.ReadRules).Produces<CalendarMonth>();
        calendars.MapPost("/{name}/preview", PreviewAsync).Needs(Permission.PublishRules).Produces<CalendarPreview>();
    }

    private static IResult Days(string name, Body<MonthWish> body, Calendars calendars)
    {
        var wish = body.Value;
        if (!DateOnly.TryParseExact(wish.Month + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)
            || first.Year is < 1900 or > 9900)
        {
            return HostProblems.Invalid(new($"{wish.Month} is no month.", $"{wish.Month} 不是有效的月份。"),
                new("Write it as 2026-09.", "请写成 2026-09。"));
        }

        var (calendar, problem) = Meant(name, wish.Calendar, calendars);
        return calendar is null
            ? problem!
            : TypedResults.Ok(new CalendarMonth([
                .. Enumerable.Range(0, DateTime.DaysInMonth(first.Year, first.Month))
                    .Select(n => CalendarDay.Of(first.AddDays(n), calendar.Day(first.AddDays(n)))),
            ], null));
    }

    private static async Task<IResult> PreviewAsync(
        string name, Body<CalendarText> body, Calendars calendars, RunService runs, IRunStore store, DefinitionLibrary library,
        CancellationToken stop)
    {
        var (calendar, problem) = Meant(name, body.Value.Calendar, calendars);
        if (calendar is null)
        {
            return problem!;
        }

        var counting = await runs.CountingByAsync(name, stop);
        var items = new List<DueMove>();
        foreach (var run in counting.Take(MostRuns))
        {
            var moved = await runs.WouldMoveAsync(run, calendar, stop);
            if (moved.Count > 0 && await store.FindRunAsync(run, stop) is { } head)
            {
                var label = library.LabelOf(head.DefinitionId);
                items.AddRange(moved.Select(due => new DueMove(
                    run, head.Name ?? head.CorrelationId, label, due.ActivityId, due.Moves[0].From, due.Moves[0].To, due.Arithmetic)));
            }
        }

        return TypedResults.Ok(new CalendarPreview(
            [.. items.OrderBy(move => move.From)], null, counting.Count, Math.Min(counting.Count, MostRuns)));
    }

    private static (WorkCalendar? Calendar, Problem? Problem) Meant(string name, JsonElement? draft, Calendars calendars)
    {
        if (draft is null)
        {
            return calendars.Find(name) is { } known ? (known.Calendar, null) : (null, HostProblems.NotFound("calendar", name));
        }

        var (calendar, diagnostics) = calendars.Try(name, draft.Value);
        return calendar is null ? (null, CalendarRoutes.NotRight(diagnostics))
            : string.Equals(calendar.Name, name, StringComparison.OrdinalIgnoreCase) ? (calendar, null)
            : (null, CalendarRoutes.OtherName(calendar.Name, name));
    }
}
