using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Workflows.Engine.Runs;
using Workflows.Engine.WorkingTime;
using Workflows.Host.Problems;
using Workflows.Host.Security.Access;
using Workflows.Host.Security.Audit;
using Workflows.Rules;

namespace Workflows.Host.WorkingTime;

/// <summary>Calendars over HTTP: reading, changing, taking back, and trying how a due time comes about.</summary>
internal static class CalendarRoutes
{
    private const int LongestReason = 500;

    public static void AddWorkingTime(this IServiceCollection services) => services.AddHostedService<RecountWorker>();

    public static void MapCalendars(this RouteGroupBuilder api)
    {
        var calendars = api.MapGroup("/calendars");
        calendars.MapGet("", (Calendars all) => new CalendarList([.. all.All.Select(CalendarView.Of)], null))
            .Needs(Permission.ReadRules).Produces<CalendarList>();
        calendars.MapGet("/{name}", Find).Needs(Permission.ReadRules).Produces<CalendarView>();
        calendars.MapPut("/{name}", SaveAsync).Needs(Permission.PublishRules).Produces<CalendarView>();
        calendars.MapDelete("/{name}", RestoreAsync).Needs(Permission.PublishRules).Produces<CalendarView>().Produces(204);
        calendars.MapPost("/{name}/count", Count).Needs(Permission.ReadRules).Produces<JsonElement>();
        calendars.MapCalendarTrials();
    }

    private static IResult Find(string name, HttpContext context, Calendars calendars) =>
        calendars.Find(name) is { } found ? Answer(context, found) : HostProblems.NotFound("calendar", name);

    private static async Task<IResult> SaveAsync(
        string name, Body<CalendarText> body, HttpContext context, Calendars calendars, AuditLog audit)
    {
        if (Refusal(name, context, calendars) is { } refusal)
        {
            return refusal;
        }

        var (calendar, diagnostics) = calendars.Try(name, body.Value.Calendar);
        if (calendar is null)
        {
            return NotRight(diagnostics);
        }

        if (!string.Equals(calendar.Name, name, StringComparison.OrdinalIgnoreCase))
        {
            return OtherName(calendar.Name, name);
        }

        var reason = body.Value.Reason is { Length: > LongestReason } long_ ? long_[..LongestReason] : body.Value.Reason;
        var saved = await calendars.ChangeAsync(name, body.Value.Calendar, reason, context.Actor());
        await audit.WriteAsync(context, "change calendar", name, AuditOutcome.Done, reason);
        return Answer(context, saved!);
    }

    private static async Task<IResult> RestoreAsync(
        string name, HttpContext context, Calendars calendars, RunService runs, AuditLog audit, string? reason = null)
    {
        if (calendars.Find(name) is not { } found)
        {
            return HostProblems.NotFound("calendar", name);
        }

        if (Refusal(name, context, calendars) is { } refusal)
        {
            return refusal;
        }

        if (!found.IsShipped && (await runs.CountingByAsync(name, context.RequestAborted)).Count is > 0 and var waiting)
        {
            return HostProblems.Conflict(
                new($"{waiting} runs count by the calendar {name}.", $"有 {waiting} 个流程按日历 {name} 计时。"),
                new("Change it instead, or wait until they have ended.", "请改为修改该日历，或等待这些流程结束。"));
        }

        var left = await calendars.ChangeAsync(name, null, reason, context.Actor());
        await audit.WriteAsync(context, "restore calendar", name, AuditOutcome.Done, reason);
        return left is null ? TypedResults.NoContent() : Answer(context, left);
    }

    private static IResult Count(string name, Body<CountWish> body, Calendars calendars)
    {
        var wish = body.Value;
        var (calendar, diagnostics) = wish.Calendar is { } draft
            ? calendars.Try(name, draft)
            : new WorkCalendarResult(calendars.Find(name)?.Calendar, []);
        if (calendar is null)
        {
            return diagnostics.Count == 0 ? HostProblems.NotFound("calendar", name) : NotRight(diagnostics);
        }

        TimeSpan work;
        try
        {
            work = System.Xml.XmlConvert.ToTimeSpan(wish.WorkingTime);
        }
        catch (Exception fault) when (fault is FormatException or OverflowException)
        {
            return HostProblems.Invalid(new($"{wish.WorkingTime} is no duration.", $"{wish.WorkingTime} 不是时长。"),
                new("Write it as PT8H.", "请写成 PT8H。"));
        }

        var count = WorkTimeCounter.Add(calendar, wish.From, work, wish.Pauses);
        return count.Error is { } error
            ? HostProblems.Invalid(error.Message, error.NextStep, [error])
            : TypedResults.Ok(count.ToJson());
    }

    public static Problem OtherName(string own, string wanted) =>
        HostProblems.Invalid(new($"The calendar is called {own}, not {wanted}.", $"日历名称为 {own}，而不是 {wanted}。"));

    public static Problem NotRight(IReadOnlyList<Diagnostic> diagnostics) =>
        HostProblems.Invalid(new("The calendar is not right.", "日历存在错误。"), null, diagnostics);

    private static Problem? Refusal(string name, HttpContext context, Calendars calendars)
    {
        var etag = context.Request.Headers.IfMatch.ToString().Trim('"');
        return etag.Length > 0 && calendars.Find(name)?.Hash != etag ? HostProblems.Changed("calendar") : null;
    }

    private static Ok<CalendarView> Answer(HttpContext context, ShopCalendar calendar)
    {
        context.Response.Headers.ETag = $"\"{calendar.Hash}\"";
        return TypedResults.Ok(CalendarView.Of(calendar));
    }
}
