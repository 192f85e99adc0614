using Workflows.Rules.Feel;

namespace Workflows.Rules.Dmn;

/// <summary>Why a value of a decision graph became null.</summary>
internal static class DmnReasons
{
    public static LocalText NotOfType(string name, FeelType type, object? value) =>
        new($"{name} is not {type.Name}: {FeelValues.Text(value)}.", $"{name} 不是 {type.Name}：{FeelValues.Text(value)}。");

    public static LocalText NotAllowed(string name, object? value) =>
        new($"{name} is not an allowed value: {FeelValues.Text(value)}.", $"{name} 的值不在允许范围内：{FeelValues.Text(value)}。");

    public static LocalText NoFunction(string name) => new($"{name} is not a function.", $"{name} 不是函数。");

    public static LocalText NotBoolean(string what) => new($"{what} is neither true nor false.", $"{what} 既不是 true 也不是 false。");

    public static LocalText NotFeel(string kind) => new($"A function of kind {kind} cannot be called.", $"无法调用 {kind} 类型的函数。");

    public static LocalText NoLogic(string name) => new($"{name} has no expression.", $"{name} 没有表达式。");

    public static LocalText NoDecision(string name) => new($"There is no decision {name}.", $"没有名为 {name} 的决策。");
}
