using Workflows.Rules.Feel;

namespace Workflows.Rules.Tables;

/// <summary>Why a decision table gives nothing.</summary>
internal static class TableReasons
{
    public static LocalText NotAllowed(string input, object? value) => new(
        $"{input} is not an allowed value: {FeelValues.Text(value)}.", $"{input} 的值不在允许范围内：{FeelValues.Text(value)}。");

    public static LocalText NotUnique(int first, int second) => new(
        $"Rows {first} and {second} both match, and the table allows one.", $"第 {first} 行和第 {second} 行同时匹配，而该表只允许一行匹配。");

    public static LocalText NotAlike(int first, int second) => new(
        $"Rows {first} and {second} both match and give different results.", $"第 {first} 行和第 {second} 行同时匹配但结果不同。");

    public static LocalText NotAggregated { get; } = new(
        "The results of the matching rows cannot be aggregated.", "匹配行的结果无法汇总。");
}
