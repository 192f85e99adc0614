using Workflows.Rules;

namespace Workflows.Engine.Judging;

/// <summary>What a question about rules and facts can ask for in vain.</summary>
internal static class JudgingProblems
{
    public static Diagnostic UnknownType(string type) => Make("E461",
        new($"No rule file declares the fact type {type}.", $"没有规则文件声明事实类型 {type}。"),
        new("Correct the name, or declare it.", "请更正名称，或声明它。"));

    public static Diagnostic UnknownField(string type, string field) => Make("E462",
        new($"{type} has no field {field}.", $"{type} 没有字段 {field}。"),
        new("Correct the condition.", "请更正条件。"));

    public static Diagnostic UnknownRuleSet(string name) => Make("E463",
        new($"There is no rule set {name}.", $"不存在规则集 {name}。"),
        new("Correct the name, or add its file.", "请更正名称，或添加其文件。"));

    public static Diagnostic UnknownCalendar(string name) => Make("E464",
        new($"There is no calendar {name}.", $"不存在日历 {name}。"),
        new("Correct the name, or add the calendar to the folder.", "请更正名称，或将日历加入文件夹。"));

    private static Diagnostic Make(string code, LocalText message, LocalText next) =>
        new(code, Severity.Error, SourcePlace.None, message, next);
}
