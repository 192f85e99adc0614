using Workflows.Rules;
using Workflows.Rules.Facts;

namespace Workflows.Host.Facts.Import;

/// <summary>What can be wrong with a file that is brought in.</summary>
internal static class ImportProblems
{
    public static Diagnostic UnknownColumn(SourcePlace place, string column, FactType type) => new("K201", Severity.Error, place,
        new($"The column \"{column}\" is no field of {type.Name}.", $"列“{column}”不是 {type.Name} 的字段。"),
        new($"Rename or remove it. The fields are: {string.Join(", ", type.Fields.Select(f => f.Name))}.",
            $"请改名或删除该列。字段有：{string.Join("、", type.Fields.Select(f => f.Name))}。"));

    public static Diagnostic MissingColumn(string file, string field, FactType type) => new("K202", Severity.Error, new(file, 1, 1),
        new($"There is no column for {field}, which is part of the key of {type.Name}.", $"缺少 {field} 列，它是 {type.Name} 主键的一部分。"),
        new($"Add the column {field}.", $"请添加列 {field}。"));

    public static Diagnostic WrongCellCount(SourcePlace place, int found, int expected) => new("K203", Severity.Error, place,
        new($"The row has {found} cells, the header {expected}.", $"该行有 {found} 个单元格，表头有 {expected} 个。"),
        new("Look for a missing comma, or a comma in a text without quotation marks.", "请检查是否漏了逗号，或文本中的逗号没有加引号。"));

    public static Diagnostic NotUtf8(SourcePlace place) => new("K204", Severity.Error, place,
        new("The text is not UTF-8.", "文本不是 UTF-8 编码。"),
        new("Save the file as \"CSV UTF-8\".", "请将文件另存为“CSV UTF-8”。"));

    public static Diagnostic KeyTwice(SourcePlace place, string key, int line) => new("K205", Severity.Error, place,
        new($"The key {key} is in line {line} already, with other values.", $"主键 {key} 已在第 {line} 行出现，且内容不同。"),
        new("Keep one of the two rows.", "请只保留其中一行。"));

    public static Diagnostic UnknownType(string file, string type) => new("K206", Severity.Error, new(file, 0, 0),
        new($"No rule set declares the fact type {type}.", $"没有规则集声明事实类型 {type}。"),
        new("Publish the rule file that declares it, or mend the mapping of files to types.", "请发布声明它的规则文件，或修正文件与类型的对应关系。"));

    public static Diagnostic NothingToImport(string folder) => new("K207", Severity.Error, new(folder, 0, 0),
        new("None of the files in the folder is known.", "该文件夹中没有可识别的文件。"),
        new("The files are named in Facts/import.json of the pack.", "可识别的文件名见业务包中的 Facts/import.json。"));
}
