using System.Text.Json;

namespace Workflows.Engine.Cases;

/// <summary>One case: what is there, what happens, what must come of it.</summary>
internal sealed record ProcessCase(string File, string Name, JsonElement Shared, JsonElement Own)
{
    private static readonly string[] FileMembers = ["$schema", "definition", "at", "facts", "start", "figures", "cases", "what"];
    private static readonly string[] CaseMembers = ["name", "definition", "at", "facts", "start", "figures", "steps", "expect"];

    public string Definition => Text("definition") ?? throw new CaseMistakeException("The case names no definition.");

    public DateTimeOffset At => Part("at") is { ValueKind: JsonValueKind.String } at && at.TryGetDateTimeOffset(out var moment)
        ? moment
        : throw new CaseMistakeException("The case has no moment: write \"at\": \"2026-11-09T10:00:00+08:00\".");

    /// <summary>How it is started; the case's own goes before the file's.</summary>
    public JsonElement? Start => Part("start");

    public IEnumerable<JsonElement> Steps => Own.TryGetProperty("steps", out var steps) ? steps.EnumerateArray() : [];

    public JsonElement Expect => Own.TryGetProperty("expect", out var expect) && expect.ValueKind == JsonValueKind.Object
        && expect.EnumerateObject().Any()
        ? expect
        : throw new CaseMistakeException("The case expects nothing.");

    /// <summary>Those of the file, then the case's own.</summary>
    public IEnumerable<JsonProperty> Facts => Both("facts");

    /// <summary>Values in place of parameters, by rule set.</summary>
    public IEnumerable<JsonProperty> Figures => Both("figures");

    public static (IReadOnlyList<ProcessCase> Cases, string? Mistake) ReadAll(PackFile file)
    {
        JsonElement json;
        try
        {
            json = JsonElement.Parse(file.Text);
        }
        catch (JsonException fault)
        {
            return ([], $"This is no JSON: {fault.Message}");
        }

        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("cases", out var list) || list.ValueKind != JsonValueKind.Array)
        {
            return ([], "The file has no list \"cases\".");
        }

        var cases = list.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.Object)
            .Select((one, i) => new ProcessCase(file.Path, NameOf(one) ?? $"case {i + 1}", json, one)).ToList();
        var unknown = Unknown(json, FileMembers)
            ?? cases.Select(one => Unknown(one.Own, CaseMembers)).FirstOrDefault(name => name is not null);
        return unknown is null ? (cases, null) : ([], $"Nothing is called \"{unknown}\" here.");
    }

    private static string? Unknown(JsonElement json, string[] known) =>
        json.EnumerateObject().Select(m => m.Name).FirstOrDefault(name => !known.Contains(name));

    private static string? NameOf(JsonElement one) => one.TryGetProperty("name", out var name)
        ? name.ValueKind == JsonValueKind.Object ? name.GetProperty("en").GetString() : name.GetString()
        : null;

    private IEnumerable<JsonProperty> Both(string name) => new[] { Shared, Own }
        .SelectMany(json => json.TryGetProperty(name, out var part) ? part.EnumerateObject().ToArray() : []);

    private JsonElement? Part(string name) =>
        Own.TryGetProperty(name, out var own) ? own : Shared.TryGetProperty(name, out var shared) ? shared : null;

    private string? Text(string name) => Part(name)?.GetString();
}
