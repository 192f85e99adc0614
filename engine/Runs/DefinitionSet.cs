using Workflows.Engine.Definitions;

namespace Workflows.Engine.Runs;

/// <summary>
/// The compiled definitions that a burst may need: the run's own and those used as activities, loaded before it begins.
/// </summary>
internal sealed class DefinitionSet
{
    private readonly Dictionary<string, CompiledDefinition> _byVersion = new(StringComparer.Ordinal);
    private readonly Dictionary<DefinitionReference, CompiledDefinition> _byReference = [];

    public void Add(CompiledDefinition definition) => _byVersion[definition.Definition.VersionId] = definition;

    public void Add(DefinitionReference reference, CompiledDefinition definition)
    {
        _byReference[reference] = definition;
        Add(definition);
    }

    public CompiledDefinition? Version(string versionId) => _byVersion.GetValueOrDefault(versionId);

    public CompiledDefinition? Resolve(DefinitionReference reference) => _byReference.GetValueOrDefault(reference);

    public bool Has(DefinitionReference reference) => _byReference.ContainsKey(reference);
}
