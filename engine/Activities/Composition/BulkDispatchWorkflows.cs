using Workflows.Engine.Runs;
using Workflows.Rules;

namespace Workflows.Engine.Activities.Composition;

/// <summary>
/// Starts a run of another definition for each item, and waits for all if that is wanted; what is embedded for completed and for faulted
/// children runs for each with <c>ChildWorkflow</c> as its variable.
/// </summary>
internal sealed class BulkDispatchWorkflows : Activity
{
    private const int Most = 10_000;
    private const string ChildVariable = "ChildWorkflow";

    public override ActivityDescriptor Descriptor { get; } = new(
        "Elsa.BulkDispatchWorkflows", "Composition", new("Bulk dispatch workflows", "批量派发工作流"),
        new("Starts a run of another definition for each item.", "为每一项启动另一个定义的流程。"))
    {
        Inputs =
        [
            Option.Items("Items", new("Items", "项目")).Required(),
            Option.Text("DefaultItemInputKey", new("Name of the item's input", "项目输入名")).Or("Item"),
            .. ChildRuns.Inputs,
            Option.Flag("WaitForCompletion", new("Wait for all", "等待全部完成")),
            Option.Flag("StartNewTrace", new("New trace", "新建追踪")),
            Option.Text("ChannelName", new("Channel", "通道")),
        ],
        Outputs = [Option.Gives("Result", "Object[]", new("Results", "结果列表"))],
        Outcomes = ["Completed", "Canceled", "Done"],
        Ports = ["childCompleted", "childFaulted"],
        Waits = true,
        Icon = "workflow",
    };

    public override IReadOnlyList<string> LocalVariables => [ChildVariable];

    public override void Execute(ActivityContext context)
    {
        var items = context.List("Items");
        if (items.Count > Most)
        {
            throw ActivityContext.Fault("E440", new LocalText(
                $"At most {Most} runs are started at once, not {items.Count}.", $"一次最多启动 {Most} 个流程，而不是 {items.Count} 个。"),
                new LocalText("Start them in several steps.", "请分多步启动。"));
        }

        var waits = context.Flag("WaitForCompletion");
        var key = context.Text("DefaultItemInputKey") is { Length: > 0 } name ? name : "Item";
        var shared = RunValues.Members(context.Input("Input")).ToList();
        foreach (var item in items)
        {
            var own = RunValues.Members(item).ToList();
            var input = RunValues.Context([.. shared, .. own.Count > 0 ? own : [new(key, item)]]);
            ChildRuns.Start(context, input, context.Text("CorrelationId"), waits ? "end" : null);
        }

        context.SetCounter("open", waits ? items.Count : 0);
        if (!waits || items.Count == 0)
        {
            context.Complete(["Completed", "Done"]);
        }
    }

    public override void Resumed(ActivityContext context, Resumption resumption)
    {
        var report = resumption.Payload;
        var status = RunValues.AsText(ChildRuns.Part(report, "SubStatus"));
        context.SetCounter("ended", context.Counter("ended") + 1);
        context.Remember($"result {context.Counter("ended")}", report);
        context.SetCounter("open", context.Counter("open") - 1);
        if (status == "Cancelled")
        {
            context.SetCounter("cancelled", 1);
        }

        var next = context.Node.Child(status == "Faulted" ? "childFaulted" : "childCompleted");
        if (next is not null && status != "Cancelled")
        {
            context.Schedule(next, [new(ChildVariable, report)]);
        }
        else
        {
            CompleteIfDone(context);
        }
    }

    public override void ChildCompleted(ActivityContext context, ChildCompletion child) => CompleteIfDone(context);

    private static void CompleteIfDone(ActivityContext context)
    {
        if (context.Counter("open") == 0 && context.LiveChildren == 0)
        {
            context.Output("Result", Enumerable.Range(1, context.Counter("ended")).Select(i => context.Recall($"result {i}")).ToList());
            context.Complete([context.Counter("cancelled") > 0 ? "Canceled" : "Completed", "Done"]);
        }
    }
}
