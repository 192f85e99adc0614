namespace Workflows.Host.Storage.Rows;

/// <summary>The newest state of a stored fact.</summary>
internal sealed class FactRow
{
    public required string Type { get; init; }
    public required string Key { get; init; }
    public required string Json { get; init; }

    /// <summary>Number of its newest change in <see cref="FactChangeRow"/>.</summary>
    public long Change { get; init; }
}

/// <summary>One change of a fact; the number only grows, so a reader knows where it left off.</summary>
internal sealed class FactChangeRow
{
    public long Number { get; init; }
    public required string Type { get; init; }
    public required string Key { get; init; }
    public long At { get; init; }

    /// <summary>Which run wrote it; null when a person or another system did.</summary>
    public string? RunId { get; init; }

    /// <summary>How many runs had set one another going before the one that wrote it.</summary>
    public int Depth { get; init; }
}
