using static Workflows.Rules.Feel.Syntax.FeelProblems;

namespace Workflows.Rules.Feel.Syntax;

/// <summary>A message and what to do about it.</summary>
internal sealed record FeelTold(LocalText Message, LocalText Next);

/// <summary>What the parser says.</summary>
internal static class FeelTexts
{
    public static FeelTold Unexpected(string found) => new(
        Text($"\"{found}\" does not belong here.", $"此处不应出现“{found}”。"),
        new("Delete it, or write an operator before it.", "请删去它，或在它前面写运算符。"));

    public static FeelTold Missing(string found) => found.Length == 0
        ? new(new("The expression ends where a value is expected.", "表达式在需要值的地方结束。"), new("Write a value or a name.", "请写一个值或名称。"))
        : new(Text($"A value is expected before \"{found}\".", $"“{found}”之前需要一个值。"), new("Write a value or a name.", "请写一个值或名称。"));

    public static FeelTold Unclosed(string what, string whatZh, string sign) => new(
        Text($"The {what} is not closed.", $"{whatZh}没有结束。"), Text($"Write {sign} at its end.", $"请在结尾写 {sign}。"));

    public static FeelTold Expected(string sign, string found) => new(
        found.Length == 0 ? Text($"\"{sign}\" is missing at the end.", $"结尾缺少“{sign}”。")
            : Text($"\"{sign}\" is missing before \"{found}\".", $"“{found}”之前缺少“{sign}”。"),
        Text($"Write \"{sign}\".", $"请写“{sign}”。"));

    public static FeelTold TooDeep(int most) => new(
        Text($"Parts stand more than {most} deep inside one another.", $"嵌套超过 {most} 层。"),
        new("Divide it into several expressions.", "请拆成多个表达式。"));

    public static FeelTold TooLong(int most) => new(
        Text($"The text is longer than {most} characters.", $"文本超过 {most} 个字符。"), new("Divide it into several expressions.", "请拆成多个表达式。"));

    public static FeelTold BadNumber(string text) => new(
        Text($"{text} is beyond the range of numbers.", $"{text} 超出数值范围。"), new("Numbers have up to 28 digits.", "数值最多 28 位。"));

    public static FeelTold BadEscape(string text) => new(
        Text($"\"{text}\" is no escape.", $"“{text}”不是转义符。"),
        new("Write \\u and four hexadecimal digits, \\U and six, or \\\\ for a backslash.",
            "请写 \\u 加四位十六进制数、\\U 加六位，或以 \\\\ 表示反斜杠。"));

    public static FeelTold BadAtLiteral(string text) => new(
        Text($"\"{text}\" is no date, time or duration.", $"“{text}”不是日期、时间或时长。"),
        new("Write it as @\"2026-11-01\", @\"10:00:00\", @\"2026-11-01T10:00:00+08:00\", @\"P1DT2H\" or @\"P1Y2M\".",
            "请写成 @\"2026-11-01\"、@\"10:00:00\"、@\"2026-11-01T10:00:00+08:00\"、@\"P1DT2H\" 或 @\"P1Y2M\"。"));

    public static FeelTold NameExpected(string found) => new(
        found.Length == 0 ? new("A name is missing at the end.", "结尾缺少名称。")
            : Text($"A name is expected before \"{found}\".", $"“{found}”之前需要名称。"),
        new("Write a name.", "请写名称。"));

    public static FeelTold FullWidth(char found, char meant) => new(
        Text($"\"{found}\" is a full-width sign.", $"“{found}”是全角符号。"), Text($"Write {meant}.", $"请写半角 {meant}。"));

    public static FeelTold Twice(string name) => new(
        Text($"\"{name}\" stands here twice.", $"“{name}”出现了两次。"), new("Give one of them another name.", "请给其中一个换名。"));

    public static FeelTold MixedArguments { get; } = new(
        new("Some arguments have names and some have not.", "有的参数带名称，有的没有。"),
        new("Name all of them or none.", "请全部带名称或全部不带。"));

    public static FeelTold OtherSign(string found, string meant) => new(
        Text($"\"{found}\" is not written so in FEEL.", $"FEEL 中不写“{found}”。"), Text($"Write {meant}.", $"请写 {meant}。"));
}
