using Workflows.Rules;

namespace Workflows.Host.RuleSets;

/// <summary>What a run's question can ask for in vain.</summary>
internal static class RuleProblems
{
    public static Diagnostic UnknownType(string type) => Make("H501",
        new($"No published rule set declares the fact type {type}.", $"没有已发布的规则集声明事实类型 {type}。"),
        new("Publish the rule file that declares it.", "请发布声明它的规则文件。"));

    public static Diagnostic UnknownField(string type, string field) => Make("H502",
        new($"{type} has no field {field}.", $"{type} 没有字段 {field}。"),
        new("Correct the condition.", "请更正条件。"));

    public static Diagnostic UnknownCalendar(string name) => Make("H503",
        new($"There is no calendar {name}.", $"不存在日历 {name}。"),
        new("Add it to the pack's folder Calendars.", "请将其添加到业务包的 Calendars 文件夹。"));

    public static Diagnostic UnknownRuleSet(string name) => Make("H504",
        new($"There is no published rule set {name}.", $"不存在已发布的规则集 {name}。"),
        new("Publish it, or correct the name.", "请发布它，或更正名称。"));

    public static Diagnostic OtherName(string name, string found) => Make("H505",
        new($"The text is of the rule set {found}, not {name}.", $"文本属于规则集 {found}，而不是 {name}。"),
        new("Write its name in the first line, or save it under the other name.", "请修改首行中的名称，或以另一名称保存。"));

    private static Diagnostic Make(string code, LocalText message, LocalText next) =>
        new(code, Severity.Error, SourcePlace.None, message, next);
}
