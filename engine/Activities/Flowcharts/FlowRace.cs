using Workflows.Engine.Definitions;

namespace Workflows.Engine.Activities.Flowcharts;

/// <summary>
/// A join where the first wins. It stops what is under way before the join; what was scheduled already and still arrives is swallowed.
/// A round is over when nothing can arrive any more.
/// </summary>
internal sealed class FlowRace(ActivityContext context, FlowGraph graph, ActivityNode target)
{
    private readonly FlowConnection[] _inbound = graph.ForwardInbound(target);

    private string WonSlot => "won:" + target.Id;

    /// <summary>A connection comes in. True: the target runs. False: all were dead, so is the target. Null: nothing follows.</summary>
    public bool? Arrive(FlowConnection connection, bool isFollowed)
    {
        if (context.Counter(connection.Slot) != 0)
        {
            Reset();
        }

        var hasWon = context.Counter(WonSlot) != 0;
        context.SetCounter(connection.Slot, 1);
        if (isFollowed && !hasWon)
        {
            context.SetCounter(WonSlot, 1);
            StopAncestors();
            ResetWhenOver();
            return true;
        }

        var isAllDead = !hasWon && Array.TrueForAll(_inbound, c => context.Counter(c.Slot) != 0);
        if (isAllDead)
        {
            Reset();
            return false;
        }

        if (hasWon)
        {
            ResetWhenOver();
        }

        return null;
    }

    /// <summary>The winner's target is done: what began to wait before the join after the race was won is stopped too.</summary>
    public void Close()
    {
        if (context.Counter(WonSlot) != 0)
        {
            StopAncestors();
            ResetWhenOver();
        }
    }

    private void StopAncestors()
    {
        var ancestors = graph.Ancestors(target);
        foreach (var (instance, node) in context.Children.ToList())
        {
            if (ancestors.Contains(node) && context.IsStarted(instance))
            {
                context.Cancel(instance);
            }
        }
    }

    private void ResetWhenOver()
    {
        var ancestors = graph.Ancestors(target);
        if (!context.Children.Any(child => ancestors.Contains(child.Node)))
        {
            Reset();
        }
    }

    private void Reset()
    {
        context.SetCounter(WonSlot, 0);
        foreach (var connection in _inbound)
        {
            context.SetCounter(connection.Slot, 0);
        }
    }
}
