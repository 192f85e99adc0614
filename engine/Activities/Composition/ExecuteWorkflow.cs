using Workflows.Engine.Runs;

namespace Workflows.Engine.Activities.Composition;

/// <summary>Runs another definition as a run of its own and goes on with what it gave; the run begins right after the commit.</summary>
internal sealed class ExecuteWorkflow : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new(
        "Elsa.ExecuteWorkflow", "Composition", new("Execute workflow", "执行工作流"),
        new("Runs another definition and goes on with its result.", "运行另一个定义，并使用其结果继续。"))
    {
        Inputs =
        [
            .. ChildRuns.Inputs,
            Option.Flag("WaitForCompletion", new("Wait for its end", "等待完成"), otherwise: true),
            ChildRuns.WaitForRepair,
        ],
        Outputs = [Option.Gives("Result", "Object", new("Result", "结果"))],
        Waits = true,
        Icon = "workflow",
    };

    public override void Execute(ActivityContext context)
    {
        var waits = context.Flag("WaitForCompletion", true);
        var id = ChildRuns.Start(context, context.Input("Input"), context.Text("CorrelationId"), waits ? "end" : null);
        if (!waits)
        {
            context.Output("Result", RunValues.Context([new("WorkflowInstanceId", id), new("Status", "Running"),
                new("SubStatus", "Pending")]));
            context.Complete();
        }
    }

    public override void Resumed(ActivityContext context, Resumption resumption)
    {
        if (ChildRuns.WaitsOn(context, resumption))
        {
            return;
        }

        context.Output("Result", resumption.Payload);
        context.Complete();
    }
}
