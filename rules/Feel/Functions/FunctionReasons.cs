namespace Workflows.Rules.Feel.Functions;

/// <summary>Why a built-in function gives null.</summary>
internal static class FunctionReasons
{
    public static LocalText NoResult { get; } = new("There is no such number.", "不存在这样的数值。");

    public static LocalText NotRead { get; } = new("The text cannot be read as such a value.", "文本无法读作该类型的值。");

    public static LocalText NotComparable { get; } = new("The values cannot be compared.", "这些值不能比较。");

    public static LocalText NotNumbers { get; } = new("The list holds something other than numbers.", "列表中含有非数值。");

    public static LocalText NotBooleans { get; } = new("The list holds something other than true and false.", "列表中含有非布尔值。");

    public static LocalText NotTexts { get; } = new("The list holds something other than texts.", "列表中含有非文本。");

    public static LocalText Empty { get; } = new("The list is empty.", "列表为空。");

    public static LocalText Outside { get; } = new("The position lies outside of the list or text.", "位置超出范围。");

    public static LocalText Pattern { get; } = new("The pattern, its flags or the replacement is not valid.", "正则表达式、标志或替换文本无效。");

    public static LocalText Slow { get; } = new("Matching took too long.", "匹配耗时过长。");

    public static LocalText NotEntries { get; } = new("Entries need a text key, once each, and a value.", "每个条目需要唯一的文本键和值。");

    public static LocalText NoKey { get; } = new("A key is missing or leads to no context.", "键缺失，或所指不是上下文。");

    public static LocalText NotBoolean { get; } = new("The function must give true or false.", "该函数必须返回 true 或 false。");

    public static LocalText TooLarge { get; } = new("The result would be too large.", "结果过大。");
}
