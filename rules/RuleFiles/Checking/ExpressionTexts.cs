using Workflows.Rules.RuleFiles.Syntax;

namespace Workflows.Rules.RuleFiles.Checking;

/// <summary>What the checker says about expressions, in both languages.</summary>
internal static class ExpressionTexts
{
    public static ProblemText NotACondition(string type) => new(
        new($"A condition is expected here; this is a {type}.", $"这里应当是条件，而这是 {type}。"),
        new("Compare it with something, for example: amount > 100.", "请与某个值比较，例如：amount > 100。"));

    public static ProblemText UnknownName(string name, string? nearest, IEnumerable<string> known) => new(
        new($"Nothing is called \"{name}\" here.", $"这里没有叫“{name}”的东西。"), CheckTexts.Suggest(nearest, known));

    public static ProblemText ReferencePath(string field, string type) => new(
        new($"{field} holds the key of a {type}, not the {type} itself.", $"{field} 存放的是 {type} 的主键，而不是 {type} 本身。"),
        new($"Look it up with a line of its own, such as: x is a {type} where … = {field}.",
            $"请另写一行查找，例如：x is a {type} where … = {field}。"));

    public static ProblemText FloatingMoment(string moment) => new(
        new($"{moment} has no offset: it cannot be compared with a moment that has one, and by itself it counts as UTC.",
            $"{moment} 没有时差：它不能与带时差的时刻比较，单独使用时按 UTC 计算。"),
        new($"Write {moment}+08:00.", $"请写成 {moment}+08:00。"));

    public static ProblemText DayForMoment(string text) => new(
        new($"{text} is a day, and its midnight counts as UTC: in China that is eight in the morning.",
            $"{text} 是日期，其零点按 UTC 计算：在中国是早上八点。"),
        new("Write the moment with its offset, such as @\"2026-11-01T00:00:00+08:00\".", "请写明带时差的时刻，例如 @\"2026-11-01T00:00:00+08:00\"。"));
}
