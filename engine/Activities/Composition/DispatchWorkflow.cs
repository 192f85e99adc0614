namespace Workflows.Engine.Activities.Composition;

/// <summary>Starts a run of another definition in the background, and waits for its end if that is wanted.</summary>
internal sealed class DispatchWorkflow : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new(
        "Elsa.DispatchWorkflow", "Composition", new("Dispatch workflow", "派发工作流"),
        new("Starts a run of another definition in the background.", "在后台启动另一个定义的流程。"))
    {
        Inputs =
        [
            .. ChildRuns.Inputs,
            Option.Flag("WaitForCompletion", new("Wait for its end", "等待完成")),
            ChildRuns.WaitForRepair,
            Option.Flag("StartNewTrace", new("New trace", "新建追踪")),
            Option.Text("ChannelName", new("Channel", "通道")),
        ],
        Outputs =
        [
            Option.Gives("Result", "ObjectDictionary", new("Outputs", "输出")),
            Option.Gives("WorkflowInstanceId", "String", new("Run id", "流程标识")),
        ],
        Waits = true,
        Icon = "workflow",
    };

    public override void Execute(ActivityContext context)
    {
        var waits = context.Flag("WaitForCompletion");
        context.Output("WorkflowInstanceId",
            ChildRuns.Start(context, context.Input("Input"), context.Text("CorrelationId"), waits ? "end" : null));
        if (!waits)
        {
            context.Complete();
        }
    }

    public override void Resumed(ActivityContext context, Resumption resumption)
    {
        if (ChildRuns.WaitsOn(context, resumption))
        {
            return;
        }

        context.Output("Result", ChildRuns.Part(resumption.Payload, "Output"));
        context.Complete();
    }
}
