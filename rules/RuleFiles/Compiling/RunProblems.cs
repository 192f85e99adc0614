using Workflows.Rules.Facts;
using Workflows.Rules.RuleFiles.Checking;

namespace Workflows.Rules.RuleFiles.Compiling;

/// <summary>What can go wrong while rules run, in both languages.</summary>
internal static class RunProblems
{
    public static Diagnostic WrongValue(FactType type, FactField field, object? value) => Make("R503",
        new($"A rule concludes {type.Name} with {field.Name} = {Text(value)}, which it may not be.",
            $"规则推出的 {type.Name} 中 {field.Name} = {Text(value)}，不允许这个值。"),
        field.Allowed is null
            ? new($"It must be a {(field.IsText ? "text" : field.Type.Name)}{(field.IsKey ? ", and not empty" : string.Empty)}.",
                $"它应当是 {(field.IsText ? "text" : field.Type.Name)}{(field.IsKey ? "，且不能为空" : string.Empty)}。")
            : new($"Allowed: {field.Allowed.Words.En}.", $"允许的值：{field.Allowed.Words.For("zh")}。"));

    public static Diagnostic NoTarget(string action) => Make("R504",
        new($"\"{action}\" has no target: its text is empty.", $"“{action}”没有目标：文字为空。"),
        new("Give it a text that is never empty.", "请给出不为空的文字。"));

    public static Diagnostic Endless(IReadOnlyList<string> rules) => Make("R501",
        new($"These rules keep firing each other: {string.Join(", ", rules)}.", $"这些规则不断互相触发：{string.Join("、", rules)}。"),
        new("Let none of them depend on what it concludes itself.", "不要让规则依赖它自己的结论。"));

    public static Diagnostic OutOfBudget { get; } = Make("R502",
        new("The rules took more steps than they may.", "规则运行的步数超过了限制。"),
        new("Let conditions go over fewer facts.", "请让条件涉及更少的事实。"));

    public static Diagnostic UnknownParameter(string name, string? nearest) => Make("R505",
        new($"There is no parameter \"{name}\".", $"没有参数“{name}”。"), CheckTexts.Suggest(nearest, []));

    public static Diagnostic WrongParameter(RuleParameter parameter, object? value)
    {
        var (label, example) = (parameter.Label, Text(parameter.Default));
        var allowed = parameter.Allowed?.Words;
        return Make("R506",
            new($"{label.En} ({parameter.Name}) may not be {Text(value)}.", $"{label.For("zh")}（{parameter.Name}）不能是 {Text(value)}。"),
            allowed is null
                ? new($"Give a {parameter.Type.Name}, such as {example}.", $"请给出 {parameter.Type.Name}，例如 {example}。")
                : new($"Allowed: {Plain(allowed.En)}, such as {example}.", $"允许的值：{Plain(allowed.For("zh"))}，例如 {example}。"));
    }

    public static Diagnostic UnknownTable(string name, string? nearest) => Make("R507",
        new($"There is no table \"{name}\".", $"没有表“{name}”。"), CheckTexts.Suggest(nearest, []));

    public static Diagnostic UnknownInput(string table, string name, string? nearest) => Make("R508",
        new($"Table {table} has no input \"{name}\".", $"表 {table} 没有输入“{name}”。"), CheckTexts.Suggest(nearest, []));

    public static Diagnostic WrongInput(string table, BoundColumn input, object? value) => Make("R509",
        new($"Table {table} takes a {input.Type.Name} for {input.Name}, not {Text(value)}.",
            $"表 {table} 的 {input.Name} 应当是 {input.Type.Name}，而不是 {Text(value)}。"),
        new($"Give a {input.Type.Name}.", $"请给出 {input.Type.Name}。"));

    public static Diagnostic NoDecision(string table, LocalText reason) => Make("R510",
        new($"Table {table}: {reason.En}", $"表 {table}：{reason.For("zh")}"),
        new("Look at the rows that it names.", "请查看所指的行。"));

    private static string Plain(string values) => values.Replace("@\"", string.Empty).Replace("\"", string.Empty);

    private static string Text(object? value) => value is null ? "null" : FactText.Of(value);

    private static Diagnostic Make(string code, LocalText message, LocalText next) =>
        new(code, Severity.Error, SourcePlace.None, message, next);
}
