using Workflows.Engine.Ports;
using Workflows.Engine.WorkingTime;
using Workflows.Rules.Feel;

namespace Workflows.Engine.Activities;

/// <summary>
/// A due time that was counted in working time. What it was counted from is kept, and a bookmark with the calendar's name lets it be found
/// when that calendar changes: it is then counted again from the beginning.
/// </summary>
internal static class CountedTime
{
    /// <summary>Kind of the bookmark: nothing resumes it, it only says by which calendar the run counts.</summary>
    public const string Bookmark = "calendar";

    private const string From = "counted from";
    private const string Span = "counted span";
    private const string Due = "counted due";
    private const string Lost = "counted pauses";

    /// <summary>What a calendar's bookmark is found by; null and an empty name mean the shop's own calendar.</summary>
    public static string KeyOf(string? calendar) =>
        (string.IsNullOrEmpty(calendar) ? WorkCalendar.Ordinary : calendar).ToLowerInvariant();

    /// <summary>Asks when a span of working time from now is over; the answer comes under the tag, later ones too.</summary>
    public static void Ask(ActivityContext context, TimeSpan span, string tag) => Ask(context, context.Now, span, null, tag);

    /// <summary>The same from another moment, with times between that do not count.</summary>
    public static void Ask(ActivityContext context, DateTimeOffset from, TimeSpan span, object? pauses, string tag)
    {
        context.Remember(From, FeelDateTime.Of(from));
        context.Remember(Span, DaysTimeDuration.Of(span));
        if (pauses is not null)
        {
            context.Remember(Lost, pauses);
        }

        context.Ask(Timing.Question(context, from, span, Timing.Pauses(pauses, context.Now)), tag);
    }

    /// <summary>The due time of the first answer, kept so that it can be counted again.</summary>
    public static DateTimeOffset? Keep(ActivityContext context, QueryAnswer answer)
    {
        var due = Timing.Due(context, answer);
        context.Remember(Due, due is { } moment ? FeelDateTime.Of(moment) : null);
        return due;
    }

    /// <summary>Lets the execution be found when its calendar changes.</summary>
    public static void Watch(ActivityContext context)
    {
        if (!context.Waits.Any(wait => wait.Tag == Bookmark))
        {
            context.Wait(Bookmark, KeyOf(context.Text("Calendar")), Bookmark);
        }
    }

    /// <summary>No longer: what was counted no longer matters.</summary>
    public static void Unwatch(ActivityContext context) => CancelWaits(context, Bookmark);

    /// <summary>Asks the same as at first; does nothing where nothing was counted.</summary>
    public static void AskAgain(ActivityContext context, string tag)
    {
        if (Moment(context, From) is { } from && context.Recall(Span) is DaysTimeDuration span)
        {
            var pauses = Timing.Pauses(context.Recall(Lost), context.Now);
            context.Ask(Timing.Question(context, from, span.ToTimeSpan() ?? TimeSpan.Zero, pauses), tag);
        }
    }

    /// <summary>Whether the answer is another moment than before; then it is kept and told in the history.</summary>
    public static bool HasMoved(ActivityContext context, QueryAnswer answer, out DateTimeOffset due) =>
        HasMoved(context, answer, Due, string.Empty, out due);

    /// <summary>The same for one of several due times, kept under a name of its own.</summary>
    public static bool HasMoved(ActivityContext context, QueryAnswer answer, string kept, string tag, out DateTimeOffset due)
    {
        due = default;
        if (answer.Error is not null || Timing.Due(context, answer) is not { } moment || Moment(context, kept) is not { } former
            || moment == former)
        {
            return false;
        }

        due = moment;
        context.Remember(kept, FeelDateTime.Of(moment));
        context.TellMoved(tag, former, moment);
        return true;
    }

    /// <summary>Ends the waits of a tag, and their timers with them.</summary>
    public static void CancelWaits(ActivityContext context, string tag)
    {
        foreach (var (id, _) in context.Waits.Where(wait => wait.Tag == tag))
        {
            context.CancelWait(id);
        }
    }

    private static DateTimeOffset? Moment(ActivityContext context, string key) =>
        context.Recall(key) is FeelDateTime moment ? moment.ToDateTimeOffset() : null;
}
