using Workflows.Engine.Definitions;

namespace Workflows.Engine.Activities.Http;

/// <summary>
/// Fetches a file over HTTP; the output is a context with <c>Filename</c>, <c>ContentType</c>, <c>Size</c> and its content.
/// </summary>
internal sealed class DownloadHttpFile : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new ActivityDescriptor(
        "Elsa.DownloadHttpFile", "HTTP", new("Download file", "下载文件"), new("Fetches a file over HTTP.", "通过 HTTP 下载文件。"))
    {
        Inputs =
        [
            .. HttpCall.Inputs.Where(i => i.Name != "ContentType"),
            Option.Text("RequestContentType", new("Content type", "内容类型")),
            StatusOutcomes.Input,
        ],
        Outputs =
        [
            Option.Gives("Result", "Object", new("File", "文件")),
            Option.Gives("StatusCode", "Int32", new("Status code", "状态码")),
            Option.Gives("ResponseHeaders", "ObjectDictionary", new("Headers", "响应头")),
        ],
        Waits = true,
        Icon = "download",
    }.WithStatusOutcomes();

    public override IEnumerable<string> OutcomesOf(ActivityNode node) => StatusOutcomes.Of(node, Descriptor);

    public override void Execute(ActivityContext context) => HttpCall.Send(context, download: true);

    public override void Resumed(ActivityContext context, Resumption resumption) =>
        StatusOutcomes.Complete(context, resumption.Payload, "Result");
}
