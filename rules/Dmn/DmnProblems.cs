namespace Workflows.Rules.Dmn;

/// <summary>What can be wrong with a DMN file before its expressions are looked at.</summary>
internal static class DmnProblems
{
    public static Diagnostic NotXml(SourcePlace place) => new("D101", Severity.Error, place,
        new LocalText("The file is not well-formed XML, or it has a document type.", "文件不是格式正确的 XML，或含有文档类型声明。"),
        new LocalText("Export it again as DMN 1.1 to 1.5, without DOCTYPE.", "请重新导出为 DMN 1.1 至 1.5，且不带 DOCTYPE。"));

    public static Diagnostic TooLarge(string file, int most) => new("D102", Severity.Error, new SourcePlace(file, 1, 1),
        new LocalText($"The file is longer than {most} characters.", $"文件超过 {most} 个字符。"),
        new LocalText("Split it and import the parts.", "请拆分文件并用导入组合。"));

    public static Diagnostic TooDeep(SourcePlace place, int most) => new("D103", Severity.Error, place,
        new LocalText($"Elements are nested more than {most} deep.", $"元素嵌套超过 {most} 层。"),
        new LocalText("Give inner expressions a decision of their own.", "请把内层表达式拆成单独的决策。"));

    public static Diagnostic NotDmn(SourcePlace place, string name) => new("D104", Severity.Error, place,
        new LocalText($"A DMN file begins with the element definitions, not with {name}.", $"DMN 文件应以 definitions 元素开始，而不是 {name}。"),
        new LocalText("Choose a .dmn file of DMN 1.1 to 1.5.", "请选择 DMN 1.1 至 1.5 的 .dmn 文件。"));

    public static Diagnostic NoName(SourcePlace place, string element) => new("D105", Severity.Error, place,
        new LocalText($"This {element} has no name.", $"此 {element} 没有名称。"),
        new LocalText("Give it the attribute name.", "请填写 name 属性。"));

    public static Diagnostic CellCount(SourcePlace place, int found, int columns) => new("D106", Severity.Error, place,
        new LocalText($"The row has {found} cells for {columns} columns.", $"该行有 {found} 个单元格，但有 {columns} 列。"),
        new LocalText("Give the row one cell for each column; - stands for any value.", "每列填写一个单元格；- 表示任意值。"));
}
