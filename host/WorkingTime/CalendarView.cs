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
