using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using Workflows.Engine.WorkingTime;

namespace Workflows.Tests.WorkingTime;

/// <summary>
/// The cases below tests/Corpus/workingtime: a calendar (its own, or a file of the product) and questions to it with the expected answers
/// as lines in both languages. UPDATE_GOLDEN=1 writes what comes out.
/// </summary>
public sealed class WorkingTimeCorpusTests
{
    public static IEnumerable<TheoryDataRow<string>> Files => CaseFile.In("workingtime");

    [Theory]
    [MemberData(nameof(Files))]
    public void Case_of_the_corpus_gives_what_is_expected(string file) => CaseFile.Compare("workingtime", file, Answer);

    internal static WorkCalendarResult Read(JsonNode calendar) => WorkCalendarReader.Read(
        "calendar.json", JsonSerializer.SerializeToElement(calendar), Statutory());

    private static IReadOnlyList<JsonElement> Statutory() =>
        [.. Directory.EnumerateFiles(Product("holiday-cn"), "*.json").Order().Select(f => JsonElement.Parse(File.ReadAllText(f)))];

    private static string Product(string name) => Path.Combine(CaseFile.Folder("workingtime"), "../../../workflows/Calendars", name);

    private static IEnumerable<string> Answer(JsonNode document, JsonNode item)
    {
        var calendar = item["calendar"] ?? document["calendar"]!;
        if (calendar.GetValueKind() == JsonValueKind.String)
        {
            calendar = JsonNode.Parse(File.ReadAllText(Product(calendar.GetValue<string>())))!;
        }

        var read = Read(calendar);
        foreach (var problem in read.Diagnostics)
        {
            yield return problem.ToString("en");
            yield return problem.ToString("zh");
        }

        if (read.Calendar is null || item["from"] is null)
        {
            yield break;
        }

        var count = Count(read.Calendar, item);
        foreach (var line in count.Explain().En.Split('\n').Concat(count.Explain().Zh!.Split('\n')))
        {
            yield return line;
        }

        yield return $"json {count.ToJson().GetProperty("until")} {count.ToJson().GetProperty("counted")}";
        if (count.Error is { } error)
        {
            yield return error.ToString();
        }
    }

    private static WorkCount Count(WorkCalendar calendar, JsonNode item)
    {
        var from = item["from"]!.GetValue<DateTimeOffset>();
        var pauses = item["pauses"]?.AsArray()
            .Select(p => new WorkPause(p!["from"]!.GetValue<DateTimeOffset>(), p["to"]?.GetValue<DateTimeOffset>())).ToList();
        return item["add"] is { } add
            ? WorkTimeCounter.Add(calendar, from, XmlConvert.ToTimeSpan(add.GetValue<string>()), pauses)
            : WorkTimeCounter.Between(calendar, from, item["to"]!.GetValue<DateTimeOffset>(), pauses);
    }
}
