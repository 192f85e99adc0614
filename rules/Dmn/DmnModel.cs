namespace Workflows.Rules.Dmn;

/// <summary>
/// A DMN file (1.1 to 1.5) as read: its decisions, functions, services, inputs and types, not yet checked against each other. References
/// between elements are as written (<c>#id</c> or <c>namespace#id</c>).
/// </summary>
/// <param name="Name">The model's name.</param>
/// <param name="Namespace">The namespace under which other files import it.</param>
internal sealed record DmnModel(string Name, string Namespace)
{
    public required IReadOnlyList<DmnImport> Imports { get; init; }

    public required IReadOnlyList<DmnItem> Items { get; init; }

    public required IReadOnlyList<DmnInput> Inputs { get; init; }

    public required IReadOnlyList<DmnDecision> Decisions { get; init; }

    /// <summary>Business knowledge models: functions that decisions call.</summary>
    public required IReadOnlyList<DmnKnowledge> Knowledge { get; init; }

    public required IReadOnlyList<DmnService> Services { get; init; }
}
