using Workflows.Engine.Ports;
using Workflows.Engine.Runs;

namespace Workflows.Engine.Activities.Composition;

/// <summary>What the activities have in common that start runs of other definitions.</summary>
internal static class ChildRuns
{
    public static InputDescriptor[] Inputs { get; } =
    [
        Option.Text("WorkflowDefinitionId", new("Definition", "定义")).Required() with { UiHint = "workflow-definition-picker" },
        Option.Text("CorrelationId", new("Correlation id", "关联标识")),
        Option.Json("Input", new("Input", "输入")),
    ];

    /// <summary>Whether a fault of the run that is waited for is its end.</summary>
    public static InputDescriptor WaitForRepair { get; } = Option.Flag("WaitForRepair", new("Wait for repair", "等待修复"), new(
        "A faulted run is waited for until it is repaired and ends, or is cancelled.", "子流程出错后继续等待，直到修复完成或被取消。"));

    /// <summary>True when the report is of a fault and the activity waits on: the same bookmark is told of the end after all.</summary>
    public static bool WaitsOn(ActivityContext context, Resumption resumption)
    {
        var report = resumption.Payload;
        if (!context.Flag("WaitForRepair") || RunValues.AsText(Part(report, "SubStatus")) != "Faulted"
            || RunValues.AsText(Part(report, "WorkflowInstanceId")) is not { } run || Part(report, "Problem") is not null)
        {
            return false;
        }

        context.WaitAgain(resumption, "run", run);
        return true;
    }

    /// <summary>Starts a run after the commit; with a tag the activity waits for its end. Returns its id.</summary>
    public static string Start(ActivityContext context, object? input, string? correlationId, string? tag)
    {
        var id = context.NewRunId();
        context.Send(DeliveryKind.StartRun, context.RequiredText("WorkflowDefinitionId"), new MessageDraft
        {
            RunId = id,
            CorrelationId = correlationId is { Length: > 0 } ? correlationId : null,
            BookmarkId = tag is null ? null : context.Wait("run", id, tag),
            Payload = input,
        });
        return id;
    }

    /// <summary>
    /// A member of the report with which a run ends: <c>WorkflowInstanceId</c>, <c>Status</c>, <c>SubStatus</c>, <c>Output</c>.
    /// </summary>
    public static object? Part(object? report, string name) => RunValues.TryGet(report, name, out var value) ? value : null;
}
