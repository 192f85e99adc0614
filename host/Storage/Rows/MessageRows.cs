namespace Workflows.Host.Storage.Rows;

/// <summary>An effect that is to be carried out; deleted by the commit that takes in its result.</summary>
internal sealed class OutboxRow
{
    public required string Id { get; init; }
    public required string RunId { get; init; }
    public string? BookmarkId { get; init; }
    public required string Kind { get; init; }
    public required string IdempotencyKey { get; init; }
    public required string Payload { get; init; }
    public long CreatedAt { get; init; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; init; }

    /// <summary>Not tried before this moment.</summary>
    public long NextAttemptAt { get; init; }

    /// <summary>True when it is given up until a person sends it again.</summary>
    public bool Dead { get; init; }

    /// <summary>What went wrong the last time.</summary>
    public string? LastError { get; init; }
}

/// <summary>A message between runs, in the order of <see cref="Sequence"/>.</summary>
internal sealed class DeliveryRow
{
    public long Sequence { get; init; }
    public required string Id { get; init; }
    public int Kind { get; init; }
    public required string Target { get; init; }
    public string? RunId { get; init; }
    public string? CorrelationId { get; init; }
    public string? SenderRunId { get; init; }
    public string? SenderBookmarkId { get; init; }
    public string? Payload { get; init; }
    public long? KeepUntil { get; init; }

    /// <summary>Set aside until then at the latest, for nobody waits for it; null: to be carried.</summary>
    public long? ParkedUntil { get; init; }
    public long CreatedAt { get; init; }

    /// <summary>How many runs had set one another going before the one that wrote it.</summary>
    public int Depth { get; init; }
}

/// <summary>What somebody said about a task.</summary>
internal sealed class TaskCommentRow
{
    public long Number { get; init; }
    public required string TaskId { get; init; }
    public long At { get; init; }
    public required string Actor { get; init; }
    public required string Text { get; init; }
}

/// <summary>Who takes somebody's tasks on which days; what has ended stays, so that it can be seen who acted by what right.</summary>
internal sealed class SubstitutionRow
{
    public long Number { get; init; }
    public required string Person { get; init; }
    public required string Substitute { get; init; }

    /// <summary>Dates of the shop, written yyyy-MM-dd, so that they sort and compare as they should.</summary>
    public required string FirstDay { get; init; }

    /// <inheritdoc cref="FirstDay"/>
    public required string LastDay { get; init; }
    public string? Reason { get; init; }
    public required string NamedBy { get; init; }
    public long NamedAt { get; init; }
    public string? EndedBy { get; set; }
    public long? EndedAt { get; set; }
}
