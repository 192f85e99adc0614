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

    /// <summary>
    /// The routes of all HTTP endpoints whose path is fixed, those within the flow included: what the host must let in.
    /// </summary>
    public static IReadOnlyList<DefinitionTrigger> RoutesOf(CompiledDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var head = definition.Definition;
        return
        [
            .. from node in definition.Nodes
               where node.Activity is Activities.Http.HttpEndpoint
               from draft in node.Activity.Triggers(new TriggerContext(node))
               select new DefinitionTrigger(head.DefinitionId, head.VersionId, node.Id, draft.Kind, draft.Key, draft.Payload),
        ];
    }
}
