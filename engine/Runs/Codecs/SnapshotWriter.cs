using System.Text.Json;

namespace Workflows.Engine.Runs.Codecs;

/// <summary>
/// A run's whole state as JSON, without what the head's own columns hold. Members in a fixed order, so that equal states are equal
/// bytes.
/// </summary>
internal static class SnapshotWriter
{
    public static void Write(Utf8JsonWriter writer, RunState state)
    {
        writer.WriteStartObject();
        writer.WriteString("definition"u8, state.DefinitionId);
        writer.WriteString("v"u8, state.VersionId);
        writer.WriteString("status"u8, RunStatusNames.Of(state.Status));
        writer.WriteNumber("instances"u8, state.NextInstance);
        writer.WriteNumber("ids"u8, state.NextId);
        Text(writer, "correlation"u8, state.CorrelationId);
        Text(writer, "businessKey"u8, state.BusinessKey);
        Text(writer, "name"u8, state.Name);
        Text(writer, "parent"u8, state.ParentRunId);
        Text(writer, "parentBookmark"u8, state.ParentBookmarkId);
        Text(writer, "trigger"u8, state.TriggerActivity);
        if (state.TokenFlow)
        {
            writer.WriteBoolean("tokens"u8, true);
        }

        if (state.Depth > 0)
        {
            writer.WriteNumber("depth"u8, state.Depth);
        }

        Value(writer, "input"u8, state.Input);
        Value(writer, "last"u8, state.LastResult);
        WriteInstances(writer, state);
        WriteWaiting(writer, state);
        WriteIncidents(writer, state);
        WriteOutputs(writer, state);
        writer.WriteEndObject();
    }

    private static void WriteInstances(Utf8JsonWriter writer, RunState state)
    {
        writer.WriteStartArray("live"u8);
        if (state.Instances.Count == 1 && state.Root is { } root)
        {
            WriteInstance(writer, root);
        }
        else
        {
            foreach (var instance in state.Instances.Values.OrderBy(instance => instance.Id))
            {
                WriteInstance(writer, instance);
            }
        }

        writer.WriteEndArray();
        if (state.Agenda.Count == 0)
        {
            return;
        }

        var agenda = state.Agenda.Where(id => state.Instances.TryGetValue(id, out var i) && i.Status == InstanceStatus.Scheduled).ToList();
        if (agenda.Count == 0)
        {
            return;
        }

        writer.WriteStartArray("agenda"u8);
        agenda.ForEach(writer.WriteNumberValue);
        writer.WriteEndArray();
    }

    private static void WriteInstance(Utf8JsonWriter writer, ActivityInstance instance)
    {
        writer.WriteStartObject();
        writer.WriteNumber("i"u8, instance.Id);
        writer.WriteString("a"u8, instance.NodeId);
        writer.WriteNumber("o"u8, instance.Owner?.Id ?? 0);
        if (instance.Owner is not null && instance.Owner.VersionId != instance.VersionId)
        {
            writer.WriteString("v"u8, instance.VersionId);
        }

        if (instance.Status != InstanceStatus.Running)
        {
            writer.WriteNumber("s"u8, (int)instance.Status);
        }

        Map(writer, "vars"u8, instance.Variables);
        Map(writer, "kept"u8, instance.Memory);
        Map(writer, "outputs"u8, instance.Outputs);
        Value(writer, "inputs"u8, instance.Inputs);
        if (instance.Counters is { Count: > 0 } counters)
        {
            writer.WriteStartObject("counts"u8);
            foreach (var (slot, count) in counters.OrderBy(counter => counter.Key, StringComparer.Ordinal))
            {
                writer.WriteNumber(slot, count);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteWaiting(Utf8JsonWriter writer, RunState state)
    {
        if (state.Bookmarks.Count > 0)
        {
            writer.WriteStartArray("bookmarks"u8);
            foreach (var bookmark in state.Bookmarks.Values.OrderBy(b => b.Id.Length).ThenBy(b => b.Id, StringComparer.Ordinal))
            {
                writer.WriteStartObject();
                writer.WriteString("b"u8, bookmark.Id);
                writer.WriteNumber("i"u8, bookmark.Instance);
                writer.WriteString("kind"u8, bookmark.Kind);
                writer.WriteString("key"u8, bookmark.Key);
                Text(writer, "correlation"u8, bookmark.CorrelationId);
                writer.WriteString("tag"u8, bookmark.Tag);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        if (state.Timers.Count > 0)
        {
            writer.WriteStartArray("timers"u8);
            foreach (var timer in state.Timers.Values.OrderBy(t => t.Id.Length).ThenBy(t => t.Id, StringComparer.Ordinal))
            {
                writer.WriteStartObject();
                writer.WriteString("id"u8, timer.Id);
                writer.WriteString("b"u8, timer.BookmarkId);
                writer.WriteString("due"u8, timer.DueAt);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        if (state.Tasks.Count > 0)
        {
            writer.WriteStartArray("tasks"u8);
            foreach (var task in state.Tasks.Values.OrderBy(t => t.Id.Length).ThenBy(t => t.Id, StringComparer.Ordinal))
            {
                JsonSerializer.Serialize(writer, task, RecordJson.Default.TaskRecord);
            }

            writer.WriteEndArray();
        }
    }

    private static void WriteIncidents(Utf8JsonWriter writer, RunState state)
    {
        if (state.Incidents.Count == 0)
        {
            return;
        }

        writer.WriteStartArray("incidents"u8);
        foreach (var incident in state.Incidents.Values.OrderBy(i => i.Id.Length).ThenBy(i => i.Id, StringComparer.Ordinal))
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, incident.Id);
            writer.WriteNumber("i"u8, incident.Instance);
            writer.WriteString("a"u8, incident.NodeId);
            writer.WriteString("code"u8, incident.Code);
            writer.WriteString("en"u8, incident.Message.En);
            Text(writer, "zh"u8, incident.Message.Zh);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteOutputs(Utf8JsonWriter writer, RunState state)
    {
        if (state.Outputs.Count == 0)
        {
            return;
        }

        writer.WriteStartObject("register"u8);
        foreach (var (node, outputs) in state.Outputs.OrderBy(o => o.Key, StringComparer.Ordinal))
        {
            writer.WritePropertyName(node);
            WriteMap(writer, outputs);
        }

        writer.WriteEndObject();
    }

    private static void Map(Utf8JsonWriter writer, ReadOnlySpan<byte> name, Dictionary<string, object?>? map)
    {
        if (map is { Count: > 0 })
        {
            writer.WritePropertyName(name);
            WriteMap(writer, map);
        }
    }

    private static void WriteMap(Utf8JsonWriter writer, Dictionary<string, object?> map)
    {
        writer.WriteStartObject();
        foreach (var (key, value) in map.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            writer.WritePropertyName(key);
            RunValueCodec.Write(writer, value);
        }

        writer.WriteEndObject();
    }

    private static void Value(Utf8JsonWriter writer, ReadOnlySpan<byte> name, object? value)
    {
        if (value is not null)
        {
            writer.WritePropertyName(name);
            RunValueCodec.Write(writer, value);
        }
    }

    private static void Text(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }
}
