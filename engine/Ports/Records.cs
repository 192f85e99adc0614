using System.Text.Json.Serialization;
using Workflows.Rules;

namespace Workflows.Engine.Ports;

/// <summary>
/// A place where a run waits. Resuming burns it in the same commit, so of several callers one wins.
/// </summary>
/// <param name="Id">Unique over all runs.</param>
/// <param name="RunId">The run that waits.</param>
/// <param name="Kind">
/// What it waits for: <c>event</c>, <c>http</c>, <c>task</c>, <c>timer</c>, <c>effect</c>, <c>run</c>, <c>fact</c>.
/// </param>
/// <param name="Key">What a stimulus must name to find it (event name, route, fact type and key …); exact match.</param>
/// <param name="CorrelationId">If set, a stimulus that carries a correlation id must carry this one.</param>
/// <param name="CreatedAt">When the run began to wait here.</param>
public sealed record BookmarkRecord(string Id, string RunId, string Kind, string Key, string? CorrelationId, DateTimeOffset CreatedAt);

/// <summary>A due time of a run. The store's row is the truth; any scheduler only wakes up for it.</summary>
/// <param name="Id">Unique over all runs.</param>
/// <param name="RunId">The run.</param>
/// <param name="BookmarkId">The bookmark to resume when it is due.</param>
/// <param name="DueAt">Never resumed before this moment.</param>
public sealed record TimerRecord(string Id, string RunId, string BookmarkId, DateTimeOffset DueAt);

/// <summary>The life of a task in the inbox.</summary>
public enum TaskState
{
    Open,
    Claimed,
    Completed,
    Cancelled,
}

/// <summary>Work for a person, as the inbox shows it. Claiming, delegating and completing go through the run.</summary>
public sealed record TaskRecord
{
    /// <summary>Unique over all runs; equals the id of the bookmark that completing it resumes.</summary>
    public required string Id { get; init; }

    public required string RunId { get; init; }

    public required string DefinitionId { get; init; }

    /// <summary>The activity in the definition that opened it.</summary>
    public required string ActivityId { get; init; }

    /// <summary>One line for the inbox.</summary>
    public required LocalText Title { get; init; }

    public required TaskState State { get; init; }

    /// <summary>Roles whose members may claim it; empty with no candidate users means everybody who may work on tasks.</summary>
    public IReadOnlyList<string> CandidateRoles { get; init; } = [];

    /// <summary>Users who may claim it.</summary>
    public IReadOnlyList<string> CandidateUsers { get; init; } = [];

    /// <summary>Who works on it; null while nobody has claimed it.</summary>
    public string? Assignee { get; init; }

    /// <summary>JSON schema of the form, as UTF-8 JSON; null when a choice of outcome is all there is.</summary>
    public string? Form { get; init; }

    /// <summary>What the person is shown, as JSON.</summary>
    public string? Data { get; init; }

    /// <summary>The outcomes that it can be completed with; the first is the ordinary one.</summary>
    public required IReadOnlyList<string> Outcomes { get; init; }

    /// <summary>When it is late; null when it has no deadline.</summary>
    public DateTimeOffset? DueAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The outcome it was completed with.</summary>
    public string? Outcome { get; init; }
}

/// <summary>
/// An effect on the outside world, written in the commit that decided it and carried out after that, at least once, always with the
/// same key.
/// </summary>
/// <param name="Id">Unique over all runs.</param>
/// <param name="RunId">The run that wants it.</param>
/// <param name="BookmarkId">The bookmark that the result resumes; null when the run does not wait for one.</param>
/// <param name="Kind">The connector: <c>http</c>, <c>mail</c> …</param>
/// <param name="IdempotencyKey">Stable over retries and restarts.</param>
/// <param name="Payload">What to do, as JSON in the connector's form; secrets only as references.</param>
/// <param name="CreatedAt">When it was decided.</param>
public sealed record OutboxMessage(
    string Id, string RunId, string? BookmarkId, string Kind, string IdempotencyKey, string Payload, DateTimeOffset CreatedAt);

/// <summary>What a delivery asks of its receiver.</summary>
public enum DeliveryKind
{
    /// <summary>Start a run of the definition named by <see cref="Delivery.Target"/>.</summary>
    StartRun,

    /// <summary>Start every definition that the event triggers, and resume every bookmark that waits for it.</summary>
    Event,

    /// <summary>Resume the bookmark named by <see cref="Delivery.Target"/>.</summary>
    Resume,

    /// <summary>Cancel the run named by <see cref="Delivery.Target"/>.</summary>
    CancelRun,

    /// <summary>Queue the sender's bookmark at the section named by <see cref="Delivery.Target"/>; its turn resumes it.</summary>
    EnterSection,

    /// <summary>The sender's bookmark leaves that section, or its queue.</summary>
    LeaveSection,
}

/// <summary>
/// A message from one run to others inside the product. It is written in the sender's commit and deleted in the receiver's: exactly once.
/// </summary>
public sealed record Delivery
{
    /// <summary>Unique; made by the sender from its run id, so that a repeated decision makes the same one.</summary>
    public required string Id { get; init; }

    public required DeliveryKind Kind { get; init; }

    /// <summary>Definition id, event name, bookmark id or run id, as <see cref="Kind"/> says.</summary>
    public required string Target { get; init; }

    /// <summary>For <see cref="DeliveryKind.StartRun"/>: the id that the new run gets.</summary>
    public string? RunId { get; init; }

    public string? CorrelationId { get; init; }

    /// <summary>The sender; becomes the parent of a started run.</summary>
    public string? SenderRunId { get; init; }

    /// <summary>The sender's bookmark that the end of the started run resumes; null when nobody waits.</summary>
    public string? SenderBookmarkId { get; init; }

    /// <summary>Input or payload as JSON.</summary>
    public string? Payload { get; init; }

    /// <summary>An event that nobody waits for is kept until then; null: it is dropped at once.</summary>
    public DateTimeOffset? KeepUntil { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>How many runs had set one another going before the one that sends it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Depth { get; init; }
}

/// <summary>A fact that a run wrote or withdrew; the fact store applies it in the same commit.</summary>
/// <param name="Type">Name of the fact type.</param>
/// <param name="Key">The fact's key within its type.</param>
/// <param name="Json">The whole fact as JSON; null withdraws it.</param>
public sealed record FactWrite(string Type, string Key, string? Json)
{
    /// <inheritdoc cref="Delivery.Depth"/>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Depth { get; init; }
}

/// <summary>
/// A request that may come twice. The first commit keeps the key together with its answer; whoever comes later gets that answer.
/// </summary>
/// <param name="Scope">Where the key is unique: a trigger's or an endpoint's id.</param>
/// <param name="Key">The caller's key, at most 255 characters.</param>
/// <param name="RequestHash">SHA-256 of the request; the same key with another request is an error of the caller's.</param>
/// <param name="Answer">What was answered, as JSON in the caller's own form.</param>
public sealed record IdempotencyRecord(string Scope, string Key, string RequestHash, string? Answer);
