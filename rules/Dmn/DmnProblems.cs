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

    public static Diagnostic TwiceId(SourcePlace place, string id) => new("D107", Severity.Error, place,
        new LocalText($"Two elements have the id {id}.", $"两个元素的 id 都是 {id}。"),
        new LocalText("Give each element an id of its own.", "请为每个元素设置唯一的 id。"));

    public static Diagnostic TwiceName(SourcePlace place, string name) => new("D108", Severity.Error, place,
        new LocalText($"Two elements have the name {name}.", $"两个元素的名称都是 {name}。"),
        new LocalText("Rename one of them.", "请重命名其中一个。"));

    public static Diagnostic NoElement(SourcePlace place, string reference) => new("D109", Severity.Error, place,
        new LocalText($"Nothing has the id {reference} that is referred to.", $"引用的 id {reference} 不存在。"),
        new LocalText("Draw the requirement again, or load the file that holds the element.", "请重新连接该需求，或加载包含该元素的文件。"));

    public static Diagnostic Cycle(SourcePlace place, string decision, string required) => new("D110", Severity.Error, place,
        new LocalText($"{decision} requires {required}, which requires {decision} again.", $"{decision} 需要 {required}，而后者又需要 {decision}。"),
        new LocalText("Take one of the requirements away.", "请去掉其中一个需求。"));

    public static Diagnostic NoType(SourcePlace place, string name) => new("D111", Severity.Error, place,
        new LocalText($"There is no type {name}.", $"不存在类型 {name}。"),
        new LocalText("Use a type of FEEL, or declare an item definition of that name.", "请使用 FEEL 的类型，或声明该名称的 itemDefinition。"));

    public static Diagnostic NoImport(SourcePlace place, string space) => new("D112", Severity.Error, place,
        new LocalText($"No file has the namespace {space} that is imported.", $"没有文件的命名空间是被导入的 {space}。"),
        new LocalText("Load the imported file together with this one.", "请把被导入的文件一起加载。"));

    public static Diagnostic NotFeel(SourcePlace place, string language) => new("D113", Severity.Error, place,
        new LocalText($"The expression is written in {language}, which is not FEEL.", $"表达式使用的是 {language}，而不是 FEEL。"),
        new LocalText("Write it in FEEL.", "请改用 FEEL 编写。"));

    public static Diagnostic NoOutputName(SourcePlace place) => new("D114", Severity.Error, place,
        new LocalText("A decision table with several outputs has one without a name.", "有多个输出列的决策表中，某一列没有名称。"),
        new LocalText("Give each output a name.", "请为每个输出列命名。"));

    public static Diagnostic NoPolicy(SourcePlace place, string name) => new("D115", Severity.Error, place,
        new LocalText($"{name} is no hit policy or aggregation.", $"{name} 不是命中策略或汇总方式。"),
        new LocalText("Use UNIQUE, FIRST, PRIORITY, ANY, COLLECT, RULE ORDER or OUTPUT ORDER; aggregate with SUM, MIN, MAX or COUNT.",
            "请使用 UNIQUE、FIRST、PRIORITY、ANY、COLLECT、RULE ORDER 或 OUTPUT ORDER；汇总用 SUM、MIN、MAX 或 COUNT。"));

    public static Diagnostic Overlap(SourcePlace place, int first, int second, string example) => new("D117", Severity.Warning, place,
        new LocalText($"Rows {first} and {second} both match {example}.", $"第 {first} 行和第 {second} 行都匹配 {example}。"),
        new LocalText("A table with the hit policy UNIQUE may match once: narrow one of them, or choose another hit policy.",
            "命中策略为 UNIQUE 的表只能匹配一行：请缩小其中一行的条件，或换一种命中策略。"));

    public static Diagnostic Gap(SourcePlace place, string example) => new("D118", Severity.Info, place,
        new LocalText($"No row matches {example}.", $"没有一行匹配 {example}。"),
        new LocalText("Add a row or a default output.", "请添加一行，或设置默认输出。"));

    public static Diagnostic Hidden(SourcePlace place, int first, int second) => new("D119", Severity.Warning, place,
        new LocalText($"Row {second} is never reached: row {first} takes everything that it would.",
            $"第 {second} 行永远不会用到：第 {first} 行已包含它的全部情况。"),
        new LocalText("Delete it, or move it up.", "请删除它，或把它上移。"));

    public static Diagnostic TableTooLarge(SourcePlace place) => new("D121", Severity.Info, place,
        new LocalText("The table is too large to look through all its rows for overlaps and gaps.", "表太大，无法检查所有行的重叠和遗漏。"),
        new LocalText("Divide it, or test what it must decide.", "请拆分它，或为重要的决策写测试。"));

    public static Diagnostic NoLogic(SourcePlace place, string name) => new("D116", Severity.Warning, place,
        new LocalText($"{name} has no expression, so that it gives null.", $"{name} 没有表达式，结果为 null。"),
        new LocalText("Give it an expression.", "请为其填写表达式。"));
}
