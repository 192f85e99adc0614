using Workflows.Rules;

namespace Workflows.Engine.Expressions;

/// <summary>What can be wrong with an expression before it is evaluated.</summary>
internal static class ExpressionProblems
{
    public static Diagnostic BadScript(SourcePlace place, string reason) => new(
        "W410", Severity.Error, place,
        new LocalText($"This JavaScript cannot be read: {reason}", $"无法解析此 JavaScript：{reason}"),
        new LocalText("Mend the script.", "请修正脚本。"));

    public static Diagnostic Refused(SourcePlace place, string language) => new(
        "W411", Severity.Error, place,
        new LocalText(
            $"Expressions in {language} are refused: they would run as code of the host, with all its rights.",
            $"拒绝 {language} 表达式：它会以主机代码的身份、带着主机的全部权限运行。"),
        new LocalText("Write it in FEEL, JavaScript or Liquid.", "请改用 FEEL、JavaScript 或 Liquid。"));

    public static Diagnostic BadTemplate(SourcePlace place, string reason) => new(
        "W412", Severity.Error, place,
        new LocalText($"This Liquid template cannot be read: {reason}", $"无法解析此 Liquid 模板：{reason}"),
        new LocalText("Mend the template.", "请修正模板。"));

    public static Diagnostic WrongType(SourcePlace place, LocalText text) => new(
        "W413", Severity.Error, place, text,
        new LocalText("Give a value of that type, or declare another type.", "请给出该类型的值，或改用其他类型。"));

    public static Diagnostic UnknownType(SourcePlace place, string type, string? nearest) => new(
        "W414", Severity.Warning, place,
        new LocalText($"There is no value type {type}: its values are taken as they are.", $"不存在值类型 {type}：其值按原样使用。"),
        nearest is null
            ? new LocalText("Take a type from the list of types.", "请从类型列表中选择。")
            : new LocalText($"Did you mean {nearest}?", $"您是指 {nearest} 吗？"));

    public static Diagnostic TooLong(SourcePlace place, int limit) => new(
        "W415", Severity.Error, place,
        new LocalText($"The expression is longer than {limit} characters.", $"表达式超过 {limit} 个字符。"),
        new LocalText("Split it into several activities.", "请将其拆分为多个活动。"));

    public static Diagnostic NoSecretName(SourcePlace place) => new(
        "W416", Severity.Error, place,
        new LocalText("A secret is named by a text.", "密钥必须以名称（文本）引用。"),
        new LocalText("Write the secret's name, never the secret itself.", "请填写密钥名称，切勿填写密钥本身。"));
}
