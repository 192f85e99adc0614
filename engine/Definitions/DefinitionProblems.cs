using Workflows.Rules;

namespace Workflows.Engine.Definitions;

/// <summary>What can be wrong with a definition's text before its meaning is looked at.</summary>
internal static class DefinitionProblems
{
    public static Diagnostic NotJson(SourcePlace place, string reason) => new(
        "W101", Severity.Error, place,
        new LocalText($"This is not JSON: {reason}", $"这不是有效的 JSON：{reason}"),
        new LocalText("Mend the text at this place.", "请修正此处的文本。"));

    public static Diagnostic NoRoot(SourcePlace place) => new(
        "W102", Severity.Error, place,
        new LocalText("The definition has no root activity.", "该定义没有根活动。"),
        new LocalText("Add \"root\": an activity with a \"type\".", "请添加 \"root\"：一个带有 \"type\" 的活动。"));

    public static Diagnostic DuplicateId(SourcePlace place, string id, string renamed) => new(
        "W103", Severity.Warning, place,
        new LocalText($"Two activities have the id {id}; this one is called {renamed}.", $"两个活动使用了相同的 id {id}；此活动改称 {renamed}。"),
        new LocalText("Give each activity an id of its own.", "请为每个活动指定唯一的 id。"));

    public static Diagnostic TooDeep(SourcePlace place, int limit) => new(
        "W104", Severity.Error, place,
        new LocalText($"Activities are nested more than {limit} deep.", $"活动嵌套超过 {limit} 层。"),
        new LocalText("Move inner parts into a definition of their own.", "请将内层部分移到单独的定义中。"));

    public static Diagnostic NotADefinition(SourcePlace place) => new(
        "W105", Severity.Error, place,
        new LocalText("A definition is a JSON object.", "定义必须是一个 JSON 对象。"),
        new LocalText("Begin the text with { and end it with }.", "请以 { 开头并以 } 结尾。"));

    public static Diagnostic UnknownType(SourcePlace place, string type, string? nearest) => new(
        "W110", Severity.Error, place,
        new LocalText($"There is no activity type {type}.", $"不存在活动类型 {type}。"),
        nearest is null
            ? new LocalText("Take a type from the list of activities.", "请从活动列表中选择一个类型。")
            : new LocalText($"Did you mean {nearest}?", $"您是指 {nearest} 吗？"));

    public static Diagnostic DanglingConnection(SourcePlace place, string id, string? nearest) => new(
        "W111", Severity.Error, place,
        new LocalText($"A connection names the activity {id}, which is not in this flowchart.", $"连接引用了活动 {id}，但它不在此流程图中。"),
        nearest is null
            ? new LocalText("Remove the connection or add the activity.", "请删除该连接或添加该活动。")
            : new LocalText($"Did you mean {nearest}?", $"您是指 {nearest} 吗？"));

    public static Diagnostic UnknownVariable(SourcePlace place, string id, string? nearest) => new(
        "W112", Severity.Warning, place,
        new LocalText($"There is no variable {id} in scope here.", $"此处没有可用的变量 {id}。"),
        nearest is null
            ? new LocalText("Declare the variable in the workflow or in a container around.", "请在工作流或外层容器中声明该变量。")
            : new LocalText($"Did you mean {nearest}?", $"您是指 {nearest} 吗？"));

    public static Diagnostic UnknownLanguage(SourcePlace place, string language) => new(
        "W113", Severity.Error, place,
        new LocalText($"Expressions in {language} are not run here.", $"此处不支持 {language} 表达式。"),
        new LocalText("Write the expression in FEEL, JavaScript or Liquid.", "请使用 FEEL、JavaScript 或 Liquid 编写表达式。"));
}
