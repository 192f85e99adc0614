using Workflows.Engine.Runs;

namespace Workflows.Engine.Activities.Http;

/// <summary>
/// Answers the request with a file: a text, a downloaded file, or a list of files, which the host packs into one archive.
/// </summary>
internal sealed class WriteFileHttpResponse : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new(
        "Elsa.WriteFileHttpResponse", "HTTP", new("File response", "文件响应"), new("Answers the request with a file.", "以文件响应请求。"))
    {
        Inputs =
        [
            Option.Json("Content", new("Content", "内容")).Required(),
            Option.Text("ContentType", new("Content type", "内容类型")),
            Option.Text("Filename", new("File name", "文件名")),
            Option.Text("EntityTag", new("Entity tag", "实体标签")),
            Option.Flag("EnableResumableDownloads", new("Resumable", "支持断点续传")),
            Option.Text("DownloadCorrelationId", new("Download id", "下载标识")),
        ],
        Icon = "file",
    };

    public override void Execute(ActivityContext context)
    {
        var content = context.Input("Content");
        context.Reply(RunValues.Context(
        [
            new("StatusCode", 200m),
            new("Files", content as IReadOnlyList<object?> ?? [content]),
            new("ContentType", context.Text("ContentType")),
            new("Filename", context.Text("Filename")),
            new("EntityTag", context.Text("EntityTag")),
        ]));
        context.Complete();
    }
}
