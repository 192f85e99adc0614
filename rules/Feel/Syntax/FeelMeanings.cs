using static Workflows.Rules.Feel.Syntax.FeelProblems;

namespace Workflows.Rules.Feel.Syntax;

/// <summary>What the checks of meaning say.</summary>
internal static class FeelMeanings
{
    public static FeelTold UnknownName(string name, string? near) => new(
        Text($"There is no variable \"{name}\".", $"没有变量“{name}”。"),
        near is null ? new("Use a declared name.", "请使用已声明的名称。") : Text($"Did you mean \"{near}\"?", $"是否想写“{near}”？"));

    public static FeelTold UnknownFunction(string name, string? near) => new(
        Text($"There is no function \"{name}\".", $"没有函数“{name}”。"),
        near is null ? new("Use a built-in function or a declared one.", "请使用内置函数或已声明的函数。")
            : Text($"Did you mean \"{near}\"?", $"是否想写“{near}”？"));

    public static FeelTold NoField(FeelType type, string name, string? near) => new(
        Text($"{type.Name} has no \"{name}\".", $"{type.Name} 没有“{name}”。"),
        near is null ? new("Use one of its names.", "请使用它已有的名称。") : Text($"Did you mean \"{near}\"?", $"是否想写“{near}”？"));

    public static FeelTold Operands(string sign, FeelType left, FeelType right) => new(
        Text($"{left.Name} {sign} {right.Name} has no meaning.", $"{left.Name} {sign} {right.Name} 没有意义。"),
        new("Convert one side to the type of the other.", "请把一边转换为另一边的类型。"));

    public static FeelTold Operand(string sign, FeelType type) => new(
        Text($"{sign} {type.Name} has no meaning.", $"{sign} {type.Name} 没有意义。"), new("Use a number or a duration.", "请使用数值或时长。"));

    public static FeelTold ArgumentCount(string name, int count, string signatures) => new(
        Text($"{name}() cannot be called with {count} arguments.", $"{name}() 不能以 {count} 个参数调用。"),
        Text($"Write {signatures}.", $"请写 {signatures}。"));

    public static FeelTold NoParameter(string name, string parameter, string signatures) => new(
        Text($"{name}() has no parameter \"{parameter}\".", $"{name}() 没有参数“{parameter}”。"),
        Text($"Write {signatures}.", $"请写 {signatures}。"));

    public static FeelTold ArgumentType(string name, string types, string signatures) => new(
        Text($"{name}() cannot be called with ({types}).", $"{name}() 不能以 ({types}) 调用。"),
        Text($"Write {signatures}.", $"请写 {signatures}。"));

    public static FeelTold UnknownType(string name, string? near) => new(
        Text($"There is no type \"{name}\".", $"没有类型“{name}”。"),
        near is null ? new("Types are number, string, boolean, date, time, date and time, list<…>, context<…>, range<…> and durations.",
            "类型有 number、string、boolean、date、time、date and time、list<…>、context<…>、range<…> 和时长。")
            : Text($"Did you mean \"{near}\"?", $"是否想写“{near}”？"));

    public static FeelTold Condition(FeelType type) => new(
        Text($"A condition must be boolean, not {type.Name}.", $"条件必须是 boolean，而不是 {type.Name}。"),
        new("Compare it with something.", "请把它与某个值比较。"));

    public static FeelTold NotIterable(FeelType type) => new(
        Text($"{type.Name} cannot be gone through.", $"{type.Name} 不能遍历。"),
        new("Use a list or a range of numbers or dates.", "请使用列表，或数值、日期的区间。"));

    public static FeelTold NotCallable(FeelType type) => new(
        Text($"{type.Name} cannot be called.", $"{type.Name} 不能被调用。"), new("Call a function.", "请调用函数。"));

    public static FeelTold NeverEqual(FeelType left, FeelType right) => new(
        Text($"{left.Name} is never equal to {right.Name}.", $"{left.Name} 永远不等于 {right.Name}。"),
        new("Compare values of one type.", "请比较同一类型的值。"));

    public static FeelTold Filter(FeelType type) => new(
        Text($"A filter must be boolean or a number, not {type.Name}.", $"过滤条件必须是 boolean 或 number，而不是 {type.Name}。"),
        new("Write a condition or an index.", "请写条件或序号。"));
}
