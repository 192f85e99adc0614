using Workflows.Rules.RuleFiles.Syntax;

namespace Workflows.Rules.RuleFiles.Checking;

/// <summary>What the checker says about names and types, in both languages.</summary>
internal static class CheckTexts
{
    public static ProblemText WrongType(string expected, string found) => new(
        new($"A {expected} is expected here, not {found}.", $"这里应当是 {expected}，而不是 {found}。"),
        new($"Write a {expected}.", $"请写成 {expected}。"));

    public static ProblemText UnknownType(string name, string? nearest, IEnumerable<string> known) => new(
        new($"There is no type \"{name}\".", $"没有类型“{name}”。"), Suggest(nearest, known));

    public static ProblemText UnknownFact(string name, string? nearest, IEnumerable<string> known) => new(
        new($"There is no fact type \"{name}\".", $"没有事实类型“{name}”。"), Suggest(nearest, known));

    public static ProblemText UnknownField(string type, string name, string? nearest, IEnumerable<string> known) => new(
        new($"{type} has no field \"{name}\".", $"{type} 没有字段“{name}”。"), Suggest(nearest, known));

    public static ProblemText NoSingleKey(string type) => new(
        new($"{type} cannot be referred to: it has no single key field.", $"不能引用 {type}：它没有唯一的主键字段。"),
        new($"Mark one field of {type} as key, or write the type of the value itself.", $"请把 {type} 的一个字段标为 key，或直接写值的类型。"));

    public static ProblemText NoKeyType(string field) => new(
        new($"{field} cannot be a key: a key is a string, a number, a date or a time.", $"{field} 不能作主键：主键应当是字符串、数字、日期或时间。"),
        new("Give it another type, or leave out \"key\".", "请改用别的类型，或去掉 key。"));

    public static ProblemText DeclaredTwice(string name, string? within = null) => new(
        within is null
            ? new($"\"{name}\" is declared twice.", $"“{name}”声明了两次。")
            : new($"\"{name}\" is declared twice in {within}.", $"“{name}”在 {within} 中声明了两次。"),
        new("Give one of them another name, or delete it.", "请给其中一个改名，或删除它。"));

    public static ProblemText UseNotFound(string name, string? nearest, IEnumerable<string> known) => new(
        new($"There is no file \"{name}\".", $"找不到文件“{name}”。"), Suggest(nearest, known));

    public static ProblemText UseCycle(string path) => new(
        new($"These files use each other: {path}.", $"这些文件互相引用：{path}。"),
        new("Put what both need into a third file.", "请把共同需要的内容放进第三个文件。"));

    public static LocalText Suggest(string? nearest, IEnumerable<string> known)
    {
        if (nearest is not null)
        {
            return new($"Did you mean \"{nearest}\"?", $"您是想写“{nearest}”吗？");
        }

        var names = known.Take(12).ToList();
        return names.Count == 0
            ? new("Declare it first.", "请先声明它。")
            : new($"Use one of: {string.Join(", ", names)}.", $"可用：{string.Join("、", names)}。");
    }
}
