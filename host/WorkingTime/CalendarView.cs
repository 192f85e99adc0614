using System.Text.Json;
using Workflows.Engine.WorkingTime;
using Workflows.Rules;

namespace Workflows.Host.WorkingTime;

/// <summary>A calendar as it is shown.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Label">What people call it.</param>
/// <param name="TimeZone">Where its shifts are meant.</param>
/// <param name="HolidayYears">The years whose statutory holidays are known.</param>
/// <param name="IsShipped">Whether the pack brings a calendar of this name.</param>
/// <param name="IsChanged">Whether somebody has put another in its place.</param>
/// <param name="ChangedBy">Who changed it last.</param>
/// <param name="ChangedAt">When.</param>
/// <param name="Reason">Why.</param>
/// <param name="Calendar">The calendar itself, in the form that is put in.</param>
internal sealed record CalendarView(
    string Name, LocalText Label, string TimeZone, IReadOnlyList<int> HolidayYears, bool IsShipped, bool IsChanged, string? ChangedBy,
    DateTimeOffset? ChangedAt, string? Reason, JsonElement Calendar)
{
    public static CalendarView Of(ShopCalendar one) => new(
        one.Calendar.Name, one.Calendar.Label, one.Calendar.TimeZone, [.. one.Calendar.HolidayYears.Order()], one.IsShipped,
        one.Change?.Json is not null, one.Change?.By, one.Change?.At, one.Change?.Reason, one.Json);
}

/// <summary>The calendars.</summary>
internal sealed record CalendarList(IReadOnlyList<CalendarView> Items, string? Next);

/// <summary>Body of a change.</summary>
/// <param name="Calendar">The whole calendar.</param>
/// <param name="Reason">Why; stands in the history of every run whose due time moves.</param>
internal sealed record CalendarText(JsonElement Calendar, string? Reason = null);

/// <summary>Body of a trial: how working time adds up.</summary>
/// <param name="From">Where counting starts.</param>
/// <param name="WorkingTime">How much, such as PT8H.</param>
/// <param name="Pauses">What does not count.</param>
/// <param name="Calendar">A calendar that is not saved yet; null: the one of the address.</param>
internal sealed record CountWish(
    DateTimeOffset From, string WorkingTime, IReadOnlyList<WorkPause>? Pauses = null, JsonElement? Calendar = null);

/// <summary>Body of a look at a month.</summary>
/// <param name="Month">Which, such as 2026-10.</param>
/// <param name="Calendar">A calendar that is not saved yet; null: the one of the address.</param>
internal sealed record MonthWish(string Month, JsonElement? Calendar = null);

/// <summary>The days of a month.</summary>
internal sealed record CalendarMonth(IReadOnlyList<CalendarDay> Items, string? Next);

/// <summary>A day of a calendar.</summary>
/// <param name="Date">Which.</param>
/// <param name="Kind">An ordinary day of the week, a holiday, a make-up day or one that the shop plans by itself.</param>
/// <param name="Name">What the holiday or special day is called.</param>
/// <param name="Shifts">When work counts.</param>
/// <param name="Minutes">How much of it there is.</param>
internal sealed record CalendarDay(DateOnly Date, WorkDayKind Kind, LocalText? Name, IReadOnlyList<string> Shifts, int Minutes)
{
    public static CalendarDay Of(DateOnly date, WorkDay day) => new(
        date, day.Kind, day.Name, [.. day.Shifts.Select(shift => shift.ToString())], day.Shifts.Sum(shift => shift.End - shift.Start));
}

/// <summary>Which due times a change would move.</summary>
/// <param name="Items">The moves, by the present due time.</param>
/// <param name="Next">There is no further page.</param>
/// <param name="Runs">How many runs count by the calendar.</param>
/// <param name="Looked">Of how many of them this tells.</param>
internal sealed record CalendarPreview(IReadOnlyList<DueMove> Items, string? Next, int Runs, int Looked);

/// <summary>A due time that would move.</summary>
/// <param name="RunId">The run that waits.</param>
/// <param name="Run">What it is called, where it is called something.</param>
/// <param name="Process">Its process.</param>
/// <param name="ActivityId">The activity that is due.</param>
/// <param name="From">When it is due now.</param>
/// <param name="To">When it would be.</param>
/// <param name="Arithmetic">How that comes about, interval by interval.</param>
internal sealed record DueMove(
    string RunId, string? Run, LocalText Process, string ActivityId, DateTimeOffset From, DateTimeOffset To, JsonElement? Arithmetic);
