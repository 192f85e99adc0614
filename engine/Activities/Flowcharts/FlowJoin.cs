namespace Workflows.Engine.Activities.Flowcharts;

/// <summary>Joins branches: waits for any, for all, or for all that are active.</summary>
internal sealed class FlowJoin : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new(
        "Elsa.FlowJoin", "Flow", new("Join", "汇合"),
        new("Joins branches: waits for any, for all, or for all that are active.", "汇合分支：等待任一、全部或全部活动分支。"))
    {
        Inputs =
        [
            new("Mode", "String", new("Mode", "模式"))
            {
                UiHint = "dropdown",
                Options = ["WaitAny", "WaitAll", "WaitAllActive"],
                Default = "WaitAny",
            },
        ],
    };

    public override void Execute(ActivityContext context) => context.Complete();
}
