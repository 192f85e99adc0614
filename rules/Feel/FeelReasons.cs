using System.Globalization;

namespace Workflows.Rules.Feel;

/// <summary>The texts that say why a value became null.</summary>
internal static class FeelReasons
{
    public static LocalText TooDeep(int most) =>
        Both($"Functions call each other more than {most} deep.", $"函数互相调用超过 {most} 层。");

    public static LocalText OutOfSteps(int most) =>
        Both($"The evaluation took more than its {most} steps, or was cancelled.", $"求值超过 {most} 步的限额，或已被取消。");

    public static LocalText NoParameter(string function, string name) =>
        Both($"{Named(function)} has no parameter \"{name}\".", $"函数 {Zh(function)}没有参数“{name}”。");

    public static LocalText ArgumentCount(string function, int count) =>
        Both($"{Named(function)} cannot be called with {count} arguments.", $"函数 {Zh(function)}不能以 {count} 个参数调用。");

    public static LocalText ArgumentType(string function, FeelParameter parameter, object? value) => Both(
        $"{Named(function)} expects {parameter.Type.Name} for \"{parameter.Name}\" and got {Kind(value)}.",
        $"函数 {Zh(function)}的参数“{parameter.Name}”应为 {parameter.Type.Name}，得到 {Kind(value)}。");

    public static LocalText NoVariant(string function, object?[] arguments)
    {
        var kinds = string.Join(", ", arguments.Select(Kind));
        return Both($"{Named(function)} cannot be called with ({kinds}).", $"函数 {Zh(function)}不能以 ({kinds}) 调用。");
    }

    public static LocalText ResultType(string function, FeelType type, object? value) => Both(
        $"{Named(function)} should give {type.Name} and gave {Kind(value)}.", $"函数 {Zh(function)}应返回 {type.Name}，却返回 {Kind(value)}。");

    public static LocalText Operands(string sign, object? left, object? right) => Both(
        $"{Kind(left)} {sign} {Kind(right)} has no meaning.", $"{Kind(left)} {sign} {Kind(right)} 没有意义。");

    public static LocalText Operand(string sign, object? value) =>
        Both($"{sign} {Kind(value)} has no meaning.", $"{sign} {Kind(value)} 没有意义。");

    public static LocalText NotCallable(object? value) => Both($"{Kind(value)} cannot be called.", $"{Kind(value)} 不能被调用。");

    public static LocalText DivisionByZero { get; } = new("Division by zero.", "除以零。");

    public static LocalText Overflow { get; } = new("The result is beyond the range of numbers.", "结果超出数值范围。");

    public static LocalText OutOfRange { get; } = new("The result is beyond the range of dates or durations.", "结果超出日期或时长的范围。");

    public static LocalText OneZone { get; } =
        new("One time has a zone and the other has none.", "一个时间带时区，另一个不带。");

    public static LocalText TooLong { get; } = new("The text would be too long.", "文本过长。");

    public static LocalText NoEntry(string name) => Both($"The context has no entry \"{name}\".", $"上下文中没有“{name}”。");

    public static LocalText NoProperty(object? value, string name) =>
        Both($"{Kind(value)} has no property \"{name}\".", $"{Kind(value)} 没有属性“{name}”。");

    public static LocalText UnknownName(string name) => Both($"There is no variable \"{name}\".", $"没有变量“{name}”。");

    public static LocalText IndexOutside(decimal index, int count) =>
        Both($"The list has {count} elements, there is none at {index}.", $"列表有 {count} 个元素，没有第 {index} 个。");

    public static LocalText Condition(object? value) =>
        Both($"A condition must be boolean, not {Kind(value)}.", $"条件必须是布尔值，而不是 {Kind(value)}。");

    public static LocalText NotIterable(object? value) => Both($"{Kind(value)} cannot be iterated.", $"{Kind(value)} 不能遍历。");

    public static LocalText External { get; } =
        new("Functions of other platforms are not called.", "不调用其他平台的函数。");

    public static string Kind(object? value) => value switch
    {
        null => "null",
        IReadOnlyList<object?> => "list",
        IFeelContext => "context",
        FeelRange => "range",
        FeelFunction => "function",
        _ => FeelValues.TypeOf(value).Name,
    };

    private static string Named(string function) => function.Length == 0 ? "The function" : function + "()";

    private static string Zh(string function) => function.Length == 0 ? string.Empty : function + "() ";

    private static LocalText Both(FormattableString en, FormattableString zh) =>
        new(en.ToString(CultureInfo.InvariantCulture), zh.ToString(CultureInfo.InvariantCulture));
}
