using Workflows.Rules.RuleFiles.Syntax;

namespace Workflows.Rules.RuleFiles.Checking;

/// <summary>What the checker says about tables, in both languages.</summary>
internal static class TableTexts
{
    public static ProblemText OtherwiseLast { get; } = new(
        new("\"otherwise\" is the last row, and there is one at most.", "otherwise 只能是最后一行，且最多一行。"),
        new("Move it to the end.", "请把它移到最后。"));

    public static ProblemText UnknownColumn(string name, string? nearest, IEnumerable<string> known) => new(
        new($"The table has no column \"{name}\".", $"这张表没有列“{name}”。"), CheckTexts.Suggest(nearest, known));

    public static ProblemText Overlap(int first, int second, string example) => new(
        new($"Rows {first} and {second} both match {example}.", $"第 {first} 行和第 {second} 行都匹配 {example}。"),
        new("A unique table may match once: narrow one of them, or choose another hit policy.",
            "unique 表只能匹配一行：请缩小其中一行的条件，或换一种命中策略。"));

    public static ProblemText Hidden(int first, int second) => new(
        new($"Row {second} is never reached: row {first} takes everything that it would.",
            $"第 {second} 行永远不会用到：第 {first} 行已包含它的全部情况。"),
        new("Delete it, or move it up.", "请删除它，或把它上移。"));

    public static ProblemText TooLarge { get; } = new(
        new("The table is too large to look through all its rows for overlaps and gaps.", "表太大，无法检查所有行的重叠和遗漏。"),
        new("Divide it, or test what it must decide.", "请拆分它，或为重要的决策写测试。"));

    public static ProblemText Gap(string example) => new(
        new($"No row matches {example}.", $"没有一行匹配 {example}。"), new("Add a row or say otherwise.", "请添加一行，或写上 otherwise。"));
}
