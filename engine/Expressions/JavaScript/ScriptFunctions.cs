using System.Text;
using Jint.Native;
using Workflows.Engine.Runs;
using Workflows.Rules;
using Workflows.Rules.Feel;

namespace Workflows.Engine.Expressions.JavaScript;

/// <summary>The functions that every script has, by the names that definitions know.</summary>
internal static class ScriptFunctions
{
    public static IReadOnlyDictionary<string, Func<ScriptEngine, JsValue[], object?>> All { get; } =
        new Dictionary<string, Func<ScriptEngine, JsValue[], object?>>(StringComparer.Ordinal)
        {
            ["getInput"] = (e, a) => e.Context.TryGetInput(Name(a, 0), out var value) ? value : null,
            ["getVariable"] = (e, a) => e.Read(Name(a, 0)),
            ["setVariable"] = (e, a) => e.Write(Name(a, 0), At(a, 1)),
            ["getOutputFrom"] = (e, a) => e.Context.OutputOf(Name(a, 0), a.Length > 1 ? Name(a, 1) : "Result"),
            ["getLastResult"] = (e, _) => e.Context.LastResult,
            ["getCorrelationId"] = (e, _) => e.Context.CorrelationId,
            ["setCorrelationId"] = (e, a) => e.Context.CorrelationId = Text(a, 0),
            ["getWorkflowInstanceId"] = (e, _) => e.Context.RunId,
            ["getWorkflowInstanceName"] = (e, _) => e.Context.RunName,
            ["setWorkflowInstanceName"] = (e, a) => e.Context.RunName = Text(a, 0),
            ["getWorkflowDefinitionId"] = (e, _) => e.Context.DefinitionId,
            ["getWorkflowDefinitionVersionId"] = (e, _) => e.Context.DefinitionVersionId,
            ["getWorkflowDefinitionVersion"] = (e, _) => (decimal)e.Context.DefinitionVersion,
            ["setOutcome"] = (e, a) => e.SetOutcomes([Text(a, 0) ?? "Done"]),
            ["setOutcomes"] = (e, a) => e.SetOutcomes(Texts(a)),
            ["isNullOrEmpty"] = (_, a) => Text(a, 0) is null or "",
            ["isNullOrWhiteSpace"] = (_, a) => string.IsNullOrWhiteSpace(Text(a, 0)),
            ["toJson"] = (_, a) => FeelJson.Text(ScriptValues.ToValue(At(a, 0))),
            ["parseGuid"] = (_, a) =>
                Guid.TryParse(Text(a, 0), out var id) ? id.ToString() : throw Wrong("parseGuid", "a GUID", "GUID"),
            ["newGuid"] = (e, _) => e.Context.NewId().ToString(),
            ["newGuidString"] = (e, _) => e.Context.NewId().ToString(),
            ["newShortGuid"] = (e, _) => Short(e.Context.NewId()),
            ["getShortGuid"] = (e, _) => Short(e.Context.NewId()),
            ["bytesFromString"] = (_, a) => FromBytes(Encoding.UTF8.GetBytes(Text(a, 0) ?? string.Empty)),
            ["bytesToString"] = (_, a) => Encoding.UTF8.GetString(Bytes(At(a, 0))),
            ["bytesToBase64"] = (_, a) => Convert.ToBase64String(Bytes(At(a, 0))),
            ["bytesFromBase64"] = (_, a) => FromBytes(Base64(Text(a, 0), "bytesFromBase64")),
            ["stringToBase64"] = (_, a) => Convert.ToBase64String(Encoding.UTF8.GetBytes(Text(a, 0) ?? string.Empty)),
            ["stringFromBase64"] = (_, a) => Encoding.UTF8.GetString(Base64(Text(a, 0), "stringFromBase64")),
            ["getConfig"] = (_, _) => throw Refused("getConfig", "settings of the host", "主机配置"),
            ["getSecret"] = (_, _) => throw Refused("getSecret", "secrets (use type Secret)", "密钥（请用 Secret 类型）"),
            ["createEventTriggerUrl"] = (_, _) => throw Refused("createEventTriggerUrl", "addresses of the host", "主机地址"),
        };

    private static JsValue At(JsValue[] arguments, int index) => index < arguments.Length ? arguments[index] : JsValue.Undefined;

    private static string? Text(JsValue[] arguments, int index) => RunValues.AsText(ScriptValues.ToValue(At(arguments, index)));

    private static string Name(JsValue[] arguments, int index) => Text(arguments, index) ?? string.Empty;

    private static string[] Texts(JsValue[] arguments)
    {
        var first = arguments.Length == 1 ? ScriptValues.ToValue(arguments[0]) : null;
        var list = first as IReadOnlyList<object?> ?? [.. arguments.Select(ScriptValues.ToValue)];
        return [.. list.Select(RunValues.AsText).OfType<string>()];
    }

    private static string Short(Guid id) => Convert.ToBase64String(id.ToByteArray()).Replace("/", "_").Replace("+", "-")[..22];

    private static List<object?> FromBytes(byte[] bytes) => [.. bytes.Select(b => (object?)(decimal)b)];

    private static byte[] Bytes(JsValue value) => ScriptValues.ToValue(value) is IReadOnlyList<object?> list
        ? [.. list.Select(item => item is decimal number and >= 0 and <= 255 ? (byte)number : (byte)0)]
        : throw Wrong("bytesToString", "a list of bytes", "字节列表");

    private static byte[] Base64(string? text, string function)
    {
        var bytes = new byte[text?.Length ?? 0];
        return Convert.TryFromBase64String(text ?? string.Empty, bytes, out var count)
            ? bytes[..count]
            : throw Wrong(function, "Base64 text", "Base64 文本");
    }

    private static RunFaultException Wrong(string function, string wanted, string wantedZh) => new(
        "E414", new LocalText($"{function} wants {wanted}.", $"{function} 需要{wantedZh}。"));

    private static RunFaultException Refused(string function, string what, string whatZh) => new(
        "E415", new LocalText($"{function} is refused: scripts do not see {what}.", $"{function} 被拒绝：脚本不可访问{whatZh}。"),
        new LocalText("Hand the value in as an input of the run.", "请以运行输入的方式传入该值。"));
}
