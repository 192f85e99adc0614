using Workflows.Engine.Definitions;
using Workflows.Engine.Runs;
using Workflows.Rules;

namespace Workflows.Engine.Activities.StateMachines;

/// <summary>
/// Named states with transitions. Entering a state runs its entry and then waits for the triggers of all transitions that leave it; the
/// first whose condition holds runs its action and the state's exit and moves on. A state without a way out ends the machine.
/// </summary>
internal sealed class StateMachine : Activity
{
    private const string StateKey = "state";
    private const string TakenKey = "taken";

    public override ActivityDescriptor Descriptor { get; } = new(
        "Elsa.StateMachine", "Workflows", new("State machine", "状态机"), new("Named states with transitions.", "带迁移的命名状态。"))
    {
        Inputs =
        [
            new("States", "Object", new("States", "状态")) { IsWrapped = false },
            new("Transitions", "Object", new("Transitions", "迁移")) { IsWrapped = false },
            new("InitialState", "String", new("Initial state", "初始状态")) { IsWrapped = false },
            new("CurrentState", "String", new("Current state", "当前状态")) { IsWrapped = false },
        ],
    };

    public override object? Plan(PlanContext context) => StatePlan.Of(context);

    public override void Execute(ActivityContext context)
    {
        var plan = (StatePlan)context.Node.Plan!;
        if (plan.Initial is { } initial)
        {
            Enter(context, plan, initial);
        }
        else
        {
            context.Complete();
        }
    }

    public override void ChildCompleted(ActivityContext context, ChildCompletion child)
    {
        var plan = (StatePlan)context.Node.Plan!;
        var state = plan.State(RunValues.AsText(context.Recall(StateKey)))!;
        Enter(context, plan, child.Node.Slot?.Member?.ToUpperInvariant() switch
        {
            "ENTRY" => Arm(context, plan, state),
            "TRIGGER" => Fire(context, plan, state, plan.Transitions[child.Node.Slot.Index]),
            "ACTION" => Leave(context, plan, state, plan.Transitions[child.Node.Slot.Index]),
            _ => Target(plan, plan.Transitions[(int)(decimal)context.Recall(TakenKey)!]),
        });
    }

    /// <summary>Enters a state, and those that follow it at once; null: the machine waits or has ended.</summary>
    private static void Enter(ActivityContext context, StatePlan plan, MachineState? state)
    {
        while (state is not null)
        {
            // States with nothing to do may lead to one another in a circle.
            context.TakeStep();
            context.Remember(StateKey, state.Name);
            context.Output("CurrentState", state.Name);
            if (state.Entry is not null)
            {
                context.Schedule(state.Entry);
                return;
            }

            state = Arm(context, plan, state);
        }
    }

    private static MachineState? Arm(ActivityContext context, StatePlan plan, MachineState state)
    {
        var leaving = plan.From(state.Name).ToList();
        foreach (var transition in leaving.Where(t => t.Trigger is not null))
        {
            context.Schedule(transition.Trigger!);
        }

        if (leaving.Count == 0)
        {
            context.Complete();
            return null;
        }

        return leaving.Find(t => t.Trigger is null && t.Holds(context)) is { } free ? Take(context, plan, state, free) : null;
    }

    private static MachineState? Fire(ActivityContext context, StatePlan plan, MachineState state, MachineTransition transition)
    {
        if (transition.Holds(context))
        {
            return Take(context, plan, state, transition);
        }

        context.Schedule(transition.Trigger!);
        return null;
    }

    private static MachineState? Take(ActivityContext context, StatePlan plan, MachineState state, MachineTransition transition)
    {
        context.CancelChildren();
        context.Remember(TakenKey, (decimal)transition.Index);
        if (transition.Action is null)
        {
            return Leave(context, plan, state, transition);
        }

        context.Schedule(transition.Action);
        return null;
    }

    private static MachineState? Leave(ActivityContext context, StatePlan plan, MachineState state, MachineTransition transition)
    {
        if (state.Exit is null)
        {
            return Target(plan, transition);
        }

        context.Schedule(state.Exit);
        return null;
    }

    private static MachineState Target(StatePlan plan, MachineTransition transition) =>
        plan.State(transition.To) ?? throw ActivityContext.Fault("E112", new LocalText(
            $"The state machine has no state {transition.To}.", $"状态机中没有状态 {transition.To}。"));
}
