using System.Globalization;
using System.Text.Json;
using Workflows.Rules;

namespace Workflows.Engine.WorkingTime;

/// <summary>What reading a calendar gave: the calendar unless there is an error, and all that is to be said.</summary>
public sealed record WorkCalendarResult(WorkCalendar? Calendar, IReadOnlyList<Diagnostic> Diagnostics);

/// <summary>
/// Reads a calendar: <c>name</c>, <c>label</c> {en, zh}, <c>timeZone</c>, <c>week</c> (mon … sun, or <c>daily</c>, each a list of shifts
/// such as "08:00-11:30"), <c>makeUp</c> (shifts of a make-up day; default: those of the first working day of the week),
/// <c>statutory</c> (true: the statutory holidays that the caller hands over apply), <c>holidays</c> (own list in the same form), and
/// <c>special</c> (name, date or from/to, shifts: promotion days, closures).
/// </summary>
public sealed class WorkCalendarReader
{
    private static readonly string[] Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
    private static readonly string[] Fields =
        ["name", "label", "timeZone", "week", "makeUp", "statutory", "holidays", "special", "$schema"];

    private const int LongestSpecial = 400;

    private readonly string file;
    private readonly List<Diagnostic> problems = [];
    private readonly Dictionary<DateOnly, WorkHoliday> holidays = [];
    private readonly HashSet<int> years = [];

    private WorkCalendarReader(string file) => this.file = file;

    /// <summary>Reads one calendar.</summary>
    /// <param name="file">Name for the places of diagnostics.</param>
    /// <param name="json">The calendar.</param>
    /// <param name="statutory">Statutory years: documents with <c>year</c> and <c>days</c> of {name, date, isOffDay}.</param>
    public static WorkCalendarResult Read(string file, JsonElement json, IReadOnlyList<JsonElement>? statutory = null)
    {
        var reader = new WorkCalendarReader(file);
        var calendar = reader.ReadCalendar(json, statutory ?? []);
        return new(reader.problems.Any(p => p.Severity == Severity.Error) ? null : calendar, reader.problems);
    }

