using Workflows.Engine.Definitions;

namespace Workflows.Engine.Activities.Flowcharts;

/// <summary>
/// A loop of a flowchart: its beginning and everything from which one can go back there. What leads out of it and was not taken this time
/// may be taken the next; it is dead only when nothing of the loop runs any more.
/// </summary>
internal sealed class FlowLoop(ActivityNode beginning, HashSet<ActivityNode> nodes)
{
    /// <summary>The only node by which it is entered.</summary>
    public ActivityNode Beginning { get; } = beginning;

    public HashSet<ActivityNode> Nodes { get; } = nodes;

    /// <summary>The connections that lead out of this loop and out of none around it.</summary>
    public List<FlowConnection> Exits { get; } = [];

    /// <summary>The loops of a graph, each inner one before those around it; tells each connection what it leaves.</summary>
    public static FlowLoop[] Find(IReadOnlyList<FlowConnection> connections)
    {
        var beginnings = connections.Where(c => c is { IsBackward: true, IsValidLoop: true }).GroupBy(c => c.Target).ToList();
        if (beginnings.Count == 0)
        {
            return [];
        }

        var inbound = connections.ToLookup(c => c.Target, c => c.Source);
        FlowLoop[] loops =
        [
            .. beginnings.Select(back => new FlowLoop(back.Key, Around(back.Key, back.Select(c => c.Source), inbound)))
                .OrderBy(loop => loop.Nodes.Count),
        ];
        foreach (var connection in connections.Where(c => !c.IsBackward))
        {
            var left = Array.FindLast(loops, l => l.Nodes.Contains(connection.Source) && !l.Nodes.Contains(connection.Target));
            connection.Leaves = left;
            left?.Exits.Add(connection);
        }

        return loops;
    }

    private static HashSet<ActivityNode> Around(
        ActivityNode beginning, IEnumerable<ActivityNode> ends, ILookup<ActivityNode, ActivityNode> inbound)
    {
        var nodes = new HashSet<ActivityNode> { beginning };
        var open = new Stack<ActivityNode>(ends);
        while (open.TryPop(out var next))
        {
            if (nodes.Add(next))
            {
                foreach (var source in inbound[next])
                {
                    open.Push(source);
                }
            }
        }

        return nodes;
    }
}
