using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Workflows.Engine.Definitions;

namespace Workflows.Tests.Flows;

/// <summary>A case of tests/Corpus/flows: a definition, what is done to its run, and what must come of it.</summary>
internal sealed record FlowCase(string Path, JsonElement Json)
{
    public static string Root { get; } = RootOf();

    public string What => Text("what") ?? Path;

    public JsonElement Expect => Json.GetProperty("expect");

    public IEnumerable<JsonElement> Steps => Json.TryGetProperty("steps", out var steps) ? steps.EnumerateArray() : [];

    public bool IsTokenFlow => Text("flowchart") == "token";

    public int? StepBudget => Json.TryGetProperty("stepBudget", out var budget) ? budget.GetInt32() : null;

    /// <summary>The input; a case may ask for a text of a length under the name Big instead.</summary>
    public object? Input => Json.TryGetProperty("inputLength", out var length)
        ? Engine.Runs.RunValues.Context([new("Big", new string('x', length.GetInt32()))])
        : Json.TryGetProperty("input", out var input) ? Engine.Runs.RunValues.FromJson(input) : null;

    public IEnumerable<JsonElement> Answers => Json.TryGetProperty("answers", out var answers) ? answers.EnumerateArray() : [];

    public string? Trigger => Text("trigger");

    public object? TriggerPayload => Json.TryGetProperty("payload", out var payload) ? Engine.Runs.RunValues.FromJson(payload) : null;

    public string? CorrelationId => Text("correlationId");

    /// <summary>The definition's text: given as text, as JSON, as a file beside the case, or a nest of sequences of a depth.</summary>
    public string Definition => Text("text")
        ?? (Json.TryGetProperty("definition", out var definition) ? definition.GetRawText() : null)
        ?? (Text("file") is { } file ? File.ReadAllText(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path)!, file)) : null)
        ?? Nest(Json.GetProperty("nest").GetInt32());

    public DefinitionReading Read() => DefinitionReader.Read("case.json", Definition);

    public IReadOnlyList<WorkflowDefinition> Others => Json.TryGetProperty("definitions", out var others)
        ? [.. others.EnumerateArray().Select((json, i) => DefinitionReader.Read($"other{i}.json", json.GetRawText()).Definition!)]
        : [];

    public static FlowCase Load(string name)
    {
        var path = System.IO.Path.Combine(Root, name);
        return new FlowCase(path, JsonDocument.Parse(File.ReadAllText(path)).RootElement);
    }

    public static IEnumerable<string> Names() => Directory
        .EnumerateFiles(Root, "*.flow-case.json", SearchOption.AllDirectories)
        .Select(path => System.IO.Path.GetRelativePath(Root, path))
        .Order(StringComparer.Ordinal);

    private string? Text(string name) => Json.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static string Nest(int depth)
    {
        var text = new StringBuilder();
        for (var i = 0; i < depth; i++)
        {
            text.Append("{\"type\":\"Elsa.Sequence\",\"activities\":[");
        }

        text.Append("{\"type\":\"Elsa.WriteLine\",\"text\":\"deep\"}");
        for (var i = 0; i < depth; i++)
        {
            text.Append("]}");
        }

        return "{\"root\":" + text + "}";
    }

    private static string RootOf([CallerFilePath] string here = "") =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(here)!, "../../Corpus/flows"));
}
