namespace Workflows.Host.Security.Audit;

/// <summary>What became of what somebody tried.</summary>
internal enum AuditOutcome
{
    Done,
    Denied,
}

/// <summary>A line of the audit log. The schema refuses to change or delete one.</summary>
internal sealed class AuditEntry
{
    public long Number { get; init; }

    /// <summary>UTC ticks.</summary>
    public long At { get; init; }

    public required string Actor { get; init; }

    /// <summary>What was done or tried, in a few words that stay the same.</summary>
    public required string Action { get; init; }

    /// <summary>To what.</summary>
    public required string Target { get; init; }

    public AuditOutcome Outcome { get; init; }

    public string? Detail { get; init; }
}
