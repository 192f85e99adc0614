using Workflows.Engine.Definitions;

namespace Workflows.Engine.Activities.Http;

/// <summary>Calls out over HTTP in a flowchart: an outcome for each expected status code, for others, and for failures.</summary>
internal sealed class FlowSendHttpRequest : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new ActivityDescriptor(
        "Elsa.FlowSendHttpRequest", "HTTP", new("HTTP request (flow)", "HTTP 请求（流程图）"),
        new("Calls another system and goes on by its status code.", "调用其他系统，并按状态码继续。"))
    {
        Inputs =
        [
            .. HttpCall.Inputs,
            StatusOutcomes.Input,
        ],
        Outputs = HttpCall.Outputs,
        Waits = true,
        Icon = "http-out",
    }.WithStatusOutcomes();

    public override IEnumerable<string> OutcomesOf(ActivityNode node) => StatusOutcomes.Of(node, Descriptor);

    public override void Execute(ActivityContext context) => HttpCall.Send(context);

    public override void Resumed(ActivityContext context, Resumption resumption) =>
        StatusOutcomes.Complete(context, resumption.Payload, "ParsedContent");
}
