namespace Workflows.Host.Storage.Rows;

/// <summary>Where a version of a definition or rule set stands.</summary>
internal enum VersionState
{
    Draft,
    Published,
    Retracted,
}

/// <summary>A version of a workflow definition as Elsa JSON.</summary>
internal sealed class DefinitionRow
{
    public required string VersionId { get; init; }
    public required string DefinitionId { get; init; }
    public int Number { get; init; }
    public VersionState State { get; set; }
    public required string Json { get; set; }

    /// <summary>SHA-256 of the text in hexadecimal.</summary>
    public required string ContentHash { get; set; }
    public long CreatedAt { get; init; }
    public required string CreatedBy { get; init; }

    /// <summary>Who wrote the text as it is; null for versions of before that was kept.</summary>
    public string? EditedBy { get; set; }
}

/// <summary>A version of a rule set as text.</summary>
internal sealed class RuleSetRow
{
    public required string Name { get; init; }
    public int Number { get; init; }
    public VersionState State { get; set; }
    public required string Text { get; set; }

    /// <summary>SHA-256 of the text in hexadecimal.</summary>
    public required string ContentHash { get; set; }
    public long CreatedAt { get; init; }
    public required string CreatedBy { get; init; }

    /// <summary>Who wrote the text as it is; null for versions of before that was kept.</summary>
    public string? EditedBy { get; set; }
}

/// <summary>A setting of the product, as JSON.</summary>
internal sealed class SettingRow
{
    public required string Name { get; init; }
    public required string Json { get; set; }
}
