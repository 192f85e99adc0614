using Workflows.Engine.Runs;

namespace Workflows.Engine.Activities.Http;

/// <summary>
/// Answers the request that caused the burst: <c>StatusCode</c>, <c>Content</c>, <c>ContentType</c>, <c>Headers</c>. The answer leaves
/// after the commit; a run that no request waits for goes on all the same.
/// </summary>
internal sealed class WriteHttpResponse : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new(
        "Elsa.WriteHttpResponse", "HTTP", new("HTTP response", "HTTP 响应"), new("Answers the request.", "响应请求。"))
    {
        Inputs =
        [
            new InputDescriptor("StatusCode", "HttpStatusCode", new("Status code", "状态码")) { Default = 200m },
            Option.Json("Content", new("Content", "内容"),
                new("Text as it is, everything else as JSON.", "文本原样发送，其他内容按 JSON 发送。")) with
            {
                UiHint = "multiline", DefaultSyntax = "Literal",
            },
            Option.Text("ContentType", new("Content type", "内容类型"),
                new("E.g. application/json; empty: by content.", "如 application/json；留空则按内容判断。")),
            Option.Json("ResponseHeaders", new("Headers", "响应头")),
        ],
        Icon = "reply",
    };

    public override void Execute(ActivityContext context)
    {
        var content = context.Input("Content");
        var type = context.Text("ContentType") is { Length: > 0 } given ? given : content is null or string ? "text/plain"
            : "application/json";
        context.Reply(RunValues.Context(
        [
            new("StatusCode", context.Number("StatusCode") ?? 200m),
            new("Content", content),
            new("ContentType", type),
            new("Headers", context.Input("ResponseHeaders")),
        ]));
        context.Complete();
    }
}
