using System.Text.Json;
using System.Xml;
using Workflows.Engine.Cases;

namespace Workflows.Engine.Seasons;

/// <summary>What a record sets going: a request that starts a run, an event, or the cancelling of the run that it started.</summary>
internal sealed record SeasonStep(string On, SeasonFormula At, SeasonFormula? When, string Verb, string Target)
{
    public string? Trigger { get; init; }

    /// <summary>Body of the request, or payload of the event.</summary>
    public SeasonFormula? Body { get; init; }

    public SeasonFormula? Correlation { get; init; }

    /// <summary>The definition whose run of this record the event is for, in place of a correlation: the run's own number is it.</summary>
    public string? For { get; init; }
}

/// <summary>How people do the tasks of an activity: when, with which outcome, and who.</summary>
internal sealed record SeasonAnswer(string Definition, string Activity, TimeSpan After, SeasonFormula Outcome)
{
    /// <summary>Not before this moment.</summary>
    public SeasonFormula? At { get; init; }

    public SeasonFormula? Data { get; init; }

    public SeasonFormula? By { get; init; }
}

/// <summary>
/// How a season is played (<c>*.season.json</c>): <c>known</c>, types that are there from the beginning; <c>made</c>, types that the
/// processes make themselves; <c>zone</c> and <c>dayEnd</c>, when a record of a day is written; <c>roles</c>, the posts that stand for a
/// role; <c>figures</c>, values in place of parameters by rule set; <c>steps</c>, <c>answers</c>, and <c>books</c>, the rule set that looks
/// at the facts in the end, once for each month.
/// </summary>
internal sealed class SeasonPlan
{
    private static readonly string[] Verbs = ["start", "event", "cancel"];

    private readonly JsonElement _json;

    private SeasonPlan(JsonElement json) => _json = json;

    public HashSet<string> Known { get; private init; } = [];

    public HashSet<string> Made { get; private init; } = [];

    public TimeSpan Zone { get; private init; }

    public TimeSpan DayEnd { get; private init; }

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Roles { get; private init; } =
        new Dictionary<string, IReadOnlyList<string>>();

    public IEnumerable<JsonProperty> Figures => _json.TryGetProperty("figures", out var figures) ? figures.EnumerateObject() : [];

    public IReadOnlyList<SeasonStep> Steps { get; private init; } = [];

    public IReadOnlyList<SeasonAnswer> Answers { get; private init; } = [];

    public string BooksRuleSet => _json.GetProperty("books").GetProperty("ruleSet").GetString()!;

    public IReadOnlyList<string> BooksLoad => Texts(_json.GetProperty("books"), "load");

    public static SeasonPlan Read(PackFile file)
    {
        try
        {
            var json = JsonElement.Parse(file.Text);
            _ = Needed(Needed(json, "books", "the plan"), "ruleSet", "books");
            return new SeasonPlan(json)
            {
                Known = [.. Texts(json, "known")],
                Made = [.. Texts(json, "made")],
                Zone = Offset(Needed(json, "zone", "the plan").GetString()!),
                DayEnd = TimeSpan.Parse(Needed(json, "dayEnd", "the plan").GetString()!, System.Globalization.CultureInfo.InvariantCulture),
                Roles = Needed(json, "roles", "the plan").EnumerateObject()
                    .ToDictionary(r => r.Name, r => Texts(json.GetProperty("roles"), r.Name)),
                Steps = [.. Needed(json, "steps", "the plan").EnumerateArray().Select(Step)],
                Answers = [.. Needed(json, "answers", "the plan").EnumerateArray().SelectMany(Answer)],
            };
        }
        catch (Exception fault) when (fault is JsonException or FormatException or OverflowException or InvalidOperationException)
        {
            throw new CaseMistakeException($"{file.Path} is no plan of a season: {fault.Message}");
        }
    }

    private static SeasonStep Step(JsonElement json, int place)
    {
        var where = $"steps[{place}]";
        var verb = Verbs.FirstOrDefault(v => json.TryGetProperty(v, out _))
            ?? throw new FormatException($"{where} needs one of {string.Join(", ", Verbs)}.");
        var at = new SeasonFormula(Needed(json, "at", where).GetString()!);
        return new SeasonStep(Needed(json, "on", where).GetString()!, at, Formula(json, "when"), verb, Text(json, verb)!)
        {
            Trigger = Text(json, "trigger"),
            Body = Formula(json, "body"),
            Correlation = Formula(json, "correlation"),
            For = Text(json, "for"),
        };
    }

    private static IEnumerable<SeasonAnswer> Answer(JsonElement json, int place)
    {
        var where = $"answers[{place}]";
        var answer = new SeasonAnswer(
            Needed(json, "definition", where).GetString()!, string.Empty, XmlConvert.ToTimeSpan(Text(json, "after") ?? "PT0S"),
            new SeasonFormula(Needed(json, "outcome", where).GetString()!))
        {
            At = Formula(json, "at"),
            Data = Formula(json, "data"),
            By = Formula(json, "by"),
        };
        return Needed(json, "activity", where).GetString()!.Split(' ').Select(activity => answer with { Activity = activity });
    }

    private static JsonElement Needed(JsonElement json, string name, string where) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value
            : throw new FormatException($"{where} needs \"{name}\".");

    private static SeasonFormula? Formula(JsonElement json, string name) => Text(json, name) is { } text ? new SeasonFormula(text) : null;

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static IReadOnlyList<string> Texts(JsonElement json, string name) =>
        json.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(t => t.GetString()!)] : [];

    private static TimeSpan Offset(string zone) =>
        (zone.StartsWith('-') ? -1 : 1) * TimeSpan.Parse(zone.TrimStart('+', '-'), System.Globalization.CultureInfo.InvariantCulture);
}
