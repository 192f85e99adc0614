using Workflows.Engine.Activities.Flowcharts;
using Workflows.Engine.Activities.Loops;
using Workflows.Rules;

namespace Workflows.Engine.Definitions.Checks;

/// <summary>Finds loops that nothing leaves and in which nothing waits: a run would spin in them until its budget is spent.</summary>
internal static class LoopCheck
{
    private const int MostShown = 6;

    public static void Check(ActivityNode node, List<Diagnostic> findings)
    {
        if (node.Activity is While && IsAlways(node) && !HasExit(node))
        {
            findings.Add(CheckProblems.LoopWithoutExit(node.Element.Place, node.Id));
        }

        if (node.Plan is not FlowPlan { Default: { } graph } plan)
        {
            return;
        }

        foreach (var loop in new LoopFinder(graph).Find(FlowchartCheck.Reached(plan, node)).Where(l => !IsLeft(graph, l) && !l.Any(Waits)))
        {
            var shown = string.Join(", ", loop.Take(MostShown).Select(n => n.Id)) + (loop.Count > MostShown ? ", …" : string.Empty);
            findings.Add(CheckProblems.LoopWithoutExit(loop[0].Element.Place, shown));
        }
    }

    private static bool IsAlways(ActivityNode node) =>
        node.Inputs.TryGetValue("Condition", out var condition) && condition is { IsConstant: true, Constant: true };

    private static bool HasExit(ActivityNode node)
    {
        var open = new Stack<ActivityNode>(node.Children);
        while (open.TryPop(out var next))
        {
            if (Waits(next) || next.Activity.Descriptor.IsTerminal || next.Activity is Activities.Primitives.Fault)
            {
                return true;
            }

            foreach (var child in next.Children)
            {
                open.Push(child);
            }
        }

        return false;
    }

    private static bool Waits(ActivityNode node)
    {
        var open = new Stack<ActivityNode>([node]);
        while (open.TryPop(out var next))
        {
            if (next.Activity.Descriptor.Waits || OutcomeFacts.AreOpen(next))
            {
                return true;
            }

            foreach (var child in next.Children)
            {
                open.Push(child);
            }
        }

        return false;
    }

    private static bool IsLeft(FlowGraph graph, List<ActivityNode> loop)
    {
        var inside = loop.ToHashSet();
        return loop.Any(n => n.Activity.Descriptor.IsTerminal
            || graph.Outbound(n).Any(c => !inside.Contains(c.Target))
            || OutcomeFacts.Unhandled(n, [.. graph.Outbound(n).Select(c => c.Port)]).Any());
    }
}
