using Workflows.Engine.Activities;
using Workflows.Rules;

namespace Workflows.Engine.Definitions.Checks;

/// <summary>
/// Everything that is wrong with a definition, or looks so, before it runs: each finding with its place and the next step. An error stops
/// publishing.
/// </summary>
public static class DefinitionCheck
{
    /// <summary>Reads, compiles and checks a definition's text.</summary>
    /// <param name="name">Name of the file, for places.</param>
    /// <param name="json">The text.</param>
    /// <param name="catalogue">The activity types there are.</param>
    public static IReadOnlyList<Diagnostic> Check(string name, string json, ActivityCatalogue catalogue)
    {
        var reading = DefinitionReader.Read(name, json);
        return reading.Definition is { } definition
            ? [.. reading.Diagnostics, .. Check(CompiledDefinition.Compile(definition, catalogue))]
            : reading.Diagnostics;
    }

    /// <summary>All findings of a compiled definition, those of compiling included, in the order of the text.</summary>
    public static IReadOnlyList<Diagnostic> Check(CompiledDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var findings = new List<Diagnostic>(definition.Diagnostics);
        foreach (var node in definition.Nodes)
        {
            ActivityCheck.Check(node, findings);
            FlowchartCheck.Check(node, findings);
            LoopCheck.Check(node, findings);
        }

        TriggerCheck.Check(definition, findings);
        return [.. findings.Distinct().OrderBy(f => f.Place.Line).ThenBy(f => f.Place.Column).ThenBy(f => f.Code, StringComparer.Ordinal)];
    }
}
