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

        foreach (var loop in Loops(graph, FlowchartCheck.Reached(plan, node)).Where(l => !IsLeft(graph, l) && !l.Any(Waits)))
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

    // The strongly connected parts (Tarjan), without recursion, since a definition may be long.
    private static IEnumerable<List<ActivityNode>> Loops(FlowGraph graph, HashSet<ActivityNode> nodes)
    {
        var index = new Dictionary<ActivityNode, int>();
        var low = new Dictionary<ActivityNode, int>();
        var onStack = new HashSet<ActivityNode>();
        var stack = new Stack<ActivityNode>();
        var found = new List<List<ActivityNode>>();
        foreach (var root in nodes.OrderBy(n => n.Index).Where(n => !index.ContainsKey(n)))
        {
            var path = new Stack<(ActivityNode Node, int Next)>([(root, 0)]);
            while (path.TryPop(out var at))
            {
                if (at.Next == 0)
                {
                    index[at.Node] = low[at.Node] = index.Count;
                    stack.Push(at.Node);
                    onStack.Add(at.Node);
                }

                var outbound = graph.Outbound(at.Node);
                if (at.Next > 0)
                {
                    low[at.Node] = Math.Min(low[at.Node], LowOf(outbound[at.Next - 1].Target, low, onStack));
                }

                if (at.Next < outbound.Length)
                {
                    path.Push((at.Node, at.Next + 1));
                    if (!index.ContainsKey(outbound[at.Next].Target))
                    {
                        path.Push((outbound[at.Next].Target, 0));
                    }
                }
                else if (low[at.Node] == index[at.Node])
                {
                    found.Add(Pop(stack, onStack, at.Node));
                }
            }
        }

        return found.Where(l => l.Count > 1 || graph.Outbound(l[0]).Any(c => c.Target == l[0]));
    }

    private static int LowOf(ActivityNode node, Dictionary<ActivityNode, int> low, HashSet<ActivityNode> onStack) =>
        onStack.Contains(node) ? low[node] : int.MaxValue;

    private static List<ActivityNode> Pop(Stack<ActivityNode> stack, HashSet<ActivityNode> onStack, ActivityNode last)
    {
        var part = new List<ActivityNode>();
        ActivityNode next;
        do
        {
            next = stack.Pop();
            onStack.Remove(next);
            part.Add(next);
        }
        while (next != last);

        part.Reverse();
        return part;
    }
}
