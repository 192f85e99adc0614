using System.Text.Json;

namespace Workflows.Engine.Runs.Codecs;

/// <summary>
/// Events as JSON: one object each, its kind under "e". The form is part of the product's contract: what was written once must be
/// read for
/// ever, so kinds and members are added, never changed.
/// </summary>
internal static class EventWriter
{
    public static void Write(Utf8JsonWriter writer, List<RunEvent> events)
    {
        writer.WriteStartArray();
        foreach (var happened in events)
        {
            writer.WriteStartObject();
            WriteFrequent(writer, happened);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteFrequent(Utf8JsonWriter writer, RunEvent happened)
    {
        switch (happened)
        {
            case Scheduled e:
                Head(writer, "scheduled"u8, e.Instance);
                writer.WriteString("a"u8, e.Node);
                writer.WriteNumber("o"u8, e.Owner);
                Text(writer, "v"u8, e.VersionId);
                break;
            case Started e:
                Head(writer, "started"u8, e.Instance);
                break;
            case Completed e:
                Head(writer, "completed"u8, e.Instance);
                WriteOutcomes(writer, e.Outcomes);
                break;
            case LineWritten e:
                Head(writer, "line"u8, e.Instance);
                writer.WriteString("text"u8, e.Text);
                break;
            case VariableSet e:
                Head(writer, "variable"u8, e.Instance);
                Named(writer, e.Name, e.Value);
                break;
            case Counted e:
                Head(writer, "counted"u8, e.Instance);
                writer.WriteString("n"u8, e.Slot);
                writer.WriteNumber("x"u8, e.Value);
                break;
            case OutputSet e:
                Head(writer, "output"u8);
                writer.WriteString("a"u8, e.Node);
                Named(writer, e.Name, e.Value);
                break;
            case StatusChanged e:
                Head(writer, "status"u8);
                writer.WriteString("s"u8, RunStatusNames.Of(e.Status));
                break;
            case RunStarted e:
                WriteStart(writer, e);
                break;
            default:
                WriteWaiting(writer, happened);
                break;
        }
    }

    private static void WriteWaiting(Utf8JsonWriter writer, RunEvent happened)
    {
        switch (happened)
        {
            case BookmarkAdded e:
                Head(writer, "waiting"u8, e.Instance);
                writer.WriteString("b"u8, e.Id);
                writer.WriteString("kind"u8, e.Kind);
                writer.WriteString("key"u8, e.Key);
                Text(writer, "correlation"u8, e.CorrelationId);
                writer.WriteString("tag"u8, e.Tag);
                break;
            case BookmarkResumed e:
                Head(writer, "resumed"u8);
                writer.WriteString("b"u8, e.Id);
                Value(writer, e.Payload);
                break;
            case BookmarkCancelled e:
                Head(writer, "waitCancelled"u8);
                writer.WriteString("b"u8, e.Id);
                break;
            case TimerSet e:
                Head(writer, "timer"u8);
                writer.WriteString("id"u8, e.Id);
                writer.WriteString("b"u8, e.BookmarkId);
                writer.WriteString("due"u8, e.DueAt);
                break;
            case Cancelled e:
                Head(writer, "cancelled"u8, e.Instance);
                break;
            case Remembered e:
                Head(writer, "kept"u8, e.Instance);
                Named(writer, e.Key, e.Value);
                break;
            case WorkflowOutputSet e:
                Head(writer, "workflowOutput"u8, e.Instance);
                Named(writer, e.Name, e.Value);
                break;
            case InputsTaken e:
                Head(writer, "inputs"u8, e.Instance);
                Value(writer, e.Inputs);
                break;
            case IdsTaken e:
                Head(writer, "ids"u8);
                writer.WriteNumber("x"u8, e.Count);
                break;
            default:
                WriteMessage(writer, happened);
                break;
        }
    }

    private static void WriteMessage(Utf8JsonWriter writer, RunEvent happened)
    {
        switch (happened)
        {
            case TaskChanged e:
                Head(writer, "task"u8);
                Record(writer, e.Task, RecordJson.Default.TaskRecord);
                break;
            case EffectDecided e:
                Head(writer, "effect"u8);
                Record(writer, e.Message, RecordJson.Default.OutboxMessage);
                break;
            case MessageSent e:
                Head(writer, "message"u8);
                Record(writer, e.Delivery, RecordJson.Default.Delivery);
                break;
            case FactChanged e:
                Head(writer, "fact"u8);
                Record(writer, e.Fact, RecordJson.Default.FactWrite);
                break;
            case Replied e:
                Head(writer, "replied"u8, e.Instance);
                Value(writer, e.Value);
                break;
            case Correlated e:
                Head(writer, "correlated"u8);
                Text(writer, "id"u8, e.CorrelationId);
                break;
            case KeyHeld e:
                Head(writer, "keyHeld"u8);
                Text(writer, "key"u8, e.Key);
                break;
            case Runs.Named e:
                Head(writer, "named"u8);
                Text(writer, "name"u8, e.Name);
                break;
            default:
                WriteTrouble(writer, happened);
                break;
        }
    }

    private static void WriteTrouble(Utf8JsonWriter writer, RunEvent happened)
    {
        switch (happened)
        {
            case Faulted e:
                Head(writer, "faulted"u8, e.Instance);
                Incident(writer, e.Incident, e.Code, e.Message);
                break;
            case IncidentRaised e:
                Head(writer, "incident"u8);
                Incident(writer, e.Incident, e.Code, e.Message);
                break;
            case IncidentResolved e:
                Head(writer, "resolved"u8);
                writer.WriteString("incident"u8, e.Incident);
                writer.WriteString("how"u8, e.How);
                break;
            case QuestionAnswered e:
                Head(writer, "answered"u8, e.Instance);
                writer.WriteString("question"u8, e.Question);
                writer.WriteString("tag"u8, e.Tag);
                Value(writer, e.Value);
                Text(writer, "evidence"u8, e.Evidence);
                Text(writer, "code"u8, e.Code);
                break;
            case DeadlineMoved e:
                WriteMove(writer, e);
                break;
            case Repaired e:
                Head(writer, "repaired"u8);
                writer.WriteString("action"u8, e.Action);
                writer.WriteString("detail"u8, e.Detail);
                Text(writer, "reason"u8, e.Reason);
                break;
            case Migrated e:
                Head(writer, "migrated"u8);
                writer.WriteString("v"u8, e.VersionId);
                writer.WriteStartObject("nodes"u8);
                foreach (var (from, to) in e.Nodes)
                {
                    writer.WriteString(from, to);
                }

                writer.WriteEndObject();
                break;
            default:
                throw new InvalidOperationException($"no form for {happened.GetType().Name}");
        }
    }

    private static void WriteMove(Utf8JsonWriter writer, DeadlineMoved e)
    {
        Head(writer, "deadlineMoved"u8, e.Instance);
        writer.WriteString("tag"u8, e.Tag);
        writer.WriteString("from"u8, e.From);
        writer.WriteString("to"u8, e.To);
        writer.WriteString("calendar"u8, e.Calendar);
        writer.WriteString("en"u8, e.Why.En);
        Text(writer, "zh"u8, e.Why.Zh);
    }

    private static void WriteStart(Utf8JsonWriter writer, RunStarted e)
    {
        Head(writer, "run"u8);
        writer.WriteString("definition"u8, e.DefinitionId);
        writer.WriteString("v"u8, e.VersionId);
        if (e.Input is not null)
        {
            writer.WritePropertyName("input"u8);
            RunValueCodec.Write(writer, e.Input);
        }

        Text(writer, "correlation"u8, e.CorrelationId);
        Text(writer, "businessKey"u8, e.BusinessKey);
        Text(writer, "name"u8, e.Name);
        Text(writer, "parent"u8, e.ParentRunId);
        Text(writer, "parentBookmark"u8, e.ParentBookmarkId);
        Text(writer, "trigger"u8, e.TriggerActivity);
        if (e.TokenFlow)
        {
            writer.WriteBoolean("tokens"u8, true);
        }

        if (e.Depth > 0)
        {
            writer.WriteNumber("depth"u8, e.Depth);
        }
    }

    private static void Head(Utf8JsonWriter writer, ReadOnlySpan<byte> kind) => writer.WriteString("e"u8, kind);

    private static void Head(Utf8JsonWriter writer, ReadOnlySpan<byte> kind, int instance)
    {
        writer.WriteString("e"u8, kind);
        writer.WriteNumber("i"u8, instance);
    }

    private static void WriteOutcomes(Utf8JsonWriter writer, IReadOnlyList<string> outcomes)
    {
        // The ordinary outcome goes without saying.
        if (outcomes.Count == 1 && outcomes[0] == "Done")
        {
            return;
        }

        writer.WriteStartArray("r"u8);
        for (var i = 0; i < outcomes.Count; i++)
        {
            writer.WriteStringValue(outcomes[i]);
        }

        writer.WriteEndArray();
    }

    private static void Named(Utf8JsonWriter writer, string name, object? value)
    {
        writer.WriteString("n"u8, name);
        Value(writer, value);
    }

    private static void Value(Utf8JsonWriter writer, object? value)
    {
        if (value is not null)
        {
            writer.WritePropertyName("x"u8);
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

    private static void Incident(Utf8JsonWriter writer, string id, string code, Rules.LocalText message)
    {
        writer.WriteString("incident"u8, id);
        writer.WriteString("code"u8, code);
        writer.WriteString("en"u8, message.En);
        Text(writer, "zh"u8, message.Zh);
    }

    private static void Record<T>(Utf8JsonWriter writer, T record, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        writer.WritePropertyName("x"u8);
        JsonSerializer.Serialize(writer, record, type);
    }
}
