using Workflows.Engine.Definitions;
using Workflows.Engine.Runs;

namespace Workflows.Engine.Activities.Flowcharts;

/// <summary>
/// A graph of activities. Ordinarily an activity runs when every connection that can still come has come, where a branch that was not
/// taken
/// counts as come (dead paths go on as skipped); on request tokens decide instead.
/// </summary>
internal sealed class Flowchart : Activity
{
    private const string StartKey = "start";

    public override ActivityDescriptor Descriptor { get; } = new(
        "Elsa.Flowchart", "Workflows", new("Flowchart", "流程图"), new("A graph of activities.", "由活动组成的图。"))
    {
        IsContainer = true,
        Inputs = [new("Connections", "Object", new("Connections", "连接")) { IsWrapped = false }],
    };

    public override object? Plan(PlanContext context) => FlowPlan.Of(context);

    public override void Execute(ActivityContext context)
    {
        var plan = (FlowPlan)context.Node.Plan!;
        if (plan.Default is null)
        {
            context.Complete();
            return;
        }

        var start = StartOf(context) ?? plan.Default.Start;
        if (start != plan.Default.Start)
        {
            context.Remember(StartKey, start.Id);
        }

        context.Schedule(start);
    }

    public override void ChildCompleted(ActivityContext context, ChildCompletion child)
    {
        if (child.Node.Activity.Descriptor.IsTerminal)
        {
            context.Complete();
            return;
        }

        var plan = (FlowPlan)context.Node.Plan!;
        var graph = GraphOf(context, plan);
        if (graph.ForwardInbound(child.Node).Length > 1)
        {
            new FlowRace(context, graph, child.Node).Close();
        }

        if (plan.IsTokenBased ?? context.TokenFlow)
        {
            new TokenFlow(context, plan, graph).Completed(child);
        }
        else
        {
            new CounterFlow(context, plan, graph).Completed(child);
        }
    }

    internal override void ChildFaded(ActivityContext context)
    {
        var plan = (FlowPlan)context.Node.Plan!;
        if (context.LiveChildren == 0
            && !((plan.IsTokenBased ?? context.TokenFlow) && new TokenFlow(context, plan, GraphOf(context, plan)).HoldsTokens()))
        {
            context.Complete();
        }
    }

    /// <summary>A cancelled activity has no outcome: everything after it is dead.</summary>
    public override void ChildCancelled(ActivityContext context, ChildCompletion child) => ChildCompleted(context, child);

    private static FlowGraph GraphOf(ActivityContext context, FlowPlan plan)
    {
        var start = RunValues.AsText(context.Recall(StartKey));
        var node = start is null ? null : context.Node.Definition.Find(start);
        return node is null ? plan.Default! : plan.GraphFrom(node);
    }

    /// <summary>The activity that starts the run, or the one it lies in.</summary>
    private static ActivityNode? StartOf(ActivityContext context)
    {
        if (context.TriggerActivity is not { } trigger)
        {
            return null;
        }

        var node = context.Node.Definition.Find(trigger);
        while (node is not null && node.Parent != context.Node)
        {
            node = node.Parent;
        }

        return node;
    }
}
