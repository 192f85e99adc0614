using Workflows.Engine.Runs;
using Workflows.Rules;

namespace Workflows.Engine.Activities.Http;

/// <summary>
/// What the activities that call out have in common. The effect of connector <c>http</c> has <c>Url</c>, <c>Method</c>, <c>Headers</c>,
/// <c>Content</c>, <c>ContentType</c>, <c>Authorization</c>, <c>Timeout</c>, <c>Retries</c>, <c>Download</c>; its result has
/// <c>Outcome</c> (<c>Response</c>, <c>FailedToConnect</c>, <c>Timeout</c>, <c>Refused</c>), <c>StatusCode</c>, <c>Headers</c>,
/// <c>ParsedContent</c>, <c>Message</c>.
/// </summary>
internal static class HttpCall
{
    public static IReadOnlyList<InputDescriptor> Inputs { get; } =
    [
        Option.Text("Url", new("URL", "网址")).Required(),
        Option.Text("Method", new("Method", "请求方法")) with
        {
            UiHint = "dropdown", Options = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"], Default = "GET",
        },
        Option.Json("Content", new("Content", "内容")),
        Option.Text("ContentType", new("Content type", "内容类型")),
        new InputDescriptor("Authorization", "Object", new("Authorization", "授权"), new(
            "Value of the header, best as a secret.", "授权头的值，建议使用密钥引用。")) { DefaultSyntax = "Secret" },
        Option.Flag("DisableAuthorizationHeaderValidation", new("Send the header unchecked", "不校验授权头")),
        Option.Json("RequestHeaders", new("Headers", "请求头")),
        Option.Flag("EnableResiliency", new("Try again", "失败重试"), new(
            "Repeats after failures that may pass, with the same idempotency key.", "对可能恢复的失败以同一幂等键重试。")),
        Option.Duration("RequestTimeout", new("Time limit", "超时时间")),
    ];

    public static IReadOnlyList<OutputDescriptor> Outputs { get; } =
    [
        Option.Gives("StatusCode", "Int32", new("Status code", "状态码")),
        Option.Gives("ParsedContent", "Object", new("Content", "内容")),
        Option.Gives("ResponseHeaders", "ObjectDictionary", new("Headers", "响应头")),
        Option.Gives("Result", "Object", new("Response", "响应")),
    ];

    public static void Send(ActivityContext context, bool download = false)
    {
        var url = context.RequiredText("Url");
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps))
        {
            throw ActivityContext.Fault("E431", new LocalText(
                $"This is no address of the web: {url}", $"这不是有效的网址：{url}"),
                new LocalText("Write it whole, with https:// in front.", "请写出完整网址，以 https:// 开头。"));
        }

        var type = context.Text("ContentType") ?? context.Text("RequestContentType");
        context.Effect(
            "http",
            RunValues.Context(
            [
                new("Url", url),
                new("Method", (context.Text("Method") ?? "GET").ToUpperInvariant()),
                new("Headers", NamedSecrets.Input(context, "RequestHeaders")),
                new("Content", context.Input("Content")),
                new("ContentType", type is { Length: > 0 } ? type : null),
                new("Authorization", NamedSecrets.Input(context, "Authorization")),
                new("TimeoutSeconds", Timing.Span(context, "RequestTimeout") is { } span ? (decimal)span.TotalSeconds : null),
                new("Retries", context.Flag("EnableResiliency")),
                new("Download", download),
            ]),
            "response");
    }

    /// <summary>Takes the result in; gives how it went. What the host refused to send faults.</summary>
    public static (string Outcome, string StatusCode) Take(ActivityContext context, object? result, string contentOutput = "ParsedContent")
    {
        var outcome = RunValues.TryGet(result, "Outcome", out var how) ? RunValues.AsText(how) : "Response";
        var code = RunValues.TryGet(result, "StatusCode", out var status) ? status : null;
        if (outcome == "Refused")
        {
            var why = RunValues.TryGet(result, "Message", out var message) ? RunValues.AsText(message) : null;
            throw ActivityContext.Fault("E432", new LocalText($"The call was refused: {why}", $"调用被拒绝：{why}"),
                new LocalText("Ask an administrator to allow the address.", "请让管理员将该地址加入允许列表。"));
        }

        context.Output("StatusCode", code);
        context.Output(contentOutput, RunValues.TryGet(result, "ParsedContent", out var content) ? content : null);
        context.Output("ResponseHeaders", RunValues.TryGet(result, "Headers", out var headers) ? headers : null);
        if (contentOutput != "Result")
        {
            context.Output("Result", result);
        }

        return (outcome ?? "Response", RunValues.AsText(code) ?? string.Empty);
    }
}
