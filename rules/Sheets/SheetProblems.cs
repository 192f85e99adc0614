namespace Workflows.Rules.Sheets;

/// <summary>What can be wrong with a spreadsheet.</summary>
internal static class SheetProblems
{
    public static Diagnostic NoBeginning(SourcePlace place) => Make("S105", place,
        new("The sheet begins neither with \"table\" nor with \"parameters\".", "工作表的开头既不是 table 也不是 parameters。"),
        new("Export the table first and edit that file: its first cell is \"table\", the name stands beside it.",
            "请先导出该表再编辑：第一格是 table，旁边是名称。"));

    public static Diagnostic UnknownLabel(SourcePlace place, string label, string? nearest, IEnumerable<string> known) => Make(
        "S106", place, new($"\"{label}\" is not known here.", $"此处不认识“{label}”。"),
        nearest is null
            ? new($"Use one of: {string.Join(", ", known)}.", $"可用：{string.Join("、", known)}。")
            : new($"Did you mean \"{nearest}\"?", $"您是想写“{nearest}”吗？"));

    public static Diagnostic Missing(SourcePlace place, LocalText what) => Make("S107", place,
        new($"{what.En} is missing here.", $"这里缺少{what.Zh}。"), new("Fill the cell.", "请填写此单元格。"));

    public static Diagnostic OutsideColumns(SourcePlace place) => Make("S108", place,
        new("This cell stands under no column.", "此单元格上方没有列名。"),
        new("Name the column in the row \"column\", or empty the cell.", "请在 column 行写上列名，或清空此格。"));

    public static Diagnostic NoSuchTable(string file, string name, string? nearest, IReadOnlyCollection<string> known) => Make("S110",
        new(file, 1, 1), new($"There is no table \"{name}\".", $"不存在表“{name}”。"),
        nearest is not null ? new($"Did you mean \"{nearest}\"?", $"您是想写“{nearest}”吗？")
        : known.Count > 0 ? new($"Use one of: {string.Join(", ", known)}.", $"可用：{string.Join("、", known)}。")
        : new("The file has no table.", "文件中没有表。"));

    public static Diagnostic DoesNotFit(SourcePlace place, string text) => Make("S111", place,
        new($"\"{text}\" cannot stand in one cell of a rule file's table.", $"“{text}”不能写进规则文件表的一格。"),
        new("A cell holds one expression: no | or # outside quotes, every quote and bracket closed.",
            "一格只写一个表达式：引号外不能有 | 或 #，引号和括号要成对。"));

    public static Diagnostic OtherTable(SourcePlace place, string expected, string found) => Make("S113", place,
        new($"The sheet holds {found}, not {expected}.", $"工作表的内容是 {found}，而不是 {expected}。"),
        new("Choose the other file, or correct the name in the second cell.", "请选择另一个文件，或更正第二格中的名称。"));

    public static Diagnostic OneOfSeveral(string file, IEnumerable<string> names) => Make("S114", new(file, 1, 1),
        new($"The file has no decision with one decision table to take: {Names(names)}.", $"文件中没有唯一可用的决策表：{Names(names)}。"),
        new("Say which decision to take.", "请指明要读取的决策。"));

    public static Diagnostic LeftOut(SourcePlace place, LocalText what) => new("S115", Severity.Warning, place,
        new($"{what.En} has no counterpart in a rule file and was left out.", $"{what.Zh}在规则文件中没有对应，已略去。"),
        new("Look the column through and declare its values by hand.", "请检查该列，并手工声明其取值。"));

    public static Diagnostic Twice(SourcePlace place, string name) => Make("S116", place,
        new($"\"{name}\" stands here twice.", $"“{name}”出现了两次。"), new("Delete one of the rows.", "请删除其中一行。"));

    public static Diagnostic NoName(SourcePlace place, string text) => Make("S118", place,
        new($"\"{text}\" is no name.", $"“{text}”不是名称。"),
        new("A name is one word of letters, digits and _, and begins with no digit.", "名称是一个由字母、数字和 _ 组成的词，不以数字开头。"));

    private static string Names(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } text ? text : "-";

    private static Diagnostic Make(string code, SourcePlace place, LocalText message, LocalText next) =>
        new(code, Severity.Error, place, message, next);
}
