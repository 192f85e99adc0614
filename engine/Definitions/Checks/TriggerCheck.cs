using Workflows.Engine.Activities.Scheduling;
using Workflows.Engine.Ports;
using Workflows.Rules;

namespace Workflows.Engine.Definitions.Checks;

/// <summary>What can be wrong with the triggers of a definition, alone or beside those of others.</summary>
public static class TriggerCheck
{
    /// <summary>The triggers of a definition whose route another one has already, with the place of the activity.</summary>
    /// <param name="definition">The definition that is to be published.</param>
    /// <param name="others">Triggers of all published definitions.</param>
    public static IReadOnlyList<Diagnostic> Conflicts(CompiledDefinition definition, IEnumerable<DefinitionTrigger> others)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var taken = others.Where(o => o.Kind == "http" && o.DefinitionId != definition.Definition.DefinitionId)
            .GroupBy(o => Shape(o.Key)).ToDictionary(g => g.Key, g => g.First());
        return
        [
            .. from trigger in DefinitionTriggers.Of(definition)
               where trigger.Kind == "http" && taken.ContainsKey(Shape(trigger.Key))
               select CheckProblems.RouteTaken(
                   definition.Find(trigger.ActivityId)!.Element.Place, trigger.Key, taken[Shape(trigger.Key)].DefinitionId),
        ];
    }

    internal static void Check(CompiledDefinition definition, List<Diagnostic> findings)
    {
        var routes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var node in definition.Nodes.Where(n => n.Activity.Descriptor.IsTrigger && n.Element.CanStartWorkflow))
        {
            var drafts = node.Activity.Triggers(new TriggerContext(node)).ToList();
            // A cron expression that cannot be read is told as such.
            var isTold = node.Activity is Cron && node.Inputs.TryGetValue("CronExpression", out var cron) && cron.IsConstant;
            if (drafts.Count == 0 && !isTold)
            {
                findings.Add(CheckProblems.NoTrigger(node.Element.Place, node.Id));
            }

            foreach (var draft in drafts.Where(d => d.Kind == "http" && !routes.TryAdd(Shape(d.Key), node.Id)))
            {
                findings.Add(CheckProblems.RouteTaken(node.Element.Place, draft.Key, routes[Shape(draft.Key)]));
            }
        }
    }

    // Two routes that differ in the names of their parameters alone take the same requests.
    private static string Shape(string key) => string.Join('/', key.ToUpperInvariant().Split('/')
        .Select(part => part.StartsWith('{') && part.EndsWith('}') ? "{}" : part));
}
