using System.Text.Json;
using Workflows.Engine.Ports;
using Workflows.Engine.Runs.Codecs;
using Workflows.Rules;

namespace Workflows.Engine.Runs;

/// <content>From a snapshot back to a state.</content>
internal sealed partial class RunState
{
    /// <summary>The state that a head holds.</summary>
    public static RunState Restore(RunHead head)
    {
        using var document = JsonDocument.Parse(head.State, new JsonDocumentOptions { MaxDepth = 16384 });
        var json = document.RootElement;
        var state = new RunState(head.RunId)
        {
            Version = head.Version,
            DefinitionId = json.GetProperty("definition").GetString()!,
            VersionId = json.GetProperty("v").GetString()!,
            Status = RunStatusNames.Parse(json.GetProperty("status").GetString()),
            NextInstance = json.GetProperty("instances").GetInt32(),
            NextId = json.GetProperty("ids").GetInt32(),
            CorrelationId = Text(json, "correlation"),
            BusinessKey = Text(json, "businessKey"),
            Name = Text(json, "name"),
            ParentRunId = Text(json, "parent"),
            ParentBookmarkId = Text(json, "parentBookmark"),
            TriggerActivity = Text(json, "trigger"),
            TokenFlow = json.TryGetProperty("tokens", out _),
            Depth = json.TryGetProperty("depth", out var depth) ? depth.GetInt32() : 0,
            Input = Value(json, "input"),
            LastResult = Value(json, "last"),
        };
        foreach (var live in Items(json, "live"))
        {
            state.RestoreInstance(live);
        }

        foreach (var id in Items(json, "agenda"))
        {
            state.Agenda.Enqueue(id.GetInt32());
        }

        state.RestoreWaiting(json);
        return state;
    }

    private void RestoreInstance(JsonElement json)
    {
        var owner = Instances.GetValueOrDefault(json.GetProperty("o").GetInt32());
        var instance = new ActivityInstance(
            json.GetProperty("i").GetInt32(),
            json.GetProperty("a").GetString()!,
            Text(json, "v") ?? owner?.VersionId ?? VersionId,
            owner)
        {
            Status = json.TryGetProperty("s", out var status) ? (InstanceStatus)status.GetInt32() : InstanceStatus.Running,
            Variables = Map(json, "vars"),
            Memory = Map(json, "kept"),
            Outputs = Map(json, "outputs"),
            Inputs = Value(json, "inputs"),
        };
        if (json.TryGetProperty("counts", out var counts))
        {
            instance.Counters = counts.EnumerateObject().ToDictionary(c => c.Name, c => c.Value.GetInt32());
        }

        Instances[instance.Id] = instance;
        owner?.Adopt(instance);
    }

    private void RestoreWaiting(JsonElement json)
    {
        foreach (var b in Items(json, "bookmarks"))
        {
            var bookmark = new Bookmark(
                Text(b, "b")!, b.GetProperty("i").GetInt32(), Text(b, "kind")!, Text(b, "key")!, Text(b, "correlation"), Text(b, "tag")!);
            (_bookmarks ??= [])[bookmark.Id] = bookmark;
        }

        foreach (var t in Items(json, "timers"))
        {
            var timer = new PendingTimer(Text(t, "id")!, Text(t, "b")!, t.GetProperty("due").GetDateTimeOffset());
            (_timers ??= [])[timer.Id] = timer;
        }

        foreach (var t in Items(json, "tasks"))
        {
            var task = t.Deserialize(RecordJson.Default.TaskRecord)!;
            (_tasks ??= [])[task.Id] = task;
        }

        foreach (var i in Items(json, "incidents"))
        {
            var message = new LocalText(Text(i, "en")!, Text(i, "zh"));
            var incident = new Incident(Text(i, "id")!, i.GetProperty("i").GetInt32(), Text(i, "a")!, Text(i, "code")!, message);
            (_incidents ??= [])[incident.Id] = incident;
        }

        if (json.TryGetProperty("register", out var register))
        {
            foreach (var node in register.EnumerateObject())
            {
                (_outputs ??= [])[node.Name] = node.Value.EnumerateObject().ToDictionary(o => o.Name, o => RunValueCodec.Read(o.Value));
            }
        }
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement json, string name) =>
        json.TryGetProperty(name, out var list) ? list.EnumerateArray() : default;

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static object? Value(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? RunValueCodec.Read(value) : null;

    private static Dictionary<string, object?>? Map(JsonElement json, string name) =>
        json.TryGetProperty(name, out var map) ? map.EnumerateObject().ToDictionary(m => m.Name, m => RunValueCodec.Read(m.Value)) : null;
}
