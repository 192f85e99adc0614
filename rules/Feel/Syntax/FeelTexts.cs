using static Workflows.Rules.Feel.Syntax.FeelProblems;

namespace Workflows.Rules.Feel.Syntax;

/// <summary>A message and what to do about it.</summary>
internal sealed record FeelTold(LocalText Message, LocalText Next);

/// <summary>What the parser says.</summary>
internal static class FeelTexts
{
    public static FeelTold Unexpected(string found) => new(
        Text($"\"{found}\" does not belong here", $"此处不应出现“{found}”"), new("Delete it, or write an operator before it", "请删去它，或在它前面写运算符"));

    public static FeelTold Missing(string found) => found.Length == 0
        ? new(new("The expression ends where a value is expected", "表达式在需要值的地方结束"), new("Write a value or a name", "请写一个值或名称"))
        : new(Text($"A value is expected before \"{found}\"", $"“{found}”之前需要一个值"), new("Write a value or a name", "请写一个值或名称"));

    public static FeelTold Unclosed(string what, string whatZh, string sign) => new(
        Text($"The {what} is not closed", $"{whatZh}没有结束"), Text($"Write {sign} at its end", $"请在结尾写 {sign}"));

    public static FeelTold Expected(string sign, string found) => new(
        found.Length == 0 ? Text($"\"{sign}\" is missing at the end", $"结尾缺少“{sign}”")
            : Text($"\"{sign}\" is missing before \"{found}\"", $"“{found}”之前缺少“{sign}”"),
        Text($"Write \"{sign}\"", $"请写“{sign}”"));

    public static FeelTold TooDeep(int most) => new(
        Text($"Parts stand more than {most} deep inside one another", $"嵌套超过 {most} 层"),
        new("Divide it into several expressions", "请拆成多个表达式"));

    public static FeelTold TooLong(int most) => new(
        Text($"The text is longer than {most} characters", $"文本超过 {most} 个字符"), new("Divide it into several expressions", "请拆成多个表达式"));

    public static FeelTold BadNumber(string text) => new(
        Text($"{text} is beyond the range of numbers", $"{text} 超出数值范围"), new("Numbers have up to 28 digits", "数值最多 28 位"));

    public static FeelTold BadEscape(string text) => new(
        Text($"\"{text}\" is no escape", $"“{text}”不是转义符"),
        new("Write \\\\ for a backslash; \\n \\t \\r \\\" \\' and \\uXXXX are escapes", "反斜杠请写 \\\\；可用 \\n \\t \\r \\\" \\' 和 \\uXXXX"));

    public static FeelTold BadAtLiteral(string text) => new(
        Text($"\"{text}\" is no date, time or duration", $"“{text}”不是日期、时间或时长"),
        new("Write it as @\"2026-11-01\", @\"10:00:00\", @\"2026-11-01T10:00:00+08:00\", @\"P1DT2H\" or @\"P1Y2M\"",
            "请写成 @\"2026-11-01\"、@\"10:00:00\"、@\"2026-11-01T10:00:00+08:00\"、@\"P1DT2H\" 或 @\"P1Y2M\""));

    public static FeelTold NameExpected(string found) => new(
        found.Length == 0 ? new("A name is missing at the end", "结尾缺少名称")
            : Text($"A name is expected before \"{found}\"", $"“{found}”之前需要名称"),
        new("Write a name", "请写名称"));

    public static FeelTold FullWidth(char found, char meant) => new(
        Text($"\"{found}\" is a full-width sign", $"“{found}”是全角符号"), Text($"Write {meant}", $"请写半角 {meant}"));

    public static FeelTold Twice(string name) => new(
        Text($"\"{name}\" stands here twice", $"“{name}”出现了两次"), new("Give one of them another name", "请给其中一个换名"));

    public static FeelTold MixedArguments { get; } = new(
        new("Some arguments have names and some have not", "有的参数带名称，有的没有"),
        new("Name all of them or none", "请全部带名称或全部不带"));

