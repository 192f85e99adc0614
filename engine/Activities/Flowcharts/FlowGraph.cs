using Workflows.Engine.Definitions;

namespace Workflows.Engine.Activities.Flowcharts;

/// <summary>A connection of a flowchart.</summary>
/// <param name="Source">Where it comes from.</param>
/// <param name="Port">The outcome that follows it.</param>
/// <param name="Target">Where it goes.</param>
/// <param name="Slot">Its name in the run's state: the same in every version that has it.</param>
internal sealed record FlowConnection(ActivityNode Source, string Port, ActivityNode Target, string Slot)
{
    /// <summary>It closes a loop: its target lies before its source.</summary>
    public bool IsBackward { get; set; }

    /// <summary>Every way to its source leads over its target, so that going back there is one loop.</summary>
    public bool IsValidLoop { get; set; } = true;

    /// <summary>The outermost loop that it leads out of; null when it stays in all that its source lies in.</summary>
    public FlowLoop? Leaves { get; set; }
}

/// <summary>How an activity joins the connections that reach it.</summary>
internal enum JoinMode
{
    /// <summary>All that can still come have come, and one of them at least was followed.</summary>
    WaitAllActive,

    /// <summary>All have come and all were followed.</summary>
    WaitAll,

    /// <summary>The first wins.</summary>
    WaitAny,

    /// <summary>So many of them are enough.</summary>
    Partial,
}

/// <summary>How an activity takes in tokens.</summary>
internal enum MergeMode
{
    Stream,
    Merge,
    Converge,
    Cascade,
    Race,
    Partial,
}

/// <summary>The connections of a flowchart, seen from one place where it begins: only what can be reached from there counts.</summary>
internal sealed class FlowGraph
{
    private static readonly FlowConnection[] None = [];
    private readonly Dictionary<ActivityNode, FlowConnection[]> _outbound;
    private readonly Dictionary<ActivityNode, FlowConnection[]> _inbound = [];
    private readonly Dictionary<ActivityNode, FlowConnection[]> _forwardInbound = [];

    public FlowGraph(ActivityNode start, IReadOnlyList<FlowConnection> connections)
    {
        Start = start;
        _outbound = connections.GroupBy(c => c.Source).ToDictionary(g => g.Key, g => g.Select(c => c with { }).ToArray());
        var reached = Classify();
        Loops = FlowLoop.Find([.. reached.SelectMany(Outbound)]);
        foreach (var group in reached.SelectMany(Outbound).GroupBy(c => c.Target))
        {
            _inbound[group.Key] = [.. group];
            _forwardInbound[group.Key] = [.. group.Where(c => !c.IsBackward)];
        }
    }

    public ActivityNode Start { get; }

    /// <summary>The loops, each inner one before those around it.</summary>
    public FlowLoop[] Loops { get; }

    /// <summary>The loop that begins with a node; null when none does.</summary>
    public FlowLoop? LoopFrom(ActivityNode node) => Array.Find(Loops, loop => loop.Beginning == node);

    public FlowConnection[] Outbound(ActivityNode node) => _outbound.GetValueOrDefault(node, None);

    /// <summary>All connections that reach it.</summary>
    public FlowConnection[] Inbound(ActivityNode node) => _inbound.GetValueOrDefault(node, None);

    /// <summary>The connections that reach it without closing a loop.</summary>
    public FlowConnection[] ForwardInbound(ActivityNode node) => _forwardInbound.GetValueOrDefault(node, None);

    /// <summary>Everything from which it can be reached without going back.</summary>
    public HashSet<ActivityNode> Ancestors(ActivityNode node)
    {
        var ancestors = new HashSet<ActivityNode>();
        var open = new Stack<ActivityNode>([node]);
        while (open.TryPop(out var next))
        {
            foreach (var connection in ForwardInbound(next))
            {
                if (connection.Source != node && ancestors.Add(connection.Source))
                {
                    open.Push(connection.Source);
                }
            }
        }

        return ancestors;
    }

    /// <summary>Walks from the start in depth; a connection to something that is still open closes a loop.</summary>
    private List<ActivityNode> Classify()
    {
        var order = new List<ActivityNode>();
        var isOpen = new Dictionary<ActivityNode, bool> { [Start] = true };
        var path = new Stack<(ActivityNode Node, int Next)>([(Start, 0)]);
        order.Add(Start);
        while (path.TryPop(out var at))
        {
            var outbound = Outbound(at.Node);
            if (at.Next >= outbound.Length)
            {
                isOpen[at.Node] = false;
                continue;
            }

            path.Push((at.Node, at.Next + 1));
            var connection = outbound[at.Next];
            if (!isOpen.TryGetValue(connection.Target, out var open))
            {
                isOpen[connection.Target] = true;
                order.Add(connection.Target);
                path.Push((connection.Target, 0));
            }
            else if (open)
            {
                connection.IsBackward = true;
                connection.IsValidLoop = Dominates(connection.Target, connection.Source);
            }
        }

        return order;
    }

    private bool Dominates(ActivityNode gate, ActivityNode node)
    {
        if (gate == Start || gate == node)
        {
            return true;
        }

        var seen = new HashSet<ActivityNode> { Start, gate };
        var open = new Stack<ActivityNode>([Start]);
        while (open.TryPop(out var next))
        {
            foreach (var connection in Outbound(next))
            {
                if (connection.Target == node)
                {
                    return false;
                }

                if (seen.Add(connection.Target))
                {
                    open.Push(connection.Target);
                }
            }
        }

        return true;
    }
}
