using Workflows.Engine.Activities.Branching;
using Workflows.Engine.Definitions;

namespace Workflows.Engine.Activities.Flowcharts;

/// <summary>Goes on at each case that holds, or at Default.</summary>
internal sealed class FlowSwitch : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new(
        "Elsa.FlowSwitch", "Flow", new("Switch", "多路选择"),
        new("Goes on at each case that holds, or at Default.", "走满足条件的分支，否则走默认分支。"))
    {
        Inputs =
        [
            new("Cases", "Object", new("Cases", "分支")) { IsWrapped = false, UiHint = "flow-switch-editor" },
            SwitchCases.Mode,
        ],
        Outcomes = ["Default"],
        OutcomesFrom = "Cases",
    };

    public override object? Plan(PlanContext context) => SwitchCases.Of(context);

    public override void Execute(ActivityContext context)
    {
        var labels = ((SwitchCases)context.Node.Plan!).Matching(context).Select(match => match.Label).ToList();
        context.Complete(labels.Count > 0 ? labels : ["Default"]);
    }

    public override IEnumerable<string> OutcomesOf(ActivityNode node) =>
        ((SwitchCases)node.Plan!).All.Select(one => one.Label).Append("Default");
}
