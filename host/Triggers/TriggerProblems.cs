using Workflows.Host.Problems;
using Workflows.Rules;

namespace Workflows.Host.Triggers;

/// <summary>What the door to published routes refuses.</summary>
internal static class TriggerProblems
{
    private const int MostTold = 5;

    public static Problem NoTrigger(PathString path) => new(404, "H401",
        new("No definition answers here", "没有定义响应此地址"),
        new($"No published definition answers at {path}.", $"没有已发布的定义响应 {path}。"),
        new("Publish one with an HTTP endpoint for it, or check the address.", "请发布带有该 HTTP 端点的定义，或检查地址。"));

    public static Problem WrongMethod(IReadOnlyList<string> methods) => new(405, "H402",
        new("Method not allowed", "方法不允许"),
        new($"This address answers {string.Join(", ", methods)}.", $"此地址支持 {string.Join("、", methods)}。"), null);

    public static Problem KeyReused { get; } = new(422, "H403",
        new("Idempotency key used for another request", "幂等键已用于其他请求"),
        new("The same Idempotency-Key came before with another content.", "相同的 Idempotency-Key 曾用于内容不同的请求。"),
        new("Use a new key for a new request.", "请为新请求使用新的键。"));

    public static Problem KeyTooLong { get; } = new(400, "H404",
        new("Idempotency key too long", "幂等键过长"),
        new($"An Idempotency-Key has at most {IdempotencyKeys.MostCharacters} characters.",
            $"Idempotency-Key 最多 {IdempotencyKeys.MostCharacters} 个字符。"),
        null);

    public static Problem Ambiguous { get; } = new(409, "H405",
        new("Several runs wait here", "有多个流程在等待"),
        new("Several runs wait at this address and the request names none of them.", "有多个流程实例在此等待，请求未指明是哪一个。"),
        new("Send the correlation id in the header X-Correlation-Id.", "请在请求头 X-Correlation-Id 中提供关联编号。"));

    public static Problem TooOften(int seconds) => new(429, "H409",
        new("Too many requests", "请求过多"),
        new("This trigger takes no more requests in this minute.", "此触发器在本分钟内不再接受请求。"),
        new($"Try again in {seconds} seconds.", $"请在 {seconds} 秒后重试。"));

    public static Problem Misfit(IReadOnlyList<Diagnostic> faults) => new(400, "H411",
        new("The content does not fit", "内容不符合要求"),
        new($"What is wrong: {string.Join(" ", faults.Take(MostTold).Select(f => f.Message.En))}",
            $"问题：{string.Join("", faults.Take(MostTold).Select(f => f.Message.Zh ?? f.Message.En))}"),
        new("Correct the fields and send it again; nothing was started.", "请更正这些字段后重新提交；流程尚未启动。"))
    {
        Errors = faults,
    };

    public static Problem TooLong(TimeSpan limit) => new(504, "H410",
        new("It takes longer than its limit", "处理超时"),
        new($"The request was not done within {limit.TotalSeconds:0.#} s. What was begun goes on.",
            $"请求未在 {limit.TotalSeconds:0.#} 秒内完成，已开始的处理会继续。"),
        new("Ask again with the same Idempotency-Key to get its answer.", "请使用相同的 Idempotency-Key 再次请求以获取结果。"));

    public static Problem NotSigned(LocalText why) => new(401, "H406",
        new("Signature refused", "签名无效"), why,
        new("Sign the raw body as Standard Webhooks says, with the shared secret.", "请按 Standard Webhooks 规范使用共享密钥对原始内容签名。"));

    public static Problem MalformedForm { get; } = new(400, "H407",
        new("Malformed form", "表单格式错误"),
        new("The form does not hold together: a boundary, a part's name or its end is missing.", "表单不完整：缺少分隔标记、字段名或结尾。"),
        new("Send it as multipart/form-data with the boundary that the header names.", "请按 multipart/form-data 发送，并使用请求头所述的分隔标记。"));

    public static Problem FileRefused(string name, string why) => new(415, "H408",
        new("File refused", "文件被拒绝"),
        new($"The file {name} is not taken here: {why.ToLowerInvariant()}.", $"此处不接受文件 {name}：{Chinese(why)}。"),
        new("Send a file of a size and kind that this address takes.", "请发送符合大小和类型要求的文件。"));

    private static string Chinese(string why) => why switch
    {
        "File too large" => "文件过大",
        "Invalid file extension" => "扩展名不符",
        _ => "文件类型不符",
    };
}
