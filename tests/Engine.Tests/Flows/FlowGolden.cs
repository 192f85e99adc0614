using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Engine.Running;
using Workflows.Engine.Runs;

namespace Workflows.Tests.Flows;

/// <summary>
/// Writes what came out into a case where the case expects it; a case whose expectation is empty gets everything. Its writer reads it
/// before it counts.
/// </summary>
internal static class FlowGolden
{
    private static readonly JsonSerializerOptions Written =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    public static void Write(FlowCase flow, RehearsalReport report, FlowWorld world)
    {
        var json = JsonNode.Parse(File.ReadAllText(flow.Path))!.AsObject();
        var expect = json["expect"]!.AsObject();
        var isNew = expect.Count == 1 && (string?)expect["status"] == "";
        if (!isNew)
        {
            return;
        }

        expect["status"] = report.Status;
        Add(expect, "lines", report.Lines);
        Add(expect, "journal", report.Journal.Where(e => e.ActivityId.Length > 0 && e.Event != "Line").Select(e =>
            $"{e.ActivityId} {e.Event}"));
        Add(expect, "incidents", report.Incidents.Select(i => i.Code));
        Add(expect, "bookmarks", report.Bookmarks.Select(b => $"{b.ActivityId} {b.Kind} {b.Key}".TrimEnd()));
        Add(expect, "outputs", report.Outputs);
        Add(expect, "variables", report.Variables);
        foreach (var name in FlowWorld.Names)
        {
            var found = world.Find(name);
            Add(expect, name, name == "reply" && world.Reply is null ? [] : found);
        }

        File.WriteAllText(flow.Path, json.ToJsonString(Written) + "\n");
    }

    private static void Add(JsonObject expect, string name, IEnumerable<string> lines)
    {
        var list = lines.ToList();
        if (list.Count > 0)
        {
            expect[name] = new JsonArray([.. list.Select(l => (JsonNode)l)]);
        }
    }

    private static void Add(JsonObject expect, string name, IReadOnlyDictionary<string, object?> values)
    {
        if (values.Count > 0)
        {
            expect[name] = new JsonObject(values.Select(v =>
                KeyValuePair.Create(v.Key, JsonNode.Parse(RunValues.ToJson(v.Value).GetRawText()))));
        }
    }
}
