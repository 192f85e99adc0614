using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Workflows.Engine.Activities;
using Workflows.Engine.Definitions;
using Workflows.Engine.Ports;
using Workflows.Host.Storage;
using Workflows.Host.Storage.Rows;
using Workflows.Rules;

namespace Workflows.Host.Definitions;

/// <summary>
/// The definitions that runs use. A version is read and compiled once and stays the same object; what is published is looked up in a
/// picture that publishing replaces as a whole.
/// </summary>
internal sealed class DefinitionLibrary : IDefinitionSource
{
    private readonly SqliteRunStore store;
    private readonly ConcurrentDictionary<string, WorkflowDefinition> versions = new(StringComparer.Ordinal);
    // What starts a version is told by its text alone, and so is found once.
    private readonly ConditionalWeakTable<WorkflowDefinition, IReadOnlyList<DefinitionTrigger>> triggers = [];
    private volatile PublishedDefinitions published = PublishedDefinitions.None;
    private volatile HashSet<string> usableTypes = [];

    public DefinitionLibrary(SqliteRunStore store)
    {
        this.store = store;
        Catalogue = new ActivityCatalogue(isDefinition: type => usableTypes.Contains(type));
    }

    /// <summary>The activity types that definitions may use.</summary>
    public ActivityCatalogue Catalogue { get; }

    /// <summary>What is published now.</summary>
    public PublishedDefinitions Published => published;

    /// <summary>Takes over what is published in the store.</summary>
    public void Refresh()
    {
        var rows = store.Rows.Read(
            "SELECT VersionId, DefinitionId, Json, State FROM Definitions WHERE State = $1 ORDER BY DefinitionId", Row.Of,
            (int)VersionState.Published);
        var definitions = rows.Select(Read).OfType<WorkflowDefinition>().ToList();
        // Types first: compiling one asks whether another is usable as an activity. What is published stays whole until all is compiled.
        usableTypes = definitions.Where(d => d.UsableAsActivity).Select(d => d.ActivityTypeName).ToHashSet(StringComparer.Ordinal);
        published = PublishedDefinitions.Of(definitions, [.. definitions.SelectMany(TriggersOf)]);
    }

    /// <summary>What people call a definition: as it is published, else as its newest version has it.</summary>
    public LocalText LabelOf(string definitionId)
    {
        var definition = published.ById.GetValueOrDefault(definitionId) ?? Newest(definitionId);
        var label = definition?.Source["customProperties"]?["label"];
        return new(label?["en"]?.AsText() ?? definition?.Name ?? definitionId, label?["zh"]?.AsText());
    }

    public ValueTask<WorkflowDefinition?> FindVersionAsync(string versionId, CancellationToken cancellation = default)
    {
        if (versions.TryGetValue(versionId, out var known))
        {
            return ValueTask.FromResult<WorkflowDefinition?>(known);
        }

        // A draft may still change and is not remembered.
        var row = store.Rows.Find("SELECT VersionId, DefinitionId, Json, State FROM Definitions WHERE VersionId = $1", Row.Of, versionId);
        return ValueTask.FromResult(row is null ? null : row.State == VersionState.Draft ? Parse(row) : Read(row));
    }

    public ValueTask<WorkflowDefinition?> FindPublishedAsync(string definitionId, CancellationToken cancellation = default) =>
        ValueTask.FromResult(published.ById.GetValueOrDefault(definitionId));

    public ValueTask<WorkflowDefinition?> FindByTypeAsync(string activityType, CancellationToken cancellation = default) =>
        ValueTask.FromResult(published.ByType.GetValueOrDefault(activityType));

    public ValueTask<IReadOnlyList<DefinitionTrigger>> FindTriggersAsync(
        string kind, string key, CancellationToken cancellation = default) =>
        ValueTask.FromResult<IReadOnlyList<DefinitionTrigger>>([.. published.Triggers[(kind, key)]]);

    private IReadOnlyList<DefinitionTrigger> TriggersOf(WorkflowDefinition definition) =>
        triggers.GetValue(definition, d => DefinitionTriggers.Of(CompiledDefinition.Compile(d, Catalogue)));

    private WorkflowDefinition? Newest(string definitionId) => store.Rows.Find(
        "SELECT VersionId, DefinitionId, Json, State FROM Definitions WHERE DefinitionId = $1 ORDER BY Number DESC LIMIT 1", Row.Of,
        definitionId) is { } row ? Parse(row) : null;

    private WorkflowDefinition? Read(Row row)
    {
        if (versions.TryGetValue(row.VersionId, out var known))
        {
            return known;
        }

        return Parse(row) is { } definition ? versions.GetOrAdd(row.VersionId, definition) : null;
    }

    private static WorkflowDefinition? Parse(Row row) => DefinitionReader.Read(row.DefinitionId, row.Json).Definition;

    private sealed record Row(string VersionId, string DefinitionId, string Json, VersionState State)
    {
        public static Row Of(StoredRow row) =>
            new(row.GetString(0), row.GetString(1), row.GetString(2), (VersionState)row.GetInt32(3));
    }
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
