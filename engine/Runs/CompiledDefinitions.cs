using System.Collections.Concurrent;
using Workflows.Engine.Activities;
using Workflows.Engine.Definitions;
using Workflows.Engine.Ports;

namespace Workflows.Engine.Runs;

/// <summary>Compiles definitions when they are first needed and keeps what was compiled with the definition's object.</summary>
internal sealed class CompiledDefinitions(IDefinitionSource source, ActivityCatalogue catalogue)
{
    private const int Most = 2_000;
    private readonly ConcurrentDictionary<string, CompiledDefinition> _compiled = new(StringComparer.Ordinal);

    public CompiledDefinition Of(WorkflowDefinition definition)
    {
        if (_compiled.TryGetValue(definition.VersionId, out var known) && ReferenceEquals(known.Definition, definition))
        {
            return known;
        }

        if (_compiled.Count > Most)
        {
            _compiled.Clear();
        }

        return _compiled[definition.VersionId] = CompiledDefinition.Compile(definition, catalogue);
    }

    public async ValueTask<CompiledDefinition?> VersionAsync(string versionId, CancellationToken cancellation) =>
        await source.FindVersionAsync(versionId, cancellation) is { } definition ? Of(definition) : null;

    public async ValueTask<CompiledDefinition?> PublishedAsync(string definitionId, CancellationToken cancellation) =>
        await source.FindPublishedAsync(definitionId, cancellation) is { } definition ? Of(definition) : null;

    /// <summary>The definitions that a burst of a run may need; versions that are gone are left out.</summary>
    public async ValueTask<DefinitionSet> LoadAsync(IEnumerable<string> versionIds, CancellationToken cancellation)
    {
        var set = new DefinitionSet();
        var open = new Queue<CompiledDefinition>();
        foreach (var versionId in versionIds)
        {
            if (set.Version(versionId) is null && await VersionAsync(versionId, cancellation) is { } definition)
            {
                set.Add(definition);
                open.Enqueue(definition);
            }
        }

        await LoadUsedAsync(set, open, cancellation);
        return set;
    }

    /// <summary>The same for a definition at hand.</summary>
    public async ValueTask<DefinitionSet> LoadAsync(CompiledDefinition definition, CancellationToken cancellation)
    {
        if (definition.References.Count == 0)
        {
            return definition.Alone;
        }

        var set = new DefinitionSet();
        set.Add(definition);
        await LoadUsedAsync(set, new Queue<CompiledDefinition>([definition]), cancellation);
        return set;
    }

    private async ValueTask LoadUsedAsync(DefinitionSet set, Queue<CompiledDefinition> open, CancellationToken cancellation)
    {
        while (open.TryDequeue(out var definition))
        {
            foreach (var reference in definition.References.Where(reference => !set.Has(reference)))
            {
                await LoadReferenceAsync(set, open, reference, cancellation);
            }
        }
    }

    private async ValueTask LoadReferenceAsync(
        DefinitionSet set, Queue<CompiledDefinition> open, DefinitionReference reference, CancellationToken cancellation)
    {
        if (await FindAsync(reference, cancellation) is not { } used)
        {
            return;
        }

        var isNew = set.Version(used.VersionId) is null;
        var compiled = Of(used);
        set.Add(reference, compiled);
        if (isNew)
        {
            open.Enqueue(compiled);
        }
    }

    private async ValueTask<WorkflowDefinition?> FindAsync(DefinitionReference reference, CancellationToken cancellation) =>
        (reference.VersionId is { } version ? await source.FindVersionAsync(version, cancellation) : null)
        ?? (reference.DefinitionId is { } id ? await source.FindPublishedAsync(id, cancellation) : null)
        ?? await source.FindByTypeAsync(reference.TypeName, cancellation);
}
