using System.Text.Json;
using Workflows.Engine.Ports;
using Workflows.Host.Storage.Rows;

namespace Workflows.Host.Runs;

/// <summary>A run in a list.</summary>
internal sealed record RunView(
    string Id, string DefinitionId, string DefinitionVersionId, RunStatus Status, string? Name, string? CorrelationId, string? BusinessKey,
    string? ParentRunId, int OpenIncidents, long Version, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    public static RunView Of(RunRow row) => new(
        row.RunId, row.DefinitionId, row.DefinitionVersionId, (RunStatus)row.Status, row.Name, row.CorrelationId, row.BusinessKey,
        row.ParentRunId, row.OpenIncidents, row.Version, new(row.CreatedAt, TimeSpan.Zero), new(row.UpdatedAt, TimeSpan.Zero));

    public static RunView Of(RunHead head) => new(
        head.RunId, head.DefinitionId, head.DefinitionVersionId, head.Status, head.Name, head.CorrelationId, head.BusinessKey,
        head.ParentRunId, head.OpenIncidents, head.Version, head.CreatedAt, head.UpdatedAt);
}

/// <summary>Some runs and how many fit in all.</summary>
internal sealed record RunList(IReadOnlyList<RunView> Items, string? Next, int Total);

/// <summary>Body that starts a run of a definition.</summary>
internal sealed record RunStart(
    string DefinitionId, JsonElement? Input = null, string? CorrelationId = null, string? BusinessKey = null, string? Name = null,
    string? Id = null);

/// <summary>What a start came to.</summary>
internal sealed record RunStarted(string Id, RunStatus Status, JsonElement? Outputs, JsonElement? Reply, IReadOnlyList<string> Lines);
