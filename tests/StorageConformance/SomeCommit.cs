using System.Text;
using Workflows.Engine.Ports;
using Workflows.Rules;

namespace Workflows.Tests.StorageConformance;

/// <summary>Makes commits and records for store tests; every field that a test does not care for has an ordinary value.</summary>
public static class SomeCommit
{
    /// <summary>A fixed moment, with the offset that the shops use.</summary>
    public static DateTimeOffset Noon { get; } = new(2026, 9, 1, 12, 0, 0, TimeSpan.FromHours(8));

    /// <summary>A run's head at a version; its state and hash depend on the version, so that a mix-up shows.</summary>
    public static RunHead Head(string runId, long version = 1, RunStatus status = RunStatus.Waiting, string? businessKey = null) => new()
    {
        RunId = runId,
        DefinitionId = "return",
        DefinitionVersionId = "return-1",
        Version = version,
        Status = status,
        CorrelationId = "O000001",
        BusinessKey = businessKey,
        Name = "退货 O000001",
        ParentRunId = null,
        OpenIncidents = 0,
        CreatedAt = Noon,
        UpdatedAt = Noon.AddMinutes(version),
        Hash = Bytes($"hash {version}"),
        State = Bytes($"state {version}"),
    };

    /// <summary>A commit of a run's version with nothing in it but head and history entry.</summary>
    public static Commit Of(string runId, long version = 1, RunStatus status = RunStatus.Waiting, string? businessKey = null) => new()
    {
        Head = Head(runId, version, status, businessKey),
        Entry = new HistoryEntry(
            runId, version, Noon.AddMinutes(version), "zhang", Bytes($"[{version}]"), Bytes($"hash {version}")),
    };

    public static BookmarkRecord Bookmark(string id, string runId, string key = "paid", string? correlationId = null, int minute = 0) =>
        new(id, runId, "event", key, correlationId, Noon.AddMinutes(minute));

    public static TimerRecord Timer(string id, string runId, string bookmarkId, int minute) =>
        new(id, runId, bookmarkId, Noon.AddMinutes(minute));

    public static Delivery Delivery(string id, string target = "pay") => new()
    {
        Id = id,
        Kind = DeliveryKind.StartRun,
        Target = target,
        RunId = $"run of {id}",
        CorrelationId = "O000001",
        SenderRunId = "sender",
        SenderBookmarkId = "sender:1",
        Payload = """{"month":"2026-09"}""",
        KeepUntil = Noon.AddDays(1),
        CreatedAt = Noon,
        Depth = 3,
    };

    public static Delivery Event(string id, string? correlationId = null) => new()
    {
        Id = id,
        Kind = DeliveryKind.Event,
        Target = "paid",
        CorrelationId = correlationId,
        KeepUntil = Noon.AddDays(1),
        CreatedAt = Noon,
    };

    public static OutboxMessage Effect(string id, string runId) =>
        new(id, runId, $"{id}:bookmark", "http", $"key {id}", """{"url":"https://example.cn/refunds"}""", Noon);

    public static TaskRecord Task(string id, string runId) => new()
    {
        Id = id,
        RunId = runId,
        DefinitionId = "return",
        ActivityId = "approve",
        Title = new LocalText("Approve the return", "审批退货"),
        State = TaskState.Open,
        CandidateRoles = ["supervisor"],
        Outcomes = ["Approve", "Reject"],
        DueAt = Noon.AddHours(8),
        CreatedAt = Noon,
    };

    public static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}
