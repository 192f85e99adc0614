namespace Workflows.Host.Serving;

/// <summary>What a start of the product is told.</summary>
internal sealed record HostSettings
{
    /// <summary>The folder that holds everything the product knows; made if it is absent.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Where to listen; null: what the configuration says, else <c>http://localhost:5080</c>.</summary>
    public string? Urls { get; init; }

    /// <summary>Origins beyond those of the configuration that effects may call, wherever they lie.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>The folder of the CRM pack: definitions, rule sets and facts that are shipped with the program.</summary>
    public string PackFolder { get; init; } = Path.Combine(AppContext.BaseDirectory, "workflows");

    /// <summary>The file of runs, facts, definitions and rule sets.</summary>
    public string WorkflowsFile => Path.Combine(DataFolder, "workflows.db");

    /// <summary>The file of accounts, keys and the audit log.</summary>
    public string SecurityFile => Path.Combine(DataFolder, "security.db");

    /// <summary>The keys that protect cookies and secrets.</summary>
    public string ProtectionFolder => Path.Combine(DataFolder, "protection");
}
