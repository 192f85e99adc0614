namespace Workflows.Host.Security.Keys;

/// <summary>A key for a program. The secret itself is nowhere; only its hash is.</summary>
internal sealed class ApiKey
{
    public required string Id { get; init; }

    /// <summary>What it is for; stands in history as <c>key:</c> and this.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of the secret: it has 256 random bits, so a slow hash would add nothing.</summary>
    public required byte[] SecretHash { get; init; }

    /// <summary>The roles, separated by commas.</summary>
    public required string Roles { get; init; }

    public long CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    /// <summary>Not valid from this moment on, in UTC ticks.</summary>
    public long ExpiresAt { get; init; }
}
