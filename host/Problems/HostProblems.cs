using Workflows.Rules;

namespace Workflows.Host.Problems;

/// <summary>What the host itself refuses, each with its code.</summary>
internal static class HostProblems
{
    public static Problem NotSignedIn { get; } = new(401, "H101",
        new("Not signed in", "未登录"),
        new("This needs a signed-in user or an API key.", "此操作需要登录或 API 密钥。"),
        new("Sign in with POST /api/sign-in, or send a key in the header X-Api-Key.", "请用 POST /api/sign-in 登录，或在请求头 X-Api-Key 中提供密钥。"));

    public static Problem SignInFailed { get; } = new(401, "H102",
        new("Sign-in failed", "登录失败"),
        new("The user or the password is not right, or the account is locked for a while after too many attempts.",
            "用户名或密码不正确，或账号因多次尝试被暂时锁定。"),
        new("Check both and try again; an administrator can set a new password.", "请检查后重试；管理员可以重设密码。"));

    public static Problem CrossSite { get; } = new(403, "H104",
        new("Request from another site", "跨站请求"),
        new("A page of another site sent this request with your cookie.", "其他网站的页面使用您的 Cookie 发出了此请求。"),
        new("Use the product's own pages, or an API key.", "请使用本产品的页面或 API 密钥。"));

    public static Problem TooManyRequests { get; } = new(429, "H105",
        new("Too many requests", "请求过多"),
        new("There were too many requests of this kind in a short time.", "短时间内此类请求过多。"),
        new("Wait as long as Retry-After says and try again.", "请按 Retry-After 等待后重试。")) { RetryAfterSeconds = 60 };

    public static Problem Busy { get; } = new(503, "H119",
        new("Overloaded", "系统繁忙"),
        new("More is waiting to be written than can be taken in. Nothing of this request was kept.", "待写入的内容过多，本次请求未被保存。"),
        new("Send it again shortly.", "请稍后重发。")) { RetryAfterSeconds = 1 };

    public static Problem Failed { get; } = new(500, "H120",
        new("Internal error", "内部错误"),
        new("Something failed on our side; it is in the log under the request's trace id.", "系统内部出错，日志中可按请求追踪号查找。"),
        new("Try again; tell an administrator if it stays.", "请重试；若仍出错请联系管理员。"));

    public static Problem NoRoute { get; } = new(404, "H114",
        new("No such address", "地址不存在"),
        new("Nothing answers at this address.", "此地址没有对应的功能。"),
        new("See /openapi/v1.json for what there is.", "可用地址见 /openapi/v1.json。"));

    public static Problem Timeout { get; } = new(408, "H121",
        new("Too slow", "请求超时"),
        new("The request did not arrive in time.", "请求未在限定时间内到达。"),
        new("Send it again in one go.", "请一次性重发。"));

    public static Problem Forbidden(LocalText deed, LocalText roles) => new(403, "H103",
        new("Not allowed", "没有权限"),
        new($"None of your roles lets you {deed.En}.", $"您的角色无权{deed.Zh}。"),
        new($"Ask an administrator for this role: {roles.En}.", $"请向管理员申请以下角色之一：{roles.Zh}。"));

    public static Problem PasswordFirst { get; } = new(403, "H107",
        new("Choose a password first", "请先修改密码"),
        new("The password was given to you by somebody else; until you have one of your own, nothing else can be done.",
            "当前密码由他人设置，修改之前不能进行其他操作。"),
        new("Change it with POST /api/me/password.", "请通过 POST /api/me/password 修改。"));

    public static Problem KeyRefused(LocalText why) => new(401, "H106",
        new("API key refused", "API 密钥无效"), why,
        new("Make a new key with POST /api/keys.", "请用 POST /api/keys 新建密钥。"));

    public static Problem TooLarge(long limit) => new(413, "H112",
        new("Too large", "内容过大"),
        new($"A request may have at most {limit / 1024} KB.", $"请求最大 {limit / 1024} KB。"),
        new("Send it in parts.", "请分批发送。"));

    public static Problem WrongContentType(string expected) => new(415, "H111",
        new("Wrong content type", "内容类型不正确"),
        new($"This takes {expected}.", $"此处接受 {expected}。"),
        new($"Send the header Content-Type: {expected}.", $"请设置请求头 Content-Type: {expected}。"));

    public static Problem MalformedJson(Diagnostic at) => new(400, "H110",
        new("Malformed JSON", "JSON 格式错误"), at.Message,
        new("Mend the place that is named.", "请修正所指位置。")) { Errors = [at] };

    public static Problem NotFound(string what, string id) => new(404, "H113",
        new("Not found", "未找到"),
        new($"There is no {what} \"{id}\".", $"不存在{Nouns.Chinese(what)}“{id}”。"),
        new("Check the id; the list shows what there is.", "请核对编号；列表中可查看现有内容。"));

    public static Problem MethodNotAllowed(string method) => new(405, "H115",
        new("Method not allowed", "方法不允许"),
        new($"{method} does nothing at this address.", $"此地址不支持 {method}。"),
        new("See /openapi/v1.json for what there is.", "可用地址见 /openapi/v1.json。"));

    public static Problem Invalid(LocalText why, LocalText? next = null, IReadOnlyList<Diagnostic>? errors = null) => new(400, "H118",
        new("Not valid", "内容无效"), why, next) { Errors = errors ?? [] };

    public static Problem Conflict(LocalText why, LocalText? next = null) => new(409, "H117",
        new("Conflict", "冲突"), why, next);

    public static Problem Changed(string what) => new(412, "H116",
        new("Changed meanwhile", "内容已被更改"),
        new($"Somebody has changed the {what} since you read it.", $"您读取之后，{Nouns.Chinese(what)}已被他人更改。"),
        new("Read it again, put your change on top, and send the new ETag in If-Match.", "请重新读取、合并修改，并在 If-Match 中提供新的 ETag。"));
}
