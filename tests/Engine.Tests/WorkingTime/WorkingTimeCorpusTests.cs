using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using Workflows.Engine.WorkingTime;

namespace Workflows.Engine.Tests.WorkingTime;

/// <summary>
/// The cases below tests/Corpus/workingtime: a calendar (its own, or a file of the product) and questions to it with the expected answers
/// as lines in both languages. UPDATE_GOLDEN=1 writes what comes out.
/// </summary>
public sealed class WorkingTimeCorpusTests
{
    private static readonly JsonSerializerOptions Written =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    public static IEnumerable<TheoryDataRow<string>> Files =>
        Directory.EnumerateFiles(Folder(), "*.json").Order(StringComparer.Ordinal)
            .Select(f => new TheoryDataRow<string>(Path.GetFileName(f)));

    [Theory]
    [MemberData(nameof(Files))]
    public void Case_of_the_corpus_gives_what_is_expected(string file)
    {
        var path = Path.Combine(Folder(), file);
        var document = JsonNode.Parse(File.ReadAllText(path))!;
        foreach (var item in document["cases"]!.AsArray())
        {
            var found = new JsonArray([.. Answer(document, item!).Select(l => (JsonNode)l)]);
            if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            {
                item!["expected"] = found;
            }

            Assert.Equal($"{item!["name"]}\n{item["expected"]!.ToJsonString(Written)}", $"{item["name"]}\n{found.ToJsonString(Written)}");
        }

        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, document.ToJsonString(Written) + "\n");
        }
    }

    internal static string Folder([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "../../Corpus/workingtime");

    internal static WorkCalendarResult Read(JsonNode calendar) => WorkCalendarReader.Read(
        "calendar.json", JsonSerializer.SerializeToElement(calendar), Statutory());

    private static IReadOnlyList<JsonElement> Statutory() =>
        [.. Directory.EnumerateFiles(Product("holiday-cn"), "*.json").Order().Select(f => JsonElement.Parse(File.ReadAllText(f)))];

    private static string Product(string name) => Path.Combine(Folder(), "../../../workflows/Calendars", name);

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
