using Workflows.Engine.Expressions;
using Workflows.Engine.Ports;
using Workflows.Engine.Runs;
using Workflows.Rules;
using Workflows.Rules.Feel;

namespace Workflows.Engine.Activities;

/// <summary>Reads durations and moments of inputs, and reckons with them by the clock or in working time.</summary>
internal static class Timing
{
    private static readonly TypeAlias Duration = TypeAlias.Find("TimeSpan")!;
    private static readonly TypeAlias Moment = TypeAlias.Find("DateTimeOffset")!;

    /// <summary>The inputs of an activity that can count in working time.</summary>
    public static InputDescriptor[] WorkingTimeInputs { get; } =
    [
        Option.Flag("WorkingTime", new("Working time", "按工作时间"), new(
            "Counts on the calendar: holidays, nights and breaks do not count.", "按日历计算：节假日、夜间与休息不计。")),
        Option.Text("Calendar", new("Calendar", "日历"),
            new("Name of the calendar; empty: the shop's own.", "日历名称；留空则用店铺日历。")),
    ];

    /// <summary>The moment that an input names; null when it is not set.</summary>
    public static DateTimeOffset? At(ActivityContext context, string name) =>
        ToMoment(context.Input(name), context.Now);

    public static DateTimeOffset? ToMoment(object? value, DateTimeOffset now) =>
        ValueConversion.TryConvert(value, Moment, out var converted) && converted is FeelDateTime moment
            ? moment.ToDateTimeOffset() ?? Local(moment, now)
            : null;

    /// <summary>A duration input as a span; months count from the moment of the burst. Null when it is not set.</summary>
    public static TimeSpan? Span(ActivityContext context, string name)
    {
        var value = context.Input(name);
        if (value is null)
        {
            return null;
        }

        var span = ValueConversion.TryConvert(value, Duration, out var converted) ? ToSpan(converted, context.Now) : null;
        return span ?? throw ActivityContext.Fault(
            "E430",
            new LocalText($"{name} is no duration: {RunValues.AsText(value)}", $"{name} 不是时长：{RunValues.AsText(value)}"),
            new LocalText("Write it as PT2H or 02:00:00.", "请写成 PT2H 或 02:00:00。"));
    }

    /// <summary>
    /// A moment or span that an activity cannot do without. One whose expression gives nothing is refused, because a figure that is
    /// missing would otherwise be a deadline without end, or none.
    /// </summary>
    public static T Needed<T>(ActivityContext context, string name, T? value)
        where T : struct
    {
        if (value is { } given)
        {
            return given;
        }

        var property = context.Node.Activity.Descriptor.Inputs.First(input => input.Name == name).Property;
        var text = context.Node.Element[property]?["expression"]?["value"]?.AsText() ?? string.Empty;
        throw ActivityContext.Fault(
            "E430",
            new LocalText($"{name} came to nothing: {text}", $"{name} 没有得出值：{text}"),
            new LocalText("Look which figure of it is missing, such as a parameter of a rule file, give it and try again.",
                "请查明其中缺少哪个数值（如规则参数），补上后重试。"));
    }

    /// <summary>A moment after the burst, within the years that can be counted with.</summary>
    public static DateTimeOffset After(ActivityContext context, TimeSpan span) =>
        span < TimeSpan.FromDays(366 * 100)
            ? context.Now + (span < TimeSpan.Zero ? TimeSpan.Zero : span)
            : throw ActivityContext.Fault("E430", new LocalText(
                "The duration is longer than a hundred years.", "时长超过一百年。"));

    /// <summary>Times that do not count, a list of {from, to}; what has no beginning or no end is passed over.</summary>
    public static IReadOnlyList<WorkingTime.WorkPause>? Pauses(object? value, DateTimeOffset now) => value is IReadOnlyList<object?> list
        ? [.. list.Select(pause => (Start: Part(pause, "from", now), End: Part(pause, "to", now)))
            .Where(pause => pause.Start < pause.End)
            .Select(pause => new WorkingTime.WorkPause(pause.Start!.Value, pause.End))]
        : null;

    /// <summary>The question when working time is up, by the inputs <c>Calendar</c> and the pauses so far.</summary>
    public static WorkingTimeQuery Question(
        ActivityContext context, DateTimeOffset from, TimeSpan span, IReadOnlyList<WorkingTime.WorkPause>? pauses = null) =>
        new(context.Text("Calendar") is { Length: > 0 } calendar ? calendar : null, from, span, pauses);

    /// <summary>The moment of an answer; null while a pause lasts. A refusal faults.</summary>
    public static DateTimeOffset? Due(ActivityContext context, QueryAnswer answer)
    {
        if (answer.Error is { } error)
        {
            throw ActivityContext.Fault(error.Code, error.Message, error.NextStep);
        }

        return answer.Value is { } value ? ToMoment(RunValues.FromJson(value), context.Now) : null;
    }

    private static DateTimeOffset? Part(object? pause, string name, DateTimeOffset now) =>
        RunValues.TryGet(pause, name, out var value) ? ToMoment(value, now) : null;

    // A moment without a zone is meant where the burst is.
    private static DateTimeOffset? Local(FeelDateTime moment, DateTimeOffset now)
    {
        var zone = FeelZone.OfOffset((int)now.Offset.TotalSeconds);
        return new FeelDateTime(moment.Date, moment.Time.In(zone)).ToDateTimeOffset();
    }

    private static TimeSpan? ToSpan(object? value, DateTimeOffset now) => value switch
    {
        DaysTimeDuration duration => duration.ToTimeSpan(),
        YearsMonthsDuration months when Math.Abs(months.Months) < 1200 => now.AddMonths((int)months.Months) - now,
        _ => null,
    };
}