    private WorkCalendar? ReadCalendar(JsonElement json, IReadOnlyList<JsonElement> statutory)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            Wrong(string.Empty, "an object", "对象");
            return null;
        }

        foreach (var field in json.EnumerateObject().Where(f => !Fields.Contains(f.Name)))
        {
            problems.Add(WorkingTimeProblems.UnknownField(file, field.Name, NearestName.Find(field.Name, Fields) ?? Fields[0]));
        }

        var name = Text(json, "name") ?? string.Empty;
        var zone = ReadZone(json);
        var week = ReadWeek(json);
        var makeUp = json.TryGetProperty("makeUp", out var own)
            ? ReadShifts(own, "makeUp")
            : week.Skip(1).FirstOrDefault(d => d.Count > 0) ?? week[0];
        if (json.TryGetProperty("statutory", out var wanted) && wanted.ValueKind == JsonValueKind.True)
        {
            ReadHolidays(statutory, "statutory");
        }

        if (json.TryGetProperty("holidays", out var list) && Is(list, JsonValueKind.Array, "holidays", "a list", "列表"))
        {
            ReadHolidays([.. list.EnumerateArray()], "holidays");
        }

        var special = ReadSpecial(json);
        if (week.All(d => d.Count == 0))
        {
            problems.Add(WorkingTimeProblems.NeverOpen(file, name));
        }

        return zone is null ? null : new WorkCalendar(new(name, ReadLabel(json, name), zone, week, makeUp, holidays, years, special));
    }

    private WorkZone? ReadZone(JsonElement json)
    {
        var name = Text(json, "timeZone");
        var zone = name is null ? null : WorkZone.Find(name);
        if (name is not null && zone is null)
        {
            problems.Add(WorkingTimeProblems.UnknownZone(file, name));
        }

        return zone;
    }

    private IReadOnlyList<WorkShift>[] ReadWeek(JsonElement json)
    {
        var week = new IReadOnlyList<WorkShift>[7];
        Array.Fill(week, []);
        if (!json.TryGetProperty("week", out var plan) || !Is(plan, JsonValueKind.Object, "week", "an object", "对象"))
        {
            return week;
        }

        foreach (var day in plan.EnumerateObject())
        {
            var index = Array.IndexOf(Days, day.Name);
            if (index < 0 && day.Name != "daily")
            {
                problems.Add(WorkingTimeProblems.UnknownField(file, $"week.{day.Name}", NearestName.Find(day.Name, Days) ?? "mon"));
                continue;
            }

            var shifts = ReadShifts(day.Value, $"week.{day.Name}");
            for (var i = 0; i < week.Length; i++)
            {
                week[i] = i == index || (index < 0 && week[i].Count == 0) ? shifts : week[i];
            }
        }

        return week;
    }

    private List<WorkShift> ReadShifts(JsonElement json, string path)
    {
        if (!Is(json, JsonValueKind.Array, path, "a list of shifts such as \"08:00-11:30\"", "班次列表，如 \"08:00-11:30\""))
        {
            return [];
        }

        var shifts = new List<WorkShift>();
        foreach (var (index, item) in json.EnumerateArray().Index())
        {
            if (item.ValueKind == JsonValueKind.String && WorkShift.TryParse(item.GetString()!, out var shift))
            {
                shifts.Add(shift);
            }
            else
            {
                Wrong($"{path}[{index}]", "a shift such as \"08:00-11:30\"", "班次，如 \"08:00-11:30\"");
            }
        }

        return shifts;
    }

    private void ReadHolidays(IReadOnlyList<JsonElement> list, string path)
    {
        foreach (var (index, item) in list.Index())
        {
            if (item.ValueKind == JsonValueKind.Object
                && item.TryGetProperty("days", out var days) && days.ValueKind == JsonValueKind.Array)
            {
                if (item.TryGetProperty("year", out var year) && year.ValueKind == JsonValueKind.Number && year.TryGetInt32(out var number))
                {
                    years.Add(number);
                }

                foreach (var (position, day) in days.EnumerateArray().Index())
                {
                    ReadHoliday(day, $"{path}[{index}].days[{position}]");
                }
            }
            else
            {
                ReadHoliday(item, $"{path}[{index}]");
            }
        }
    }

    private void ReadHoliday(JsonElement json, string path)
    {
        if (!Is(json, JsonValueKind.Object, path, "a day with name, date and isOffDay", "含 name、date、isOffDay 的一天")
            || ReadDate(json, "date", path) is not { } date)
        {
            return;
        }

        var off = !json.TryGetProperty("isOffDay", out var value) || value.ValueKind != JsonValueKind.False;
        var name = json.TryGetProperty("name", out var label) ? ReadText(label, path) : new LocalText("holiday", "节假日");
        holidays[date] = new WorkHoliday(off ? name : new LocalText($"make-up day for {name.En}", $"{name.Zh ?? name.En}调休"), off);
    }

    private Dictionary<DateOnly, WorkDay> ReadSpecial(JsonElement json)
    {
        var special = new Dictionary<DateOnly, WorkDay>();
        if (!json.TryGetProperty("special", out var list) || !Is(list, JsonValueKind.Array, "special", "a list", "列表"))
        {
            return special;
        }

        foreach (var (index, item) in list.EnumerateArray().Index())
        {
            var path = $"special[{index}]";
            if (!Is(item, JsonValueKind.Object, path, "an object", "对象"))
            {
                continue;
            }

            var first = ReadDate(item, item.TryGetProperty("date", out _) ? "date" : "from", path);
            var last = item.TryGetProperty("to", out _) ? ReadDate(item, "to", path) : first;
            var shifts = item.TryGetProperty("shifts", out var own) ? ReadShifts(own, $"{path}.shifts") : [];
            var name = item.TryGetProperty("name", out var label) ? ReadText(label, path) : new LocalText("special day", "特殊日");
            if (first > last || last?.DayNumber - first?.DayNumber > LongestSpecial)
            {
                Wrong(
                    path,
                    $"a stretch of at most {LongestSpecial} days whose end is not before its start",
                    $"不超过 {LongestSpecial} 天且结束不早于开始的一段");
                continue;
            }

            for (var date = first; date <= last; date = date.Value.AddDays(1))
            {
                special[date.Value] = new WorkDay(shifts, WorkDayKind.Special, name);
            }
        }

        return special;
    }

    private DateOnly? ReadDate(JsonElement json, string field, string path)
    {
        if (json.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String
            && DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && date.Year is >= 1900 and <= 9900)
        {
            return date;
        }

        Wrong($"{path}.{field}", "a date such as 2026-10-01", "日期，如 2026-10-01");
        return null;
    }

    private LocalText ReadLabel(JsonElement json, string name) =>
        json.TryGetProperty("label", out var label) ? ReadText(label, "label") : new LocalText(name);

    private LocalText ReadText(JsonElement json, string path)
    {
        if (json.ValueKind == JsonValueKind.String)
        {
            return new LocalText(json.GetString()!);
        }

        if (json.ValueKind == JsonValueKind.Object && json.TryGetProperty("en", out var en) && en.ValueKind == JsonValueKind.String)
        {
            var zh = json.TryGetProperty("zh", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
            return new LocalText(en.GetString()!, zh);
        }

        Wrong(path, "a text or {\"en\": …, \"zh\": …}", "文本或 {\"en\": …, \"zh\": …}");
        return new LocalText(string.Empty);
    }

    private string? Text(JsonElement json, string field)
    {
        if (json.TryGetProperty(field, out var value)
            && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text)
        {
            return text;
        }

        Wrong(field, "a text", "文本");
        return null;
    }

    private bool Is(JsonElement json, JsonValueKind kind, string path, string expected, string expectedZh)
    {
        if (json.ValueKind != kind)
        {
            Wrong(path, expected, expectedZh);
        }

        return json.ValueKind == kind;
    }

    private void Wrong(string path, string expected, string expectedZh) =>
        problems.Add(WorkingTimeProblems.NotACalendar(file, path, expected, expectedZh));
}
