using Workflows.Rules;

namespace Workflows.Engine.Definitions.Checks;

/// <summary>What can be wrong with the meaning of a definition.</summary>
internal static class CheckProblems
{
    public static Diagnostic Unreachable(SourcePlace place, string id) => new(
        "W301", Severity.Warning, place,
        new LocalText($"{id} can never be reached.", $"{id} 永远不会被执行到。"),
        new LocalText("Connect it, or remove it.", "请连接它，或将其删除。"));

    public static Diagnostic UnknownOutcome(SourcePlace place, string id, string port, string known, string? nearest) => new(
        "W302", Severity.Error, place,
        new LocalText($"{id} has no outcome {port}: nothing ever follows this connection.",
            $"{id} 没有结果 {port}：该连接永远不会被执行。"),
        nearest is null
            ? new LocalText($"Its outcomes are: {known}.", $"它的结果有：{known}。")
            : new LocalText($"Did you mean {nearest}?", $"您是指 {nearest} 吗？"));

    public static Diagnostic UnhandledOutcome(SourcePlace place, string id, string outcome, Severity severity) => new(
        "W303", severity, place,
        new LocalText($"Nothing follows the outcome {outcome} of {id}: the way ends there.",
            $"{id} 的结果 {outcome} 没有后续：流程在此中止。"),
        new LocalText("Connect it, if something is to happen then.", "如需后续处理，请连接该结果。"));

    public static Diagnostic JoinNeverCompletes(SourcePlace place, string id, string a, string b, string split) => new(
        "W304", Severity.Error, place,
        new LocalText(
            $"{id} waits for {a} and for {b}, but {split} takes only one of the two ways: it never completes.",
            $"{id} 同时等待 {a} 与 {b}，但 {split} 只会走其中一条：它永远无法完成。"),
        new LocalText("Wait for any, or for all that are active.", "请改为等待任意一个，或等待所有活动分支。"));

    public static Diagnostic LoopWithoutExit(SourcePlace place, string ids) => new(
        "W305", Severity.Error, place,
        new LocalText($"This loop has neither an exit nor anything that waits: {ids}.", $"该循环既没有出口，也没有任何等待：{ids}。"),
        new LocalText("Add a decision that leaves it, or something that waits.", "请加入离开循环的判断，或加入等待。"));

    public static Diagnostic MissingInput(SourcePlace place, string id, string input) => new(
        "W306", Severity.Error, place,
        new LocalText($"{id} needs {input}, which is not set.", $"{id} 缺少必需的 {input}。"),
        new LocalText($"Set {input}.", $"请设置 {input}。"));

    public static Diagnostic NoTime(SourcePlace place, string id, string input, Severity severity) => new(
        "W312", severity, place,
        new LocalText($"{input} of {id} is null: there would never be an end to it.", $"{id} 的 {input} 为空值：将永远没有期限。"),
        new LocalText("Give a time, such as PT2H, or leave the input away.", "请给出时间，如 PT2H，或删除该输入。"));

    public static Diagnostic BadCron(SourcePlace place, string text, string reason) => new(
        "W307", Severity.Error, place,
        new LocalText($"The cron expression {text} cannot be read: {reason}", $"无法解析 Cron 表达式 {text}：{reason}"),
        new LocalText("Write five fields, or six with seconds in front: 0 8 * * MON-FRI.",
            "请写五段，或以秒开头的六段，如 0 8 * * MON-FRI。"));

    public static Diagnostic RouteTaken(SourcePlace place, string key, string other) => new(
        "W308", Severity.Error, place,
        new LocalText($"{key} already starts runs at {other}: a request could mean either.", $"{key} 已由 {other} 触发：请求将无法区分。"),
        new LocalText("Give one of them another path or method.", "请更改其中之一的路径或方法。"));

    public static Diagnostic UnknownProperty(SourcePlace place, string id, string property, string nearest) => new(
        "W309", Severity.Warning, place,
        new LocalText($"{id} has no property {property}.", $"{id} 没有属性 {property}。"),
        new LocalText($"Did you mean {nearest}?", $"您是指 {nearest} 吗？"));

    public static Diagnostic UnboundOutput(SourcePlace place, string id, string output, string target) => new(
        "W310", Severity.Warning, place,
        new LocalText(
            $"{output} of {id} goes to {target}, which is neither a variable in scope nor an output.",
            $"{id} 的 {output} 指向 {target}，但它既不是可用变量也不是流程输出。"),
        new LocalText("Declare the variable, or choose another.", "请声明该变量，或选择其他变量。"));

    public static Diagnostic NoTrigger(SourcePlace place, string id) => new(
        "W311", Severity.Error, place,
        new LocalText(
            $"{id} is to start runs, but what starts it is not known when the definition is published.",
            $"{id} 用于启动流程，但发布时无法确定其触发条件。"),
        new LocalText("Set its inputs to fixed values.", "请将其输入设为固定值。"));
}
