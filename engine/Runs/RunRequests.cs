using System.Collections.ObjectModel;
using Workflows.Engine.Ports;
using Workflows.Rules;

namespace Workflows.Engine.Runs;

/// <summary>The wish to start a run.</summary>
/// <param name="RunId">The new run's id, chosen by the caller, at most 64 characters.</param>
/// <param name="DefinitionId">Logical id of the definition; its published version is taken.</param>
public sealed record StartRequest(string RunId, string DefinitionId)
{
    /// <summary>A version to take instead of the published one.</summary>
    public string? VersionId { get; init; }

    /// <summary>The inputs as a context value; null for none.</summary>
    public object? Input { get; init; }

    public string? CorrelationId { get; init; }

    /// <summary>At most one run of a definition that has not ended holds a business key.</summary>
    public string? BusinessKey { get; init; }

    public string? Name { get; init; }

    /// <summary>The activity that starts the run; null: where the definition begins.</summary>
    public string? TriggerActivityId { get; init; }

    /// <summary>What the trigger brings, as a value.</summary>
    public object? TriggerPayload { get; init; }

    public string? ParentRunId { get; init; }

    /// <summary>The bookmark of the parent that the end of this run resumes.</summary>
    public string? ParentBookmarkId { get; init; }

    /// <summary>Flowcharts that do not say otherwise run with tokens.</summary>
    public bool TokenFlow { get; init; }

    public string Actor { get; init; } = "system";

    /// <summary>Makes a repeated request harmless.</summary>
    public IdempotencyRequest? Idempotency { get; init; }

    /// <summary>The delivery that this start takes in.</summary>
    public string? ConsumedDelivery { get; init; }

    /// <summary>How many runs have set one another going before; see <see cref="RunOptions.MostChained"/>.</summary>
    public int Depth { get; init; }
}

/// <summary>The wish to resume one bookmark.</summary>
/// <param name="BookmarkId">The bookmark; of several callers one wins.</param>
public sealed record ResumeRequest(string BookmarkId)
{
    /// <summary>What comes with it, as a value.</summary>
    public object? Payload { get; init; }

    public string Actor { get; init; } = "system";

    public IdempotencyRequest? Idempotency { get; init; }

    /// <summary>The outbox message whose result this is.</summary>
    public string? ConsumedOutbox { get; init; }

    /// <summary>The delivery that this takes in.</summary>
    public string? ConsumedDelivery { get; init; }
}

/// <summary>An event for all who wait for it and for the definitions that it starts.</summary>
/// <param name="EventId">The caller's id of this event; the same id again does nothing.</param>
/// <param name="Name">The event's name.</param>
public sealed record EventRequest(string EventId, string Name)
{
    public string? CorrelationId { get; init; }

    public object? Payload { get; init; }

    /// <summary>Kept for those who begin to wait until then; null: who does not wait now misses it.</summary>
    public DateTimeOffset? KeepUntil { get; init; }

    public string Actor { get; init; } = "system";
}

/// <summary>A request that may come twice; see <see cref="IdempotencyRecord"/>.</summary>
/// <param name="Scope">Where the key is unique.</param>
/// <param name="Key">The caller's key.</param>
/// <param name="RequestHash">SHA-256 of the request.</param>
/// <param name="Answer">Makes the answer to keep from what the burst came to.</param>
public sealed record IdempotencyRequest(string Scope, string Key, string RequestHash, Func<RunResult, string?> Answer);

/// <summary>What became of a request to a run.</summary>
public enum RunOutcome
{
    /// <summary>Done and on disk.</summary>
    Done,

    /// <summary>There is no such run, bookmark, task or published definition.</summary>
    NotFound,

    /// <summary>Somebody else was first: the bookmark is burned, the run exists, the delivery is taken in.</summary>
    AlreadyTaken,

    /// <summary>A run that has not ended holds the business key.</summary>
    BusinessKeyTaken,

    /// <summary>The request was answered before; <see cref="RunResult.StoredAnswer"/> holds the answer.</summary>
    Duplicate,

    /// <summary>The run, task or command does not allow it; <see cref="RunResult.Problem"/> says why.</summary>
    Refused,
}

/// <summary>What a request to a run came to.</summary>
public sealed record RunResult(RunOutcome Outcome)
{
    public string? RunId { get; init; }

    public RunStatus Status { get; init; }

    /// <summary>The run's version after the burst.</summary>
    public long Version { get; init; }

    /// <summary>What an activity answered the caller within this burst, as a value; null when none did.</summary>
    public object? Reply { get; init; }

    /// <summary>The run's outputs so far.</summary>
    public IReadOnlyDictionary<string, object?> Outputs { get; init; } = ReadOnlyDictionary<string, object?>.Empty;

    /// <summary>Lines written in this burst.</summary>
    public IReadOnlyList<string> Lines => field ??= Burst?.Lines() ?? [];

    /// <summary>What happened in this burst; made when it is first asked for.</summary>
    public IReadOnlyList<JournalEntry> Journal => field ??= Burst?.Journal() ?? [];

    internal Burst? Burst { get; init; }

    /// <summary>The key that an activity wanted to hold and another run holds: the burst is to be decided again, knowing that.</summary>
    internal TakenKey? TakenKey { get; init; }

    /// <summary>The answer that a repeated request was given the first time.</summary>
    public string? StoredAnswer { get; init; }

    /// <summary>The hash of the request that <see cref="StoredAnswer"/> answered: another one means a key used twice.</summary>
    public string? StoredRequestHash { get; init; }

    /// <summary>Why it was refused.</summary>
    public Rules.Diagnostic? Problem { get; init; }
}

/// <summary>A line of the record of a run, for people and for tests.</summary>
/// <param name="ActivityId">The activity; empty where it is about the run as a whole.</param>
/// <param name="ActivityType">Its type.</param>
/// <param name="Event">Started, Completed, Waiting, Resumed, Cancelled, Faulted, VariableSet, Line …</param>
/// <param name="Instance">Which execution; 0 where there is none.</param>
/// <param name="Detail">Outcomes, text, value or message.</param>
public sealed record JournalEntry(string ActivityId, string ActivityType, string Event, int Instance, string? Detail)
{
    /// <summary>What the detail says, in the reader's language; null where it is not words.</summary>
    public LocalText? Words { get; init; }
}
