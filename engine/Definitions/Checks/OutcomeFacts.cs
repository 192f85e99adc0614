using Workflows.Engine.Activities.Composition;
using Workflows.Engine.Activities.Deadlines;
using Workflows.Engine.Activities.Flowcharts;
using Workflows.Engine.Activities.Http;
using Workflows.Engine.Activities.Judging;
using Workflows.Engine.Activities.Mail;
using Workflows.Engine.Activities.People;
using Workflows.Engine.Activities.Sagas;
using Workflows.Engine.Activities.Scripts;
using Workflows.Engine.Runs;

namespace Workflows.Engine.Definitions.Checks;

/// <summary>What is known of the outcomes of an activity.</summary>
internal static class OutcomeFacts
{
    /// <summary>Its outcomes are only known at run time.</summary>
    public static bool AreOpen(ActivityNode node) => node.Activity is InnerWorkflow or UnknownActivity
        || (node.Activity is RunJavaScript && node.Inputs.TryGetValue("PossibleOutcomes", out var possible) && !possible.IsConstant)
        || (node.Activity is HumanTask && node.Inputs.TryGetValue("Outcomes", out var outcomes) && !outcomes.IsConstant)
        || (node.Activity.Descriptor.OutcomesFrom is { } from && node.Inputs.TryGetValue(from, out var own) && !own.IsConstant);

    /// <summary>It completes with exactly one of its outcomes.</summary>
    public static bool AreExclusive(ActivityNode node) => node.Activity switch
    {
        FlowDecision or HumanTask or Approval or DecideByTable or HttpEndpoint or Deadline or Saga or SendMail => true,
        FlowSwitch => !string.Equals(
            RunValues.AsText(node.Inputs.GetValueOrDefault("Mode")?.Constant), "MatchAny", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    /// <summary>The outcomes that nothing follows although something follows others: where the way would end silently.</summary>
    public static IEnumerable<string> Unhandled(ActivityNode node, IReadOnlyCollection<string> connected)
    {
        if (connected.Count == 0 || AreOpen(node))
        {
            return [];
        }

        var all = node.Activity.OutcomesOf(node).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var open = all.Where(o => !connected.Contains(o, StringComparer.OrdinalIgnoreCase));

        // A call completes with Done beside the status code: either is enough. A bulk start completes with Done beside how it went.
        return node.Activity switch
        {
            FlowSendHttpRequest or DownloadHttpFile when connected.Contains("Done", StringComparer.OrdinalIgnoreCase) =>
                open.Where(o => o is "Failed to connect" or "Timeout"),
            BulkDispatchWorkflows or RunJavaScript => [],
            _ => all.Count > 1 ? open.Where(o => o != "Done" || AreExclusive(node)) : [],
        };
    }
}
