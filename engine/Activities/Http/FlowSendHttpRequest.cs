using Workflows.Engine.Definitions;
using Workflows.Engine.Runs;

namespace Workflows.Engine.Activities.Http;

/// <summary>Calls out over HTTP in a flowchart: an outcome for each expected status code, for others, and for failures.</summary>
internal sealed class FlowSendHttpRequest : Activity
{
    private const string Unmatched = "Unmatched status code";
    private const string FailedToConnect = "Failed to connect";

    public override ActivityDescriptor Descriptor { get; } = new(
        "Elsa.FlowSendHttpRequest", "HTTP", new("HTTP request (flow)", "HTTP 请求（流程图）"),
        new("Calls another system and goes on by its status code.", "调用其他系统，并按状态码继续。"))
    {
        Inputs =
        [
            .. HttpCall.Inputs,
            new InputDescriptor("ExpectedStatusCodes", "Int32[]", new("Expected status codes", "预期状态码"))
            {
                UiHint = "dynamic-outcomes", DefaultSyntax = "Object", Default = new List<object?> { 200m },
            },
        ],
        Outputs = HttpCall.Outputs,
        Outcomes = ["Done", Unmatched, FailedToConnect, "Timeout"],
        OutcomesFrom = "ExpectedStatusCodes",
        Waits = true,
        Icon = "http-out",
    };

    public override IEnumerable<string> OutcomesOf(ActivityNode node)
    {
        var codes = node.Inputs.TryGetValue("ExpectedStatusCodes", out var input) && input.IsConstant ? Codes(input.Constant) : [];
        return [.. codes, .. Descriptor.Outcomes];
    }

    public override void Execute(ActivityContext context) => HttpCall.Send(context);

    public override void Resumed(ActivityContext context, Resumption resumption)
    {
        var (outcome, code) = HttpCall.Take(context, resumption.Payload);
        switch (outcome)
        {
            case "FailedToConnect":
                context.Complete(FailedToConnect);
                break;
            case "Timeout":
                context.Complete("Timeout");
                break;
            default:
                var expected = Codes(context.Input("ExpectedStatusCodes")).Contains(code);
                context.Complete([expected ? code : Unmatched, "Done"]);
                break;
        }
    }

    private static IEnumerable<string> Codes(object? value) =>
        (value as IReadOnlyList<object?> ?? [value]).Select(RunValues.AsText).OfType<string>();
}
