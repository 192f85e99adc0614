namespace Workflows.Rules.RuleFiles.Syntax;

/// <summary>What the parser says, in both languages.</summary>
internal static class SyntaxTexts
{
    public static ProblemText Tab { get; } = new(
        new("This line is indented with a tab.", "这一行用制表符缩进。"), new("Indent with spaces; formatting the file does it.", "请用空格缩进；格式化文件即可。"));

    public static ProblemText Unclosed { get; } = new(
        new("This text has no closing quote.", "这段文字缺少右引号。"), new("Put \" at its end.", "在末尾加上 \"。"));

    public static ProblemText NoHeader { get; } = new(
        new("The file does not say what it is called.", "文件没有写明名称。"),
        new("Begin it with: rules name \"Text\" zh \"文字\".", "请以 rules 名称 \"Text\" zh \"文字\" 开头。"));

    public static ProblemText TwoHeaders { get; } = new(
        new("The file says twice what it is called.", "文件写了两次名称。"), new("Keep the first line.", "只保留第一行。"));

    public static ProblemText Misplaced { get; } = new(
        new("This line is indented, but what stands above it takes nothing below it.", "这一行缩进了，但上一行下面不能再有内容。"),
        new("Move it to the left.", "请把它移到左边。"));

    public static ProblemText ExpressionMissing { get; } = new(
        new("An expression is missing here.", "这里缺少表达式。"), new("Write a value or a condition.", "请写一个值或条件。"));

    public static ProblemText RowBeforeHeader { get; } = new(
        new("The heading row must have || between what is asked and what is answered.", "标题行必须用 || 分开条件列和结果列。"),
        new("Write for example: | post | attainment || rate |.", "例如写成：| post | attainment || rate |。"));

    public static ProblemText UnclosedRow { get; } = new(
        new("A row begins and ends with |.", "每一行以 | 开头并以 | 结尾。"), new("Put | at its end.", "在末尾加上 |。"));

    public static ProblemText TooDeep(int limit) => new(
        new($"This line is indented by more than {limit} columns.", $"这一行缩进超过 {limit} 列。"), new("Move it to the left.", "请把它移到左边。"));

    public static ProblemText TooLarge(int limit) => new(
        new($"The file has more than {limit} characters.", $"文件超过 {limit} 个字符。"), new("Split it into several files.", "请拆成几个文件。"));

    public static ProblemText Expected(LocalText what, string found) => found.Length == 0
        ? new(new($"{what.En} is missing here.", $"这里缺少{what.For("zh")}。"), new($"Write {Lower(what.En)}.", $"请写上{what.For("zh")}。"))
        : new(
            new($"{what.En} is expected here, not \"{found}\".", $"这里应当是{what.For("zh")}，而不是“{found}”。"),
            new($"Write {Lower(what.En)}.", $"请改为{what.For("zh")}。"));

    public static ProblemText Unknown(string word, LocalText where, string? nearest, IEnumerable<string> known) => new(
        new($"\"{word}\" is not known {where.En}.", $"{where.For("zh")}不认识“{word}”。"),
        nearest is null
            ? new($"Use one of: {string.Join(", ", known)}.", $"可用：{string.Join("、", known)}。")
            : new($"Did you mean \"{nearest}\"?", $"您是想写“{nearest}”吗？"));

    public static ProblemText Incomplete(LocalText what, LocalText part) => new(
        new($"{what.En} has no {part.En}.", $"{what.For("zh")}缺少{part.For("zh")}。"), new($"Add {part.En}.", $"请添加{part.For("zh")}。"));

    public static ProblemText Twice(string word) => new(
        new($"\"{word}\" stands here twice.", $"“{word}”在这里出现了两次。"), new("Keep one of them.", "请只保留一个。"));

    public static ProblemText Cells(int found, int expected) => new(
        new($"This row has {found} cells, the heading has {expected}.", $"这一行有 {found} 格，标题有 {expected} 格。"),
        new("Give every column one cell; - stands for any value.", "每一列写一格；- 表示任意值。"));

    private static string Lower(string text) => char.ToLowerInvariant(text[0]) + text[1..];
}
