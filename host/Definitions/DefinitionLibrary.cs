using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine.Activities;
using Workflows.Engine.Definitions;
using Workflows.Engine.Ports;
using Workflows.Host.Storage;
using Workflows.Host.Storage.Rows;

namespace Workflows.Host.Definitions;

/// <summary>
/// The definitions that runs use. A version is read and compiled once and stays the same object; what is published is looked up in a
/// picture that publishing replaces as a whole.
/// </summary>
internal sealed class DefinitionLibrary : IDefinitionSource
{
    private readonly IDbContextFactory<WorkflowsDb> store;
    private readonly ConcurrentDictionary<string, WorkflowDefinition> versions = new(StringComparer.Ordinal);
    private volatile PublishedDefinitions published = PublishedDefinitions.None;

    public DefinitionLibrary(IDbContextFactory<WorkflowsDb> store)
    {
        this.store = store;
        Catalogue = new ActivityCatalogue(isDefinition: type => published.ByType.ContainsKey(type));
    }

    /// <summary>The activity types that definitions may use.</summary>
    public ActivityCatalogue Catalogue { get; }

    /// <summary>What is published now.</summary>
    public PublishedDefinitions Published => published;

    /// <summary>Takes over what is published in the store.</summary>
    public async Task RefreshAsync(CancellationToken cancellation = default)
    {
        await using var db = await store.CreateDbContextAsync(cancellation);
        var rows = await db.Definitions.AsNoTracking().Where(d => d.State == VersionState.Published)
            .OrderBy(d => d.DefinitionId).ToListAsync(cancellation);
        var definitions = rows.Select(Read).OfType<WorkflowDefinition>().ToList();
        // Types first: compiling one asks whether another is usable as an activity.
        published = PublishedDefinitions.Of(definitions, []);
        var triggers = definitions.SelectMany(d => DefinitionTriggers.Of(CompiledDefinition.Compile(d, Catalogue)));
        published = PublishedDefinitions.Of(definitions, [.. triggers]);
    }

    public async ValueTask<WorkflowDefinition?> FindVersionAsync(string versionId, CancellationToken cancellation = default)
    {
        if (versions.TryGetValue(versionId, out var known))
        {
            return known;
        }

        await using var db = await store.CreateDbContextAsync(cancellation);
        // A draft may still change and is not remembered.
        var row = await db.Definitions.AsNoTracking().SingleOrDefaultAsync(d => d.VersionId == versionId, cancellation);
        return row is null ? null : row.State == VersionState.Draft ? Parse(row) : Read(row);
    }

    public ValueTask<WorkflowDefinition?> FindPublishedAsync(string definitionId, CancellationToken cancellation = default) =>
        ValueTask.FromResult(published.ById.GetValueOrDefault(definitionId));

    public ValueTask<WorkflowDefinition?> FindByTypeAsync(string activityType, CancellationToken cancellation = default) =>
        ValueTask.FromResult(published.ByType.GetValueOrDefault(activityType));

    public ValueTask<IReadOnlyList<DefinitionTrigger>> FindTriggersAsync(
        string kind, string key, CancellationToken cancellation = default) =>
        ValueTask.FromResult<IReadOnlyList<DefinitionTrigger>>([.. published.Triggers[(kind, key)]]);

    private WorkflowDefinition? Read(DefinitionRow row)
    {
        if (versions.TryGetValue(row.VersionId, out var known))
        {
            return known;
        }

        return Parse(row) is { } definition ? versions.GetOrAdd(row.VersionId, definition) : null;
    }

    private static WorkflowDefinition? Parse(DefinitionRow row) => DefinitionReader.Read(row.DefinitionId, row.Json).Definition;
}

/// <summary>The published definitions and what starts them.</summary>
internal sealed record PublishedDefinitions(
    IReadOnlyDictionary<string, WorkflowDefinition> ById,
    IReadOnlyDictionary<string, WorkflowDefinition> ByType,
    IReadOnlyList<DefinitionTrigger> AllTriggers,
    ILookup<(string Kind, string Key), DefinitionTrigger> Triggers)
{
    /// <summary>Nothing is published.</summary>
    public static PublishedDefinitions None { get; } = Of([], []);

    public static PublishedDefinitions Of(IReadOnlyList<WorkflowDefinition> definitions, IReadOnlyList<DefinitionTrigger> triggers) => new(
        definitions.ToDictionary(d => d.DefinitionId, StringComparer.Ordinal),
        definitions.Where(d => d.UsableAsActivity).DistinctBy(d => d.ActivityTypeName).ToDictionary(d => d.ActivityTypeName),
        triggers,
        triggers.ToLookup(t => (t.Kind, t.Key)));
}
