using Workflows.Engine.Definitions;
using Workflows.Engine.Runs;

namespace Workflows.Engine.Activities.Http;

/// <summary>
/// Fetches a file over HTTP; the output is a context with <c>Filename</c>, <c>ContentType</c>, <c>Size</c> and its content.
/// </summary>
internal sealed class DownloadHttpFile : Activity
{
    private const string Unmatched = "Unmatched status code";
    private const string FailedToConnect = "Failed to connect";

    public override ActivityDescriptor Descriptor { get; } = new(
        "Elsa.DownloadHttpFile", "HTTP", new("Download file", "下载文件"), new("Fetches a file over HTTP.", "通过 HTTP 下载文件。"))
    {
        Inputs =
        [
            .. HttpCall.Inputs.Where(i => i.Name != "ContentType"),
            Option.Text("RequestContentType", new("Content type", "内容类型")),
            new InputDescriptor("ExpectedStatusCodes", "Int32[]", new("Expected status codes", "预期状态码"))
            {
                UiHint = "dynamic-outcomes", DefaultSyntax = "Object", Default = new List<object?> { 200m },
            },
        ],
        Outputs =
        [
            Option.Gives("Result", "Object", new("File", "文件")),
            Option.Gives("StatusCode", "Int32", new("Status code", "状态码")),
            Option.Gives("ResponseHeaders", "ObjectDictionary", new("Headers", "响应头")),
        ],
        Outcomes = ["Done", Unmatched, FailedToConnect, "Timeout"],
        OutcomesFrom = "ExpectedStatusCodes",
        Waits = true,
        Icon = "download",
    };

    public override IEnumerable<string> OutcomesOf(ActivityNode node)
    {
        var codes = node.Inputs.TryGetValue("ExpectedStatusCodes", out var input) && input.IsConstant ? Codes(input.Constant) : [];
        return [.. codes, .. Descriptor.Outcomes];
    }

    public override void Execute(ActivityContext context) => HttpCall.Send(context, download: true);

    public override void Resumed(ActivityContext context, Resumption resumption)
    {
        var (outcome, code) = HttpCall.Take(context, resumption.Payload, "Result");
        switch (outcome)
        {
            case "FailedToConnect":
                context.Complete(FailedToConnect);
                break;
            case "Timeout":
                context.Complete("Timeout");
                break;
            default:
                context.Complete([Codes(context.Input("ExpectedStatusCodes")).Contains(code) ? code : Unmatched, "Done"]);
                break;
        }
    }

    private static IEnumerable<string> Codes(object? value) =>
        (value as IReadOnlyList<object?> ?? [value]).Select(RunValues.AsText).OfType<string>();
}
