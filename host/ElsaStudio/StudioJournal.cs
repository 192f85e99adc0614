using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Engine.Definitions;
using Workflows.Engine.Ports;
using Workflows.Engine.Runs;
using Workflows.Host.Runs;

namespace Workflows.Host.ElsaStudio;

/// <summary>A line of a run's history in the names of the contract.</summary>
internal sealed record StudioJournalEntry(
    string Id, string NodeId, string Event, long Sequence, DateTimeOffset At, string? Name, JournalEntry Line)
{
    /// <summary>Whether it is among those that are asked for.</summary>
    public bool Fits(JsonElement filter) => filter.ValueKind != JsonValueKind.Object
        || (IsIn(filter, "activityNodeIds", NodeId) && IsIn(filter, "eventNames", Event) && !IsExcluded(filter));

    public JsonObject ToJson() => new()
    {
        ["id"] = Id, ["activityInstanceId"] = $"{Line.Instance}", ["parentActivityInstanceId"] = null, ["activityId"] = Line.ActivityId,
        ["activityType"] = Line.ActivityType, ["activityTypeVersion"] = 1, ["activityName"] = Name, ["nodeId"] = NodeId,
        ["timestamp"] = At.ToString("O"), ["sequence"] = Sequence, ["eventName"] = Event, ["message"] = Line.Detail, ["source"] = null,
        ["activityState"] = new JsonObject(), ["payload"] = null,
    };

    private static bool IsIn(JsonElement filter, string name, string value) =>
        ListOf(filter, name) is not { Count: > 0 } list || list.Contains(value);

    private bool IsExcluded(JsonElement filter) => ListOf(filter, "excludedActivityTypes")?.Contains(Line.ActivityType) == true;

    private static List<string>? ListOf(JsonElement filter, string name) =>
        filter.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(item => item.ToString())] : null;
}

/// <summary>The history of a run as Studio tells it: executions of activities, by the node at which they happened.</summary>
internal sealed class StudioJournal(IReadOnlyList<StudioJournalEntry> entries)
{
    private static readonly Dictionary<string, string> Events = new()
    {
        ["Started"] = "Started", ["Waiting"] = "Suspended", ["Resumed"] = "Resumed", ["Completed"] = "Completed", ["Faulted"] = "Faulted",
        ["Cancelled"] = "Canceled",
    };

    /// <summary>The lines in order.</summary>
    public IReadOnlyList<StudioJournalEntry> Entries => entries;

    /// <summary>Reads a run's history; null where there is no such run.</summary>
    public static async Task<StudioJournal?> ReadAsync(string id, RunDetails details, IRunStore store, IDefinitionSource definitions)
    {
        if (await store.FindRunAsync(id) is not { } head || await details.HistoryAsync(id) is not { } history)
        {
            return null;
        }

        var nodes = new Dictionary<string, ActivityElement>(StringComparer.Ordinal);
        Collect((await definitions.FindVersionAsync(head.DefinitionVersionId))?.Root, nodes);
        var told = history.Items.SelectMany(burst => burst.Lines.Select(line => (burst.At, Line: line)));
        var entries = told.Where(one => Events.ContainsKey(one.Line.Event)).Select((one, n) =>
        {
            var node = nodes.GetValueOrDefault(one.Line.ActivityId);
            var path = node?.NodeId ?? (one.Line.ActivityId == "Workflow1" ? "Workflow1" : $"Workflow1:{one.Line.ActivityId}");
            var name = node?.Name ?? one.Line.ActivityId;
            return new StudioJournalEntry($"{id}-{n}", path, Events[one.Line.Event], n, one.At, name, one.Line);
        });
        return new([.. entries]);
    }

    /// <summary>How often each activity began and ended.</summary>
    public IReadOnlyList<JsonObject> Stats() => [.. entries.GroupBy(entry => entry.NodeId).Select(node =>
    {
        int Count(string happened) => node.Count(entry => entry.Event == happened);
        var (started, completed) = (Count("Started"), Count("Completed"));
        return new JsonObject
        {
            ["activityId"] = node.First().Line.ActivityId, ["activityNodeId"] = node.Key, ["startedCount"] = started,
            ["completedCount"] = completed, ["uncompletedCount"] = Math.Max(started - completed, 0),
            ["isBlocked"] = node.Last().Event == "Suspended", ["isFaulted"] = node.Last().Event == "Faulted",
        };
    })];

    /// <summary>Each execution of an activity.</summary>
    public IEnumerable<JsonObject> Executions(string runId) => entries.GroupBy(entry => entry.Line.Instance).Select(one =>
    {
        var (first, last) = (one.First(), one.Last());
        return new JsonObject
        {
            ["id"] = $"{runId}-{one.Key}", ["workflowInstanceId"] = runId, ["activityId"] = first.Line.ActivityId,
            ["activityNodeId"] = first.NodeId, ["activityType"] = first.Line.ActivityType, ["activityTypeVersion"] = 1,
            ["activityName"] = first.Name, ["startedAt"] = first.At.ToString("O"), ["hasBookmarks"] = last.Event == "Suspended",
            ["completedAt"] = last.Event == "Completed" ? last.At.ToString("O") : null,
            ["status"] = last.Event is "Completed" or "Faulted" or "Canceled" ? last.Event : "Running",
        };
    });

    private static void Collect(ActivityElement? element, Dictionary<string, ActivityElement> into)
    {
        if (element is not null)
        {
            into[element.Id] = element;
            foreach (var child in element.Children)
            {
                Collect(child.Element, into);
            }
        }
    }
}
