using Workflows.Engine.Activities.Flowcharts;

namespace Workflows.Engine.Definitions.Checks;

/// <summary>
/// Finds the loops of a flowchart: its strongly connected parts (Tarjan), without recursion, since a definition may be long.
/// </summary>
internal sealed class LoopFinder(FlowGraph graph)
{
    private readonly Dictionary<ActivityNode, int> index = [];
    private readonly Dictionary<ActivityNode, int> low = [];
    private readonly HashSet<ActivityNode> onStack = [];
    private readonly Stack<ActivityNode> stack = new();
    private readonly Stack<(ActivityNode Node, int Next)> path = new();
    private readonly List<List<ActivityNode>> found = [];

    public IEnumerable<List<ActivityNode>> Find(IEnumerable<ActivityNode> nodes)
    {
        foreach (var root in nodes.OrderBy(n => n.Index).Where(n => !index.ContainsKey(n)))
        {
            path.Push((root, 0));
            while (path.TryPop(out var at))
            {
                Visit(at.Node, at.Next);
            }
        }

        return found.Where(l => l.Count > 1 || graph.Outbound(l[0]).Any(c => c.Target == l[0]));
    }

    private void Visit(ActivityNode node, int next)
    {
        var outbound = graph.Outbound(node);
        if (next == 0)
        {
            index[node] = low[node] = index.Count;
            stack.Push(node);
            onStack.Add(node);
        }
        else if (onStack.Contains(outbound[next - 1].Target))
        {
            low[node] = Math.Min(low[node], low[outbound[next - 1].Target]);
        }

        if (next < outbound.Length)
        {
            path.Push((node, next + 1));
            if (!index.ContainsKey(outbound[next].Target))
            {
                path.Push((outbound[next].Target, 0));
            }
        }
        else if (low[node] == index[node])
        {
            found.Add(Pop(node));
        }
    }

    private List<ActivityNode> Pop(ActivityNode last)
    {
        var part = new List<ActivityNode>();
        do
        {
            part.Add(stack.Pop());
            onStack.Remove(part[^1]);
        }
        while (part[^1] != last);

        part.Reverse();
        return part;
    }
}
