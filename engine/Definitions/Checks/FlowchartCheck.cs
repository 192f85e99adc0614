using Workflows.Engine.Activities.Flowcharts;
using Workflows.Rules;

namespace Workflows.Engine.Definitions.Checks;

/// <summary>What can be wrong with the connections of a flowchart.</summary>
internal static class FlowchartCheck
{
    // How many steps of looking around are spent on joins: a definition of ten thousand activities is still checked in seconds.
    private const long MostWork = 20_000_000;

    public static void Check(ActivityNode node, List<Diagnostic> findings)
    {
        if (node.Plan is not FlowPlan plan || plan.Default is not { } graph)
        {
            return;
        }

        var reached = Reached(plan, node);
        foreach (var child in node.Children.Where(c => !reached.Contains(c)))
        {
            findings.Add(CheckProblems.Unreachable(child.Element.Place, child.Id));
        }

        foreach (var child in node.Children)
        {
            CheckOutcomes(child, graph, findings);
        }

        CheckJoins(node, plan, graph, reached, findings);
    }

    /// <summary>What can run: reached from where the flowchart begins, or from an activity that starts runs.</summary>
    internal static HashSet<ActivityNode> Reached(FlowPlan plan, ActivityNode flowchart)
    {
        var reached = new HashSet<ActivityNode>();
        var open = new Stack<ActivityNode>(flowchart.Children.Where(c => c.Element.CanStartWorkflow && c.Activity.Descriptor.IsTrigger));
        open.Push(plan.Default!.Start);
        while (open.TryPop(out var next))
        {
            if (reached.Add(next))
            {
                foreach (var connection in plan.Default.Outbound(next))
                {
                    open.Push(connection.Target);
                }
            }
        }

        return reached;
    }

    private static void CheckOutcomes(ActivityNode node, FlowGraph graph, List<Diagnostic> findings)
    {
        var outbound = graph.Outbound(node);
        if (outbound.Length == 0 || OutcomeFacts.AreOpen(node))
        {
            return;
        }

        var outcomes = node.Activity.OutcomesOf(node).ToList();
        foreach (var port in outbound.Select(c => c.Port).Distinct().Where(p => !outcomes.Contains(p, StringComparer.OrdinalIgnoreCase)))
        {
            findings.Add(CheckProblems.UnknownOutcome(
                node.Element.Place, node.Id, port, string.Join(", ", outcomes), NearestName.Find(port, outcomes)));
        }

        var severity = node.Activity is FlowDecision or FlowSwitch ? Severity.Info : Severity.Warning;
        foreach (var outcome in OutcomeFacts.Unhandled(node, [.. outbound.Select(c => c.Port)]))
        {
            findings.Add(CheckProblems.UnhandledOutcome(node.Element.Place, node.Id, outcome, severity));
        }
    }

    // A join that waits for all ways, two of which begin at different outcomes of one choice, waits for ever.
    private static void CheckJoins(
        ActivityNode flowchart, FlowPlan plan, FlowGraph graph, HashSet<ActivityNode> reached, List<Diagnostic> findings)
    {
        var joins = reached.Where(n => WaitsForAll(plan, n) && graph.ForwardInbound(n).Length > 1).ToList();
        var choices = joins.Count == 0 ? [] : reached.Where(OutcomeFacts.AreExclusive).ToList();
        var work = (long)choices.Sum(c => graph.Outbound(c).Length) * flowchart.Children.Count;
        if (work > MostWork)
        {
            return;
        }

        foreach (var choice in choices)
        {
            var needs = graph.Outbound(choice).GroupBy(c => c.Port, StringComparer.OrdinalIgnoreCase)
                .Select(port => (Port: port.Key, Without: ReachedWithout(graph, choice, port.Key))).ToList();
            foreach (var join in joins.Where(j => needs.Count > 1 && !LeadsTo(graph, j, choice)).ToList())
            {
                if (Conflict(graph, join, choice, needs) is { } conflict)
                {
                    findings.Add(CheckProblems.JoinNeverCompletes(
                        join.Element.Place, join.Id, conflict.A, conflict.B, choice.Id));
                    joins.Remove(join);
                }
            }
        }
    }

    private static (string A, string B)? Conflict(
        FlowGraph graph, ActivityNode join, ActivityNode choice, List<(string Port, HashSet<ActivityNode> Without)> needs)
    {
        var ways = graph.ForwardInbound(join).Select(c => (c.Source, Port: c.Source == choice
            ? c.Port
            : needs.Where(n => !n.Without.Contains(c.Source)).Select(n => n.Port).FirstOrDefault())).Where(w =>
                w.Port is not null).ToList();
        var other = ways.FindIndex(w => !string.Equals(w.Port, ways[0].Port, StringComparison.OrdinalIgnoreCase));
        return other > 0 ? (Name(ways[0]), Name(ways[other])) : null;

        static string Name((ActivityNode Source, string? Port) way) => $"{way.Source.Id} ({way.Port})";
    }

    private static bool WaitsForAll(FlowPlan plan, ActivityNode node) =>
        plan.IsTokenBased == true ? plan.Merge(node) is MergeMode.Merge or MergeMode.Converge : plan.Join(node) == JoinMode.WaitAll;

    private static HashSet<ActivityNode> ReachedWithout(FlowGraph graph, ActivityNode choice, string port)
    {
        var reached = new HashSet<ActivityNode>();
        var open = new Stack<ActivityNode>([graph.Start]);
        while (open.TryPop(out var next))
        {
            if (!reached.Add(next))
            {
                continue;
            }

            foreach (var connection in graph.Outbound(next))
            {
                if (next != choice || !string.Equals(connection.Port, port, StringComparison.OrdinalIgnoreCase))
                {
                    open.Push(connection.Target);
                }
            }
        }

        return reached;
    }

    private static bool LeadsTo(FlowGraph graph, ActivityNode from, ActivityNode to)
    {
        var seen = new HashSet<ActivityNode>();
        var open = new Stack<ActivityNode>([from]);
        while (open.TryPop(out var next))
        {
            foreach (var connection in graph.Outbound(next))
            {
                if (connection.Target == to)
                {
                    return true;
                }

                if (seen.Add(connection.Target))
                {
                    open.Push(connection.Target);
                }
            }
        }

        return false;
    }
}
