using Workflows.Engine.Definitions;
using Workflows.Rules;

namespace Workflows.Engine.Activities.Flowcharts;

/// <summary>
/// The ordinary meaning of a flowchart. Each completion visits every connection that leaves the activity, as followed or as dead; what is
/// dead goes on as dead. A way out of a loop is dead when the loop is over and it was not taken. What has come to a join is kept in
/// counters: -1 dead, n followed and not yet used.
/// </summary>
internal sealed class CounterFlow(ActivityContext context, FlowPlan plan, FlowGraph graph)
{
    /// <summary>Before the name of a connection out of a loop: it was taken since the loop began.</summary>
    public const string TakenPrefix = "taken>";

    private const int Dead = -1;
    private Queue<(FlowConnection Connection, bool IsFollowed)>? _visits;

    public void Completed(ChildCompletion child)
    {
        foreach (var connection in graph.Outbound(child.Node))
        {
            var isFollowed = child.Has(connection.Port);
            if (connection.Leaves is null)
            {
                VisitAll(connection, isFollowed);
            }
            else if (isFollowed)
            {
                context.SetCounter(TakenSlot(connection), 1);
                VisitAll(connection, isFollowed);
            }
        }

        foreach (var loop in graph.Loops)
        {
            if (loop.Nodes.Contains(child.Node))
            {
                CloseWhenOver(loop);
            }
        }

        if (context.LiveChildren == 0)
        {
            context.Complete();
        }
    }

    private bool IsRunning(FlowLoop loop) => context.Children.Any(child => loop.Nodes.Contains(child.Node));

    private static string TakenSlot(FlowConnection connection) => TakenPrefix + connection.Slot;

    /// <summary>Nothing of the loop runs any more: the ways out that were never taken are dead now.</summary>
    private void CloseWhenOver(FlowLoop loop)
    {
        if (IsRunning(loop))
        {
            return;
        }

        foreach (var exit in loop.Exits)
        {
            if (context.Counter(TakenSlot(exit)) == 0)
            {
                VisitAll(exit, isFollowed: false);
            }
            else
            {
                context.SetCounter(TakenSlot(exit), 0);
            }
        }
    }

    private void VisitAll(FlowConnection connection, bool isFollowed)
    {
        Visit(connection, isFollowed);
        while (_visits is not null && _visits.TryDequeue(out var visit))
        {
            Visit(visit.Connection, visit.IsFollowed);
        }
    }

    private void Visit(FlowConnection connection, bool isFollowed)
    {
        if (connection.IsBackward)
        {
            GoBack(connection, isFollowed);
            return;
        }

        var target = connection.Target;
        var inbound = graph.ForwardInbound(target);
        if (inbound.Length == 1)
        {
            Pass(target, isFollowed);
        }
        else if (plan.Join(target) == JoinMode.Partial)
        {
            foreach (var runs in new FlowGate(context, graph, target, FlowPlan.Needed(target)).Arrive(connection, isFollowed))
            {
                Pass(target, runs);
            }
        }
        else if (plan.Join(target) == JoinMode.WaitAny)
        {
            var race = new FlowRace(context, graph, target);
            if (race.Arrive(connection, isFollowed) is { } wins)
            {
                Pass(target, wins);
            }
        }
        else
        {
            Join(connection, inbound, isFollowed);
        }
    }

    private void GoBack(FlowConnection connection, bool isFollowed)
    {
        if (!isFollowed)
        {
            return;
        }

        if (!connection.IsValidLoop)
        {
            throw ActivityContext.Fault("E108", new LocalText(
                $"Invalid backward connection from {connection.Source.Id} to {connection.Target.Id}: "
                + "the loop can be entered past its start.",
                $"从 {connection.Source.Id} 到 {connection.Target.Id} 的回连无效：循环可以绕过其起点进入。"));
        }

        context.Schedule(connection.Target);
    }

    private void Join(FlowConnection connection, FlowConnection[] inbound, bool isFollowed)
    {
        var came = context.Counter(connection.Slot);
        var next = isFollowed ? Math.Max(came, 0) + 1 : came > 0 ? came : Dead;
        int CountOf(FlowConnection other) => other.Slot == connection.Slot ? next : context.Counter(other.Slot);

        // Branches come in about the order they were drawn in: the last of them says soonest that something still can come.
        for (var i = inbound.Length - 1; i >= 0; i--)
        {
            if (CountOf(inbound[i]) == 0)
            {
                context.SetCounter(connection.Slot, next);
                return;
            }
        }

        var followed = 0;
        foreach (var other in inbound)
        {
            var count = CountOf(other);
            followed += count > 0 ? 1 : 0;
            context.SetCounter(other.Slot, Math.Max(count - 1, 0));
        }

        Pass(connection.Target, plan.Join(connection.Target) == JoinMode.WaitAll ? followed == inbound.Length : followed > 0);
    }

    private void Pass(ActivityNode target, bool runs)
    {
        if (runs)
        {
            context.Schedule(target);
            return;
        }

        foreach (var connection in graph.Outbound(target))
        {
            if (connection.Leaves is null)
            {
                (_visits ??= new()).Enqueue((connection, false));
            }
        }

        // A loop that is never entered is over at once.
        if (graph.LoopFrom(target) is { } loop && !IsRunning(loop))
        {
            loop.Exits.ForEach(exit => (_visits ??= new()).Enqueue((exit, false)));
        }
    }
}
