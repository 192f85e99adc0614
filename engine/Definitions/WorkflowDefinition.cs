using Workflows.Rules;

namespace Workflows.Engine.Definitions;

/// <summary>
/// A workflow definition in Elsa 3's JSON, one version of it. Everything that the text holds is kept in <see cref="Source"/>, known
/// or not.
/// Immutable; read by <see cref="DefinitionReader"/>, written by <see cref="DefinitionWriter"/>.
/// </summary>
public sealed class WorkflowDefinition
{
    /// <summary>Id of this version.</summary>
    public required string VersionId { get; init; }

    /// <summary>Logical id, the same for all versions.</summary>
    public required string DefinitionId { get; init; }

    public required string Name { get; init; }

    public string? Description { get; init; }

    /// <summary>Number of the version, from 1.</summary>
    public required int Version { get; init; }

    public bool IsPublished { get; init; }

    public bool IsLatest { get; init; }

    /// <summary>Whether other definitions may use it as an activity (<c>options.usableAsActivity</c>).</summary>
    public bool UsableAsActivity { get; init; }

    public IReadOnlyList<VariableDeclaration> Variables { get; init; } = [];

    public IReadOnlyList<InputDeclaration> Inputs { get; init; } = [];

    public IReadOnlyList<OutputDeclaration> Outputs { get; init; } = [];

    /// <summary>The outcomes that it can complete with when used as an activity; empty means Done.</summary>
    public IReadOnlyList<string> Outcomes { get; init; } = [];

    public required ActivityElement Root { get; init; }

    /// <summary>The whole text as parts.</summary>
    public required JsonPart Source { get; init; }

    /// <summary>Line and column of an offset in the text.</summary>
    internal Func<int, int, SourcePlace> PlaceAt { get; init; } = static (_, _) => SourcePlace.None;

    /// <summary>Where a part stands in the text.</summary>
    public SourcePlace PlaceOf(JsonPart part, int length = 0)
    {
        ArgumentNullException.ThrowIfNull(part);
        return PlaceAt(part.Offset, length);
    }

    /// <summary>The type name under which other definitions use it as an activity: its name in PascalCase.</summary>
    public string ActivityTypeName => PascalCase(Name);

    private static string PascalCase(string name)
    {
        var result = new System.Text.StringBuilder(name.Length);
        var upper = true;
        foreach (var c in name)
        {
            if (!char.IsLetterOrDigit(c))
            {
                upper = true;
                continue;
            }

            result.Append(upper ? char.ToUpperInvariant(c) : c);
            upper = false;
        }

        return result.ToString();
    }
}
