using Workflows.Engine.Activities.Scheduling;
using Workflows.Rules;

namespace Workflows.Engine.Definitions.Checks;

/// <summary>What can be wrong with the triggers of a definition.</summary>
internal static class TriggerCheck
{
    public static void Check(CompiledDefinition definition, List<Diagnostic> findings)
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
