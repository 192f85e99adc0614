using Workflows.Engine.Definitions;
using Workflows.Engine.Runs;

namespace Workflows.Engine.Activities.Flowcharts;

/// <summary>Starts several branches at once.</summary>
internal sealed class FlowFork : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new(
        "Elsa.FlowFork", "Flow", new("Fork", "分叉"),
        new("Starts several branches at once.", "同时启动多个分支。"))
    {
        Inputs = [new("Branches", "String[]", new("Branches", "分支")) { UiHint = "multi-text" }],
        Outcomes = [],
        OutcomesFrom = "Branches",
    };

    public override void Execute(ActivityContext context)
    {
        var branches = context.Texts("Branches");
        context.Complete(branches.Count > 0 ? branches : Outcomes.Done);
    }

    public override IEnumerable<string> OutcomesOf(ActivityNode node) =>
        node.Inputs.GetValueOrDefault("Branches")?.Constant is IReadOnlyList<object?> branches
            ? branches.Select(RunValues.AsText).OfType<string>()
            : [];
}
