using Workflows.Engine.Definitions;

namespace Workflows.Engine.Activities.Flowcharts;

/// <summary>
/// The token meaning of a flowchart: each followed connection holds a token until the activity that it leads to takes it, in the manner
/// that the activity's merge mode says. A token that nobody takes keeps the flowchart open.
/// </summary>
internal sealed class TokenFlow(ActivityContext context, FlowPlan plan, FlowGraph graph)
{
    public void Completed(ChildCompletion child)
    {
        foreach (var connection in graph.Outbound(child.Node))
        {
            if (child.Has(connection.Port))
            {
                Arrive(connection);
            }
        }

        ReleaseStreams();
        if (context.LiveChildren == 0 && !HoldsTokens())
        {
            context.Complete();
        }
    }

    /// <summary>Whether tokens wait for others: they keep the flowchart open.</summary>
    public bool HoldsTokens() => context.Node.Children.Any(child =>
        plan.Merge(child) is not (MergeMode.Race or MergeMode.Partial) && Waits(child));

    private void Arrive(FlowConnection connection)
    {
        var target = connection.Target;
        switch (plan.Merge(target))
        {
            case MergeMode.Cascade:
                context.Schedule(target);
                break;
            case MergeMode.Race when !connection.IsBackward && graph.ForwardInbound(target).Length > 1:
                if (new FlowRace(context, graph, target).Arrive(connection, isFollowed: true) == true)
                {
                    context.Schedule(target);
                }

                break;
            case MergeMode.Partial when !connection.IsBackward && graph.ForwardInbound(target).Length > 1:
                foreach (var _ in new FlowGate(context, graph, target, FlowPlan.Needed(target)).Arrive(connection, isFollowed: true))
                {
                    context.Schedule(target);
                }

                break;
            case MergeMode.Race or MergeMode.Partial:
                context.Schedule(target);
                break;
            case MergeMode.Merge:
                Merge(connection, graph.ForwardInbound(target));
                break;
            case MergeMode.Converge:
                Merge(connection, graph.Inbound(target));
                break;
            default:
                Stream(connection);
                break;
        }
    }

    private void Merge(FlowConnection connection, FlowConnection[] inbound)
    {
        if (inbound.Length <= 1 || !inbound.Contains(connection))
        {
            context.Schedule(connection.Target);
            return;
        }

        Add(connection, 1);
        if (Array.TrueForAll(inbound, c => context.Counter(c.Slot) > 0))
        {
            foreach (var taken in inbound)
            {
                Add(taken, -1);
            }

            context.Schedule(connection.Target);
        }
    }

    private void Stream(FlowConnection connection)
    {
        if (graph.ForwardInbound(connection.Target).Length <= 1 || !IsUpstreamBusy(connection.Target))
        {
            TakeAll(connection.Target);
            context.Schedule(connection.Target);
        }
        else
        {
            Add(connection, 1);
        }
    }

    /// <summary>Streams that wait for an upstream activity which meanwhile went another way.</summary>
    private void ReleaseStreams()
    {
        foreach (var target in context.Node.Children)
        {
            if (plan.Merge(target) == MergeMode.Stream && Waits(target) && !IsUpstreamBusy(target))
            {
                TakeAll(target);
                context.Schedule(target);
            }
        }
    }

    private bool IsUpstreamBusy(ActivityNode target)
    {
        foreach (var connection in graph.ForwardInbound(target))
        {
            if (Waits(connection.Source) || context.Children.Any(child => child.Node == connection.Source))
            {
                return true;
            }
        }

        return false;
    }

    private bool Waits(ActivityNode node) => Array.Exists(graph.Inbound(node), c => context.Counter(c.Slot) > 0);

    private void TakeAll(ActivityNode node)
    {
        foreach (var connection in graph.Inbound(node))
        {
            context.SetCounter(connection.Slot, 0);
        }
    }

    private void Add(FlowConnection connection, int count) =>
        context.SetCounter(connection.Slot, context.Counter(connection.Slot) + count);
}
