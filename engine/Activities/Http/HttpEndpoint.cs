using Workflows.Engine.Definitions;
using Workflows.Engine.Runs;

namespace Workflows.Engine.Activities.Http;

/// <summary>
/// Starts a run on an HTTP request, or waits for one. What comes is a context with <c>Method</c>, <c>Path</c>, <c>RouteData</c>,
/// <c>QueryStringData</c>, <c>Headers</c>, <c>ParsedContent</c>, <c>Files</c>, and <c>Outcome</c> where the host refused a part of it.
/// </summary>
internal sealed class HttpEndpoint : Activity
{
    /// <summary>The flags that turn a refusal into an outcome.</summary>
    internal static readonly (string Property, string Outcome)[] Exposed =
    [
        ("exposeRequestTooLargeOutcome", "Request too large"),
        ("exposeFileTooLargeOutcome", "File too large"),
        ("exposeInvalidFileExtensionOutcome", "Invalid file extension"),
        ("exposeInvalidFileMimeTypeOutcome", "Invalid file MIME type"),
    ];

    public override ActivityDescriptor Descriptor { get; } = new(
        "Elsa.HttpEndpoint", "HTTP", new("HTTP endpoint", "HTTP 端点"),
        new("Starts a run on an HTTP request, or waits for one.", "由 HTTP 请求启动流程，或等待请求。"))
    {
        Inputs =
        [
            Option.Text("Path", new("Path", "路径"),
                new("Route below /workflows, e.g. orders/{id}.", "/workflows 之下的路由，如 orders/{id}。")).Required(),
            Option.Texts("SupportedMethods", new("Methods", "请求方法")) with
            {
                UiHint = "checklist", Options = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"],
                    Default = new List<object?> { "GET" },
            },
            Option.Flag("Authorize", new("Signed in only", "需要授权"), new("Refuses requests of nobody known.", "拒绝未登录的请求。")),
            Option.Text("Policy", new("Policy", "授权策略"), new("Role or key that may call.", "允许调用的角色或密钥。")),
            Option.Json("Form", new("Form", "表单"), new("What the content must look like; another is refused and starts nothing.",
                "内容须符合的格式；不符则拒绝，不启动流程。")) with { UiHint = "form-editor" },
            Option.Text("Signature", new("Signature secret", "签名密钥"), new(
                "Name of the secret that requests must be signed with (Standard Webhooks).",
                    "请求签名所用密钥的名称（Standard Webhooks）。")),
            Option.Whole("RateLimit", new("Requests a minute", "每分钟请求数"), new("Empty: no limit.", "留空则不限。")),
            Option.Duration("RequestTimeout", new("Time limit", "超时时间")),
            Option.Whole("RequestSizeLimit", new("Size limit in bytes", "请求大小上限（字节）")),
            Option.Whole("FileSizeLimit", new("File size limit in bytes", "文件大小上限（字节）")),
            Option.Texts("AllowedFileExtensions", new("Allowed file extensions", "允许的文件扩展名")),
            Option.Texts("BlockedFileExtensions", new("Blocked file extensions", "禁止的文件扩展名")),
            Option.Texts("AllowedMimeTypes", new("Allowed MIME types", "允许的 MIME 类型")),
            Option.Text("CallbackUrl", new("Callback address", "回调地址"), new(
                "Is sent how the run ended; what it may be is on the list of allowed addresses.", "流程结束时通知的地址，须在允许列表内。")),
            Option.Text("CallbackSecret", new("Callback secret", "回调密钥"), new(
                "Name of the secret that the callback is signed with (Standard Webhooks).", "回调签名所用密钥的名称（Standard Webhooks）。")),
            Option.Flag("ExposeRequestTooLargeOutcome", new("Outcome for too large requests", "请求过大时的分支")).Plain(),
            Option.Flag("ExposeFileTooLargeOutcome", new("Outcome for too large files", "文件过大时的分支")).Plain(),
            Option.Flag("ExposeInvalidFileExtensionOutcome", new("Outcome for wrong file extensions", "扩展名不符时的分支")).Plain(),
            Option.Flag("ExposeInvalidFileMimeTypeOutcome", new("Outcome for wrong MIME types", "MIME 类型不符时的分支")).Plain(),
        ],
        Outputs =
        [
            Option.Gives("Result", "Object", new("Request", "请求")),
            Option.Gives("ParsedContent", "Object", new("Content", "内容")),
            Option.Gives("Files", "Object[]", new("Files", "文件列表")),
            Option.Gives("File", "Object", new("First file", "首个文件")),
            Option.Gives("RouteData", "ObjectDictionary", new("Route values", "路由参数")),
            Option.Gives("QueryStringData", "ObjectDictionary", new("Query values", "查询参数")),
            Option.Gives("Headers", "ObjectDictionary", new("Headers", "请求头")),
        ],
        IsTrigger = true,
        Waits = true,
        Icon = "http",
    };

    public override IEnumerable<string> OutcomesOf(ActivityNode node) =>
        ["Done", .. Exposed.Where(e => node.Element[e.Property]?.AsFlag() == true).Select(e => e.Outcome)];

    public override void Execute(ActivityContext context)
    {
        foreach (var key in Keys(context.RequiredText("Path"), Methods(context.Input("SupportedMethods"))))
        {
            context.Wait("http", key, correlationId: context.CorrelationId);
        }
    }

    public override void Resumed(ActivityContext context, Resumption resumption)
    {
        var request = resumption.Payload;
        context.Output("Result", request);
        foreach (var name in new[] { "ParsedContent", "Files", "RouteData", "QueryStringData", "Headers" })
        {
            context.Output(name, RunValues.TryGet(request, name, out var value) ? value : null);
        }

        var files = RunValues.TryGet(request, "Files", out var all) ? all as IReadOnlyList<object?> : null;
        context.Output("File", files is { Count: > 0 } ? files[0] : null);
        if (context.Text("CallbackUrl") is { Length: > 0 } callback)
        {
            context.CallBack(callback, context.Text("CallbackSecret"));
        }

        context.Complete(RunValues.TryGet(request, "Outcome", out var chosen) && chosen is string outcome ? outcome : "Done");
    }

    public override IEnumerable<TriggerDraft> Triggers(TriggerContext context)
    {
        var settings = HttpEndpointSettings.Of(context);
        return context.Text("Path") is { Length: > 0 } path
            ? Keys(path, Methods(context.Input("SupportedMethods"))).Select(key => new TriggerDraft("http", key, settings))
            : [];
    }

    /// <summary>What a request is found by: the method in capitals and the route, <c>POST /orders/{id}</c>.</summary>
    public static IEnumerable<string> Keys(string path, IReadOnlyList<string> methods) =>
        methods.Select(method => $"{method.ToUpperInvariant()} /{path.Trim().Trim('/')}");

    private static List<string> Methods(object? value)
    {
        var list = value as IReadOnlyList<object?> ?? [value];
        var methods = list.Select(RunValues.AsText).OfType<string>().Where(m =>
            m.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return methods.Count > 0 ? methods : ["GET"];
    }
}
