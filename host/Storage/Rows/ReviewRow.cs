namespace Workflows.Host.Storage.Rows;

/// <summary>What is reviewed.</summary>
internal enum ReviewedKind
{
    Definition,
    Rules,
}

/// <summary>What somebody did about a draft.</summary>
internal enum ReviewStep
{
    Asked,
    Approved,
    SentBack,
    Published,
}

/// <summary>A step in the review of a draft.</summary>
internal sealed class ReviewRow
{
    public long Number { get; init; }
    public ReviewedKind Kind { get; init; }
    public required string Name { get; init; }
    public int Version { get; init; }

    /// <summary>The text that it is about, as SHA-256 in hexadecimal.</summary>
    public required string ContentHash { get; init; }
    public ReviewStep Step { get; init; }
    public long At { get; init; }
    public required string Actor { get; init; }
    public string? Remark { get; init; }
}
