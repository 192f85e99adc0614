using Workflows.Engine.Definitions;

namespace Workflows.Engine.Ports;

/// <summary>
/// Where definitions come from. Versions never change once they are published, so the same version should be the same object each time:
/// what is made of it is kept with the object.
/// </summary>
public interface IDefinitionSource
{
    /// <summary>A version by its id, published or not; null when there is none.</summary>
    ValueTask<WorkflowDefinition?> FindVersionAsync(string versionId, CancellationToken cancellation = default);

    /// <summary>The published version of a definition by its logical id; null when none is published.</summary>
    ValueTask<WorkflowDefinition?> FindPublishedAsync(string definitionId, CancellationToken cancellation = default);

    /// <summary>
    /// The published definition that is usable as an activity of this type (<see cref="WorkflowDefinition.ActivityTypeName"/>); null when
    /// there is none.
    /// </summary>
    ValueTask<WorkflowDefinition?> FindByTypeAsync(string activityType, CancellationToken cancellation = default);

    /// <summary>The triggers of published definitions that a stimulus of this kind and key fires.</summary>
    ValueTask<IReadOnlyList<DefinitionTrigger>> FindTriggersAsync(string kind, string key, CancellationToken cancellation = default);
}

/// <summary>What makes a published definition start a run.</summary>
/// <param name="DefinitionId">Logical id.</param>
/// <param name="VersionId">The published version.</param>
/// <param name="ActivityId">The activity that the run begins with.</param>
/// <param name="Kind">http, event, timer, cron, fact.</param>
/// <param name="Key">What a stimulus must name, exactly.</param>
/// <param name="Payload">Settings as JSON, for the host; null when there are none.</param>
public sealed record DefinitionTrigger(string DefinitionId, string VersionId, string ActivityId, string Kind, string Key, string? Payload);
