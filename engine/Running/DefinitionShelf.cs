using Workflows.Engine.Activities;
using Workflows.Engine.Definitions;
using Workflows.Engine.Ports;

namespace Workflows.Engine.Running;

/// <summary>Definitions at hand, all taken as published: for rehearsals, tests and embedding without a store of definitions.</summary>
public sealed class DefinitionShelf : IDefinitionSource
{
    private readonly Dictionary<string, WorkflowDefinition> _versions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WorkflowDefinition> _published = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WorkflowDefinition> _byType = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<DefinitionTrigger> _triggers = [];

    /// <summary>The same definitions with triggers of its own to take away: the other keeps its.</summary>
    internal DefinitionShelf(DefinitionShelf other)
    {
        (_versions, _published, _byType, _triggers) = (other._versions, other._published, other._byType, [.. other._triggers]);
        Catalogue = other.Catalogue;
    }

    /// <param name="definitions">Of two versions of one definition the higher counts as published.</param>
    /// <param name="catalogue">The activity types, for triggers; null takes the built-in ones.</param>
    public DefinitionShelf(IEnumerable<WorkflowDefinition> definitions, ActivityCatalogue? catalogue = null)
    {
        ArgumentNullException.ThrowIfNull(definitions);
        foreach (var definition in definitions)
        {
            _versions[definition.VersionId] = definition;
            if (!_published.TryGetValue(definition.DefinitionId, out var other) || other.Version <= definition.Version)
            {
                _published[definition.DefinitionId] = definition;
            }
        }

        Catalogue = catalogue ?? new ActivityCatalogue(isDefinition: type => _byType.ContainsKey(type));
        foreach (var definition in _published.Values)
        {
            _byType[definition.ActivityTypeName] = definition;
        }

        foreach (var definition in _published.Values)
        {
            _triggers.AddRange(DefinitionTriggers.Of(CompiledDefinition.Compile(definition, Catalogue)));
        }
    }

    /// <summary>The activity types, with the definitions at hand as types of their own.</summary>
    public ActivityCatalogue Catalogue { get; }

    /// <summary>The triggers of a kind.</summary>
    internal IEnumerable<DefinitionTrigger> TriggersOf(string kind) => _triggers.Where(t => t.Kind == kind);

    /// <summary>Takes the triggers of a definition away.</summary>
    internal void Mute(string definitionId) => _triggers.RemoveAll(trigger => trigger.DefinitionId == definitionId);

    public ValueTask<WorkflowDefinition?> FindVersionAsync(string versionId, CancellationToken cancellation = default) =>
        ValueTask.FromResult(_versions.GetValueOrDefault(versionId));

    public ValueTask<WorkflowDefinition?> FindPublishedAsync(string definitionId, CancellationToken cancellation = default) =>
        ValueTask.FromResult(_published.GetValueOrDefault(definitionId));

    public ValueTask<WorkflowDefinition?> FindByTypeAsync(string activityType, CancellationToken cancellation = default) =>
        ValueTask.FromResult(_byType.GetValueOrDefault(activityType));

    public ValueTask<IReadOnlyList<DefinitionTrigger>> FindTriggersAsync(
        string kind, string key, CancellationToken cancellation = default) =>
        ValueTask.FromResult<IReadOnlyList<DefinitionTrigger>>([.. _triggers.Where(t => t.Kind == kind && t.Key == key)]);
}
