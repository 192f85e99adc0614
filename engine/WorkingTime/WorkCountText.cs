using System.Globalization;
using System.Text;
using System.Text.Json;
using Workflows.Engine.Ports;
using Workflows.Rules;

namespace Workflows.Engine.WorkingTime;

/// <summary>The arithmetic of a <see cref="WorkCount"/> for people and as data.</summary>
public static class WorkCountText
{
    /// <summary>A line for each step and one for the result, in both languages.</summary>
    public static LocalText Explain(this WorkCount count) => new(Lines(count, false), Lines(count, true));

    /// <summary>The answer to a burst that asked for a due moment: the moment as ISO text, null while a pause lasts.</summary>
    public static QueryAnswer ToAnswer(this WorkCount count)
    {
        var arithmetic = count.ToJson();
        return new QueryAnswer(arithmetic.GetProperty("until"), arithmetic, count.Error);
    }

    /// <summary>The arithmetic as JSON: calendar, from, until, counted (ISO 8601 duration), steps with texts in both languages.</summary>
    public static JsonElement ToJson(this WorkCount count)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("calendar", count.Calendar);
            json.WriteString("from", Iso(count.From));
            json.WriteString("until", count.Until is { } until ? Iso(until) : null);
            json.WriteString("counted", Duration(count.Counted));
            json.WriteStartArray("steps");
            foreach (var step in count.Steps)
            {
                WriteStep(json, step);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return JsonElement.Parse(buffer.ToArray());
    }

    private static void WriteStep(Utf8JsonWriter json, WorkStep step)
    {
        json.WriteStartObject();
        json.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(step.Kind.ToString()));
        json.WriteString("from", Iso(step.From));
        json.WriteString("to", Iso(step.To));
        json.WriteString("counted", Duration(step.Counted));
        json.WriteString("total", Duration(step.Total));
        json.WriteStartObject("text");
        json.WriteString("en", Line(step, false));
        json.WriteString("zh", Line(step, true));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string Lines(WorkCount count, bool zh)
    {
        var text = new StringBuilder();
        foreach (var step in count.Steps)
        {
            text.Append(Line(step, zh)).Append('\n');
        }

        return text.Append(Result(count, zh)).ToString();
    }

    private static string Result(WorkCount count, bool zh)
    {
        if (count.Error is { } error)
        {
            return error.Message.For(zh ? "zh" : "en");
        }

        var counted = Hours(count.Counted);
        return (count.Until, zh) switch
        {
            (null, true) => $"暂停中，已计 {counted}",
            (null, false) => $"paused, {counted} counted so far",
            ({ } until, true) => $"到 {Moment(until)} 共计 {counted} 工作时间",
            ({ } until, false) => $"{counted} of working time up to {Moment(until)}",
        };
    }

    private static string Line(WorkStep step, bool zh)
    {
        var why = step.Why is null ? string.Empty : step.Why.For(zh ? "zh" : "en");
        var note = why.Length == 0 ? string.Empty : zh ? $"（{why}）" : $" ({why})";
        var total = zh ? $"累计 {Hours(step.Total)}" : $"total {Hours(step.Total)}";
        return step.Kind switch
        {
            WorkStepKind.Counted => $"{Stretch(step)}{note}{(zh ? " 计 " : " counts ")}{Hours(step.Counted)}{(zh ? "，" : ", ")}{total}",
            WorkStepKind.Paused => $"{Stretch(step)}{note}{(zh ? " 暂停，不计" : " paused, does not count")}",
            WorkStepKind.Closed => $"{Days(step)}{note}{(zh ? " 休息" : " no work")}",
            WorkStepKind.Further => $"{(zh ? "其后直到 " : "further stretches up to ")}{Moment(step.To)}"
                + $"{(zh ? " 计 " : " count ")}{Hours(step.Counted)}{(zh ? "，" : ", ")}{total}",
            _ => why,
        };
    }

    // Where the clocks change in between, only the offsets tell how long it was.
    private static string Stretch(WorkStep step) => step.From.Offset != step.To.Offset
        ? $"{Moment(step.From)}{step.From:zzz} – {Clock(step.To)}{step.To:zzz}"
        : step.From.Date == step.To.Date
        ? $"{Moment(step.From)}–{Clock(step.To)}"
        : $"{Moment(step.From)} – {Moment(step.To)}";

    private static string Days(WorkStep step)
    {
        var last = step.To.AddTicks(-1).Date;
        return step.From.Date == last ? Day(step.From.Date) : $"{Day(step.From.Date)} – {Day(last)}";
    }

    private static string Day(DateTime date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Moment(DateTimeOffset at) => $"{Day(at.Date)} {Clock(at)}";

    private static string Clock(DateTimeOffset at) =>
        at.ToString(at.TimeOfDay.Ticks % TimeSpan.TicksPerMinute == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Hours(TimeSpan time)
    {
        var sign = time < TimeSpan.Zero ? "-" : string.Empty;
        var size = time.Duration();
        var seconds = size.Seconds == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $":{size.Seconds:00}");
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{(int)size.TotalHours}:{size.Minutes:00}{seconds}");
    }

    private static string Iso(DateTimeOffset at) => at.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture);

    private static string Duration(TimeSpan time) => System.Xml.XmlConvert.ToString(time);
}
