using Workflows.Engine.Activities.Facts;
using Workflows.Engine.Activities.Http;
using Workflows.Engine.Ports;

namespace Workflows.Engine.Definitions;

/// <summary>Reads what starts runs of a definition.</summary>
public static class DefinitionTriggers
{
    /// <summary>The triggers of all activities that may start a run, in the order of the text.</summary>
    public static IReadOnlyList<DefinitionTrigger> Of(CompiledDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var head = definition.Definition;
        return
        [
            .. from node in definition.Nodes
               where node.Activity.Descriptor.IsTrigger && node.Element.CanStartWorkflow
               from draft in node.Activity.Triggers(new TriggerContext(node))
               select new DefinitionTrigger(head.DefinitionId, head.VersionId, node.Id, draft.Kind, draft.Key, draft.Payload),
        ];
    }

    /// <summary>Whether a fact that was written, null for one that was withdrawn, is one that this trigger starts a run for.</summary>
    public static bool IsWanted(DefinitionTrigger trigger, object? fact)
    {
        ArgumentNullException.ThrowIfNull(trigger);
        return WaitForFact.Wants(trigger.Payload, fact);
    }

    /// <summary>
    /// What an HTTP endpoint says about who may call it and how, as a JSON object; also of endpoints within the flow, where runs wait. Null
    /// when the activity is no endpoint.
    /// </summary>
    public static string? EndpointSettings(CompiledDefinition definition, string activityId)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return definition.Find(activityId) is { Activity: HttpEndpoint } node ? HttpEndpointSettings.Of(new TriggerContext(node)) : null;
    }
}
