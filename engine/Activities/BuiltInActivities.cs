using Workflows.Engine.Activities.Branching;
using Workflows.Engine.Activities.Composition;
using Workflows.Engine.Activities.Flowcharts;
using Workflows.Engine.Activities.Loops;
using Workflows.Engine.Activities.Primitives;
using Workflows.Engine.Activities.StateMachines;

namespace Workflows.Engine.Activities;

/// <summary>Every built-in activity type, by group.</summary>
internal static class BuiltInActivities
{
    public static IEnumerable<Activity> All() =>
    [
        new Workflow(),
        new Complete(),
        new Finish(),

        new Flowchart(),
        new Start(),
        new End(),
        new FlowDecision(),
        new FlowSwitch(),
        new FlowFork(),
        new FlowJoin(),
        new PartialJoin(),
        new FlowNode(),

        new Sequence(),
        new Branching.Parallel(),
        new Fork(),
        new If(),
        new Switch(),
        new StateMachine(),

        new For(),
        new ForEach(),
        new ParallelForEach(),
        new While(),
        new Break(),

        new WriteLine(),
        new SetVariable(),
        new SetOutput(),
        new SetName(),
        new Correlate(),
        new HoldKey(),
        new Fault(),

        .. OutsideActivities.All(),
    ];
}