    public static FeelTold OtherSign(string found, string meant) => new(
        Text($"\"{found}\" is not written so in FEEL", $"FEEL 中不写“{found}”"), Text($"Write {meant}", $"请写 {meant}"));
}

/// <summary>What the checks of meaning say.</summary>
internal static class FeelMeanings
{
    public static FeelTold UnknownName(string name, string? near) => new(
        Text($"There is no variable \"{name}\"", $"没有变量“{name}”"),
        near is null ? new("Use a declared name", "请使用已声明的名称") : Text($"Did you mean \"{near}\"?", $"是否想写“{near}”？"));

    public static FeelTold UnknownFunction(string name, string? near) => new(
        Text($"There is no function \"{name}\"", $"没有函数“{name}”"),
        near is null ? new("Use a built-in function or a declared one", "请使用内置函数或已声明的函数")
            : Text($"Did you mean \"{near}\"?", $"是否想写“{near}”？"));

    public static FeelTold NoField(FeelType type, string name, string? near) => new(
        Text($"{type.Name} has no \"{name}\"", $"{type.Name} 没有“{name}”"),
        near is null ? new("Use one of its names", "请使用它已有的名称") : Text($"Did you mean \"{near}\"?", $"是否想写“{near}”？"));

    public static FeelTold Operands(string sign, FeelType left, FeelType right) => new(
        Text($"{left.Name} {sign} {right.Name} has no meaning", $"{left.Name} {sign} {right.Name} 没有意义"),
        new("Convert one side to the type of the other", "请把一边转换为另一边的类型"));

    public static FeelTold Operand(string sign, FeelType type) => new(
        Text($"{sign} {type.Name} has no meaning", $"{sign} {type.Name} 没有意义"), new("Use a number or a duration", "请使用数值或时长"));

    public static FeelTold ArgumentCount(string name, int count, string signatures) => new(
        Text($"{name}() cannot be called with {count} arguments", $"{name}() 不能以 {count} 个参数调用"),
        Text($"Write {signatures}", $"请写 {signatures}"));

    public static FeelTold NoParameter(string name, string parameter, string signatures) => new(
        Text($"{name}() has no parameter \"{parameter}\"", $"{name}() 没有参数“{parameter}”"), Text($"Write {signatures}", $"请写 {signatures}"));

    public static FeelTold ArgumentType(string name, string types, string signatures) => new(
        Text($"{name}() cannot be called with ({types})", $"{name}() 不能以 ({types}) 调用"), Text($"Write {signatures}", $"请写 {signatures}"));

    public static FeelTold UnknownType(string name, string? near) => new(
        Text($"There is no type \"{name}\"", $"没有类型“{name}”"),
        near is null ? new("Types are number, string, boolean, date, time, date and time, list<…>, context<…>, range<…> and durations",
            "类型有 number、string、boolean、date、time、date and time、list<…>、context<…>、range<…> 和时长")
            : Text($"Did you mean \"{near}\"?", $"是否想写“{near}”？"));

    public static FeelTold Condition(FeelType type) => new(
        Text($"A condition must be boolean, not {type.Name}", $"条件必须是 boolean，而不是 {type.Name}"),
        new("Compare it with something", "请把它与某个值比较"));

    public static FeelTold NotIterable(FeelType type) => new(
        Text($"{type.Name} cannot be gone through", $"{type.Name} 不能遍历"),
        new("Use a list or a range of numbers or dates", "请使用列表，或数值、日期的区间"));

    public static FeelTold NotCallable(FeelType type) => new(
        Text($"{type.Name} cannot be called", $"{type.Name} 不能被调用"), new("Call a function", "请调用函数"));

    public static FeelTold NeverEqual(FeelType left, FeelType right) => new(
        Text($"{left.Name} is never equal to {right.Name}", $"{left.Name} 永远不等于 {right.Name}"),
        new("Compare values of one type", "请比较同一类型的值"));

    public static FeelTold Filter(FeelType type) => new(
        Text($"A filter must be boolean or a number, not {type.Name}", $"过滤条件必须是 boolean 或 number，而不是 {type.Name}"),
        new("Write a condition or an index", "请写条件或序号"));
}
