using Workflows.Rules;

namespace Workflows.Host.Sheets;

/// <summary>What can be wrong with a spreadsheet's file.</summary>
internal static class SheetFileProblems
{
    public static Diagnostic NotReadable(string file) => Make("S101", new(file, 1, 1),
        new("The file is no workbook, or a damaged one.", "文件不是工作簿，或已损坏。"),
        new("Save it again as .xlsx or .csv.", "请重新保存为 .xlsx 或 .csv。"));

    public static Diagnostic TooLarge(SourcePlace place, LocalText what, long most) => Make("S102", place,
        new($"There are more than {most} {what.En}.", $"{what.Zh}超过 {most}。"),
        new("Delete what does not belong to the table.", "请删除不属于该表的内容。"));

    public static Diagnostic Formula(SourcePlace place) => Make("S103", place,
        new("This cell holds a formula. Formulas are not calculated here.", "此单元格是公式。这里不计算公式。"),
        new("Put its value in its place, or an expression without = before it.", "请改为它的值，或去掉前面的 = 写成表达式。"));

    public static Diagnostic CellError(SourcePlace place, string text) => Make("S104", place,
        new($"This cell holds the error {text}.", $"此单元格是错误值 {text}。"),
        new("Correct it in the spreadsheet.", "请在表格中更正。"));

    public static Diagnostic UnclosedQuote(SourcePlace place) => Make("S109", place,
        new("A quote is opened here and never closed.", "这里的引号没有结束。"),
        new("Put \" at the end of the cell; a quote inside is written twice.", "请在单元格末尾加上 \"；内部的引号要写两次。"));

    public static Diagnostic NotText(string file) => Make("S112", new(file, 1, 1),
        new("The file is no text in UTF-8 or GB 18030.", "文件不是 UTF-8 或 GB 18030 编码的文本。"),
        new("Save it again as CSV UTF-8.", "请另存为 CSV UTF-8。"));

    public static Diagnostic TableOnly(string file) => Make("S117", new(file, 1, 1),
        new("DMN holds decision tables, not the parameters of a rule set.", "DMN 只能存放决策表，不能存放参数列表。"),
        new("Use .xlsx or .csv.", "请使用 .xlsx 或 .csv。"));

    private static Diagnostic Make(string code, SourcePlace place, LocalText message, LocalText next) =>
        new(code, Severity.Error, place, message, next);
}
