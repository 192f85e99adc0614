namespace Workflows.Host.Storage.Rows;

/// <summary>The newest state of a run. All moments of all tables are UTC ticks: they sort and compare as they should.</summary>
internal sealed class RunRow
{
    public required string RunId { get; init; }
    public required string DefinitionId { get; init; }
    public required string DefinitionVersionId { get; init; }
    public long Version { get; init; }
    public int Status { get; init; }
    public string? CorrelationId { get; init; }
    public string? BusinessKey { get; init; }
    public string? Name { get; init; }
    public string? ParentRunId { get; init; }
    public int OpenIncidents { get; init; }
    public long CreatedAt { get; init; }
    public long UpdatedAt { get; init; }
    public required byte[] Hash { get; init; }
    public required byte[] State { get; init; }
}

/// <summary>One burst of a run; never changed once written.</summary>
internal sealed class HistoryRow
{
    public required string RunId { get; init; }
    public long Sequence { get; init; }
    public long At { get; init; }
    public required string Actor { get; init; }
    public required byte[] Events { get; init; }
    public required byte[] Hash { get; init; }
}

/// <summary>A place where a run waits; deleted when it is burned.</summary>
internal sealed class BookmarkRow
{
    public required string Id { get; init; }
    public required string RunId { get; init; }
    public required string Kind { get; init; }
    public required string Key { get; init; }
    public string? CorrelationId { get; init; }
    public long CreatedAt { get; init; }
}

/// <summary>A due time; it goes with its bookmark.</summary>
internal sealed class TimerRow
{
    public required string Id { get; init; }
    public required string RunId { get; init; }
    public required string BookmarkId { get; init; }
    public long DueAt { get; init; }
}

/// <summary>A task: the columns that the inbox filters by, and the whole record as JSON.</summary>
internal sealed class TaskRow
{
    public required string Id { get; init; }
    public required string RunId { get; init; }
    public required string DefinitionId { get; init; }
    public int State { get; init; }
    public string? Assignee { get; init; }
    public long? DueAt { get; init; }
    public long CreatedAt { get; init; }
    public long? ClosedAt { get; init; }
    public required string Json { get; init; }
}

/// <summary>The first answer to a request that may come twice.</summary>
internal sealed class IdempotencyRow
{
    public required string Scope { get; init; }
    public required string Key { get; init; }
    public required string RequestHash { get; init; }
    public string? Answer { get; init; }
    public long At { get; init; }
}
