using Workflows.Rules.RuleFiles.Syntax;

namespace Workflows.Rules.RuleFiles.Checking;

/// <summary>What the checker says about rules, in both languages.</summary>
internal static class RuleTexts
{
    public static ProblemText ReservedName(string name) => new(
        new($"\"{name}\" is a word of the expression language.", $"“{name}”是表达式语言的保留词。"),
        new("Choose another name.", "请换一个名称。"));

    public static ProblemText NotAList(string type) => new(
        new($"\"for each\" goes over a list; this is a {type}.", $"for each 用于列表，而这是 {type}。"),
        new("Collect the facts with \"is every\" first.", "请先用 is every 收集事实。"));

    public static ProblemText NotConcluded(string type) => new(
        new($"{type} is not declared as concluded: rules do not make such facts.", $"{type} 没有声明为 concluded：规则不产生这种事实。"),
        new($"Put \"concluded\" behind the text of fact {type}, or conclude another type.", $"请在 fact {type} 的文字后加上 concluded，或推出别的类型。"));

    public static ProblemText KeyMissing(string type, string field) => new(
        new($"{type} needs {field}: it is part of its key.", $"{type} 缺少 {field}：它是主键的一部分。"),
        new($"Give {field} a value.", $"请给 {field} 一个值。"));

    public static ProblemText OneLanguage(string field) => new(
        new($"{field} is a string and holds one text, not one for each language.", $"{field} 是字符串，只有一段文字，不分语言。"),
        new($"Declare {field} as text, or leave out zh.", $"请把 {field} 声明为 text，或去掉 zh。"));

    public static ProblemText NotAllowed(string field, string value, string? nearest, LocalText allowed) => new(
        new($"{field} is never \"{value}\".", $"{field} 不会是“{value}”。"),
        nearest is null
            ? new($"Allowed: {allowed.En}.", $"允许的值：{allowed.For("zh")}。") : new($"Did you mean \"{nearest}\"?", $"您是想写“{nearest}”吗？"));

    public static ProblemText DefaultNotAllowed(string name, string value, LocalText allowed) => new(
        new($"{name} may not be {value}.", $"{name} 不能是 {value}。"),
        new($"Allowed: {allowed.En}.", $"允许的值：{allowed.For("zh")}。"));

    public static ProblemText ParameterWithoutValue(string name) => new(
        new($"The parameter {name} has no value: whatever is reckoned with it comes to nothing.",
            $"参数 {name} 没有值：凡用到它的计算都得不出结果。"),
        new("Give it a value.", "请为它设定一个值。"));

    public static ProblemText UnusedParameter(string name) => new(
        new($"Nothing uses the parameter {name}.", $"没有地方用到参数 {name}。"), new("Use it, or delete it.", "请使用它，或删除它。"));

    public static ProblemText NeverHolds(string condition, string path) => new(
        new($"\"{condition}\" can never hold: no value of {path} is left.", $"“{condition}”永远不成立：{path} 没有可取的值。"),
        new($"Look at what else is said of {path}, and at its allowed values.", $"请检查对 {path} 的其他条件及其允许的值。"));

    public static ProblemText Shadowed(string rule, string earlier) => new(
        new($"Rule {rule} adds nothing: rule {earlier} says the same under the same or fewer conditions.",
            $"规则 {rule} 没有作用：规则 {earlier} 在相同或更少的条件下得出同样的结论。"),
        new("Delete it, or let it conclude something else.", "请删除它，或让它推出别的结论。"));

    public static ProblemText NeverSettles(string rule, string concluded, string used) => new(
        new($"Rule {rule} can re-trigger itself without end: it concludes {concluded}, and its conditions change with every {used}.",
            $"规则 {rule} 会无休止地触发自己：它推出 {concluded}，而它的条件随每个 {used} 变化。"),
        new($"Let the condition look at facts other than {used}, or conclude another type.", $"请让条件不依赖 {used}，或推出别的类型。"));

    public static ProblemText TooManyCombinations(int most) => new(
        new($"The blocks of either and or of this rule make more than {most} combinations.", $"这条规则的 either 和 or 块有超过 {most} 种组合。"),
        new("Divide it into several rules, or write the choices into one condition with or.", "请拆成几条规则，或用 or 把这些选择写进一个条件。"));

    public static ProblemText NeverEnds(string rule, string concluded, string used) => new(
        new($"Rule {rule} may re-trigger itself without end: from each {used} it can make a new {concluded} with other values.",
            $"规则 {rule} 可能无休止地触发自己：每个 {used} 都可能产生值不同的新 {concluded}。"),
        new("Give the conclusion a key that is taken over unchanged, or a limit.", "请给结论一个原样沿用的主键，或加上限制。"));
}
