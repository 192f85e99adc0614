using System.Text.Json;
using Workflows.Rules;

namespace Workflows.Engine.Runs.Codecs;

/// <summary>
/// Reads events back. A history comes from our own store; what cannot be read means that it was tampered with or is newer.
/// </summary>
internal static class EventReader
{
    public static List<RunEvent> Read(ReadOnlyMemory<byte> utf8)
    {
        using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = 16384 });
        var events = new List<RunEvent>(document.RootElement.GetArrayLength());
        foreach (var json in document.RootElement.EnumerateArray())
        {
            events.Add(Read(json));
        }

        return events;
    }

    private static RunEvent Read(JsonElement e) => e.GetProperty("e").GetString() switch
    {
        "scheduled" => new Scheduled(I(e), T(e, "a")!, e.GetProperty("o").GetInt32(), T(e, "v")),
        "started" => new Started(I(e)),
        "completed" => new Completed(I(e), Outcomes(e)),
        "line" => new LineWritten(I(e), T(e, "text")!),
        "variable" => new VariableSet(I(e), T(e, "n")!, X(e)),
        "counted" => new Counted(I(e), T(e, "n")!, e.GetProperty("x").GetInt32()),
        "output" => new OutputSet(T(e, "a")!, T(e, "n")!, X(e)),
        "status" => new StatusChanged(RunStatusNames.Parse(T(e, "s"))),
        "run" => ReadStart(e),
        "waiting" => new BookmarkAdded(T(e, "b")!, I(e), T(e, "kind")!, T(e, "key")!, T(e, "correlation"), T(e, "tag")!),
        "resumed" => new BookmarkResumed(T(e, "b")!, X(e)),
        "waitCancelled" => new BookmarkCancelled(T(e, "b")!),
        "timer" => new TimerSet(T(e, "id")!, T(e, "b")!, e.GetProperty("due").GetDateTimeOffset()),
        "cancelled" => new Cancelled(I(e)),
        "kept" => new Remembered(I(e), T(e, "n")!, X(e)),
        "workflowOutput" => new WorkflowOutputSet(I(e), T(e, "n")!, X(e)),
        "inputs" => new InputsTaken(I(e), X(e)),
        "ids" => new IdsTaken(e.GetProperty("x").GetInt32()),
        _ => ReadRare(e),
    };

    private static RunEvent ReadRare(JsonElement e) => e.GetProperty("e").GetString() switch
    {
        "task" => new TaskChanged(e.GetProperty("x").Deserialize(RecordJson.Default.TaskRecord)!),
        "effect" => new EffectDecided(e.GetProperty("x").Deserialize(RecordJson.Default.OutboxMessage)!),
        "message" => new MessageSent(e.GetProperty("x").Deserialize(RecordJson.Default.Delivery)!),
        "fact" => new FactChanged(e.GetProperty("x").Deserialize(RecordJson.Default.FactWrite)!),
        "replied" => new Replied(I(e), X(e)),
        "correlated" => new Correlated(T(e, "id")),
        "keyHeld" => new KeyHeld(T(e, "key")!),
        "named" => new Named(T(e, "name")),
        "faulted" => new Faulted(I(e), T(e, "incident")!, T(e, "code")!, Message(e)),
        "incident" => new IncidentRaised(T(e, "incident")!, T(e, "code")!, Message(e)),
        "resolved" => new IncidentResolved(T(e, "incident")!, T(e, "how")!),
        "answered" => new QuestionAnswered(I(e), T(e, "tag")!, T(e, "question")!, X(e), T(e, "evidence"), T(e, "code")),
        "deadlineMoved" => new DeadlineMoved(
            I(e), T(e, "tag")!, e.GetProperty("from").GetDateTimeOffset(), e.GetProperty("to").GetDateTimeOffset(), T(e, "calendar")!,
            Message(e)),
        "repaired" => new Repaired(T(e, "action")!, T(e, "detail")!, T(e, "reason")),
        "migrated" => new Migrated(
            T(e, "v")!,
            e.GetProperty("nodes").EnumerateObject().ToDictionary(n => n.Name, n => n.Value.GetString()!)),
        var kind => throw new FormatException($"no event {kind}"),
    };

    private static RunStarted ReadStart(JsonElement e) => new(
        T(e, "definition")!,
        T(e, "v")!,
        e.TryGetProperty("input", out var input) ? RunValueCodec.Read(input) : null,
        T(e, "correlation"),
        T(e, "businessKey"),
        T(e, "name"),
        T(e, "parent"),
        T(e, "parentBookmark"),
        T(e, "trigger"),
        e.TryGetProperty("tokens", out var tokens) && tokens.GetBoolean())
    {
        Depth = e.TryGetProperty("depth", out var depth) ? depth.GetInt32() : 0,
    };

    private static IReadOnlyList<string> Outcomes(JsonElement e) =>
        e.TryGetProperty("r", out var outcomes)
            ? [.. outcomes.EnumerateArray().Select(outcome => outcome.GetString()!)]
            : Activities.Outcomes.Done;

    private static LocalText Message(JsonElement e) => new(T(e, "en")!, T(e, "zh"));

    private static int I(JsonElement e) => e.GetProperty("i").GetInt32();

    private static string? T(JsonElement e, string name) => e.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static object? X(JsonElement e) => e.TryGetProperty("x", out var value) ? RunValueCodec.Read(value) : null;
}
