using Workflows.Engine.Definitions;
using Workflows.Engine.Expressions;

namespace Workflows.Engine.Activities.StateMachines;

/// <summary>A state: what runs when it is entered and left.</summary>
internal sealed record MachineState(string Name, ActivityNode? Entry, ActivityNode? Exit);

/// <summary>A way from one state to another.</summary>
internal sealed record MachineTransition(
    int Index, string From, string To, ActivityNode? Trigger, ActivityNode? Action, CompiledExpression? Condition)
{
    public bool Holds(ActivityContext context) => Condition is null || ActivityContext.IsTrue(Condition.Evaluate(context));
}

/// <summary>The states and transitions of a state machine, made ready.</summary>
internal sealed record StatePlan(
    IReadOnlyList<MachineState> States, IReadOnlyList<MachineTransition> Transitions, MachineState? Initial)
{
    public static StatePlan Of(PlanContext context)
    {
        var element = context.Node.Element;
        var states = (element["states"]?.List ?? []).Select((part, index) => new MachineState(
            part["name"]?.AsText() ?? string.Empty,
            context.ChildAt("states", index, "entry"),
            context.ChildAt("states", index, "exit"))).ToList();
        var transitions = (element["transitions"]?.List ?? []).Select((part, index) => new MachineTransition(
            index,
            part["from"]?.AsText() ?? string.Empty,
            part["to"]?.AsText() ?? string.Empty,
            context.ChildAt("transitions", index, "trigger"),
            context.ChildAt("transitions", index, "action"),
            context.Expression(part["condition"], "Boolean"))).ToList();
        var initial = element["initialState"]?.AsText();
        return new StatePlan(states, transitions, states.Find(s => s.Name == initial) ?? states.FirstOrDefault());
    }

    public MachineState? State(string? name) => States.FirstOrDefault(state => state.Name == name);

    public IEnumerable<MachineTransition> From(string state) => Transitions.Where(transition => transition.From == state);
}
