using System.Text.Json.Nodes;

namespace Workflows.Host.ElsaStudio;

/// <summary>Connections and places of a flowchart, complete as Studio's canvas needs them.</summary>
internal static class StudioConnections
{
    private const int ColumnWidth = 280;
    private const int RowHeight = 120;

    /// <summary>The connections in the one form that Studio reads.</summary>
    public static JsonArray Nested(JsonNode? connections)
    {
        var list = connections as JsonArray ?? (connections as JsonObject)?["$values"] as JsonArray;
        return new JsonArray([.. (list ?? []).OfType<JsonObject>().Select(one => new JsonObject
        {
            ["source"] = End(one["source"], one["sourcePort"], "Done"),
            ["target"] = End(one["target"], one["targetPort"], "In"),
            ["vertices"] = one["vertices"]?.DeepClone() ?? new JsonArray(),
        })]);
    }

    /// <summary>Gives a place to each activity that has none: a column further than those that lead to it.</summary>
    public static void Spread(JsonArray activities, JsonArray connections)
    {
        var all = activities.OfType<JsonObject>().ToList();
        if (all.TrueForAll(one => one["metadata"]?["designer"]?["position"] is not null))
        {
            return;
        }

        var columns = Columns([.. all.Select(IdOf)], connections);
        var rows = new Dictionary<int, int>();
        foreach (var one in all)
        {
            var column = columns[IdOf(one)];
            var row = rows[column] = rows.GetValueOrDefault(column) + 1;
            if (one["metadata"]?["designer"]?["position"] is null)
            {
                var metadata = one["metadata"] as JsonObject ?? [];
                metadata["designer"] = new JsonObject
                {
                    ["position"] = new JsonObject { ["x"] = column * ColumnWidth, ["y"] = (row - 1) * RowHeight },
                };
                one["metadata"] = metadata;
            }
        }
    }

    private static Dictionary<string, int> Columns(List<string> ids, JsonArray connections)
    {
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        var next = connections.OfType<JsonObject>().ToLookup(c => $"{c["source"]?["activity"]}", c => $"{c["target"]?["activity"]}");
        var reached = connections.OfType<JsonObject>().Select(c => $"{c["target"]?["activity"]}").ToHashSet(StringComparer.Ordinal);
        // A flow that is one circle has no beginning: then the first that is written.
        foreach (var begin in ids.Where(id => !reached.Contains(id)).Concat(ids))
        {
            var waiting = new Queue<(string Id, int Column)>([(begin, 0)]);
            while (waiting.TryDequeue(out var here))
            {
                if (columns.TryAdd(here.Id, here.Column))
                {
                    next[here.Id].ToList().ForEach(id => waiting.Enqueue((id, here.Column + 1)));
                }
            }
        }

        return columns;
    }

    private static JsonObject End(JsonNode? end, JsonNode? port, string usual) => end is JsonObject whole
        ? new() { ["activity"] = whole["activity"]?.DeepClone(), ["port"] = whole["port"]?.DeepClone() ?? usual }
        : new() { ["activity"] = end?.DeepClone(), ["port"] = port?.DeepClone() ?? usual };

    private static string IdOf(JsonObject activity) => $"{activity["id"]}";
}
