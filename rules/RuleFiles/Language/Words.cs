namespace Workflows.Rules.RuleFiles.Language;

/// <summary>The words of rule files with what they mean, in both languages.</summary>
internal static class Words
{
    public static LocalText TypeText { get; } = new("type", "类型");

    public static LocalText ColumnText { get; } = new("column of this table", "本表的列");

    public static LocalText BecauseText { get; } = new("the reason in words: because \"…\" zh \"…\"", "用文字说明理由：because \"…\" zh \"…\"");

    public static IReadOnlyList<(string Word, LocalText Meaning)> Items { get; } =
    [
        ("rules", new("what the file is called: rules name \"Text\" zh \"文字\"", "文件名称：rules 名称 \"Text\" zh \"文字\"")),
        ("use", new("takes in another file: use \"shop.rules\"", "引用另一个文件：use \"shop.rules\"")),
        ("fact", new("declares a fact type with its fields", "声明事实类型及其字段")),
        ("parameter", new("a figure that operations may change", "运营可以修改的数值")),
        ("rule", new("what must hold, and what follows", "条件与结论")),
        ("table", new("a decision table", "决策表")),
        ("test", new("proves the rules: given facts, expected conclusions", "验证规则：给定事实，预期结论")),
    ];

    public static IReadOnlyList<(string Word, LocalText Meaning)> Clauses { get; } =
    [
        ("key", new("part of what identifies a fact", "主键的一部分")),
        ("in", new("allowed range: in [0..100]", "允许范围：in [0..100]")),
        ("one of", new("allowed values: one of \"a\", \"b\"", "允许的值：one of \"a\", \"b\"")),
        ("unit", new("what a number counts: unit \"yuan\"", "数值的单位：unit \"yuan\"")),
        ("concluded", new("rules make such facts", "由规则推出的事实")),
    ];

    public static IReadOnlyList<(string Word, LocalText Meaning)> Policies { get; } =
    [
        ("unique", new("at most one row matches", "最多一行匹配")),
        ("first", new("the first row that matches", "第一行匹配的")),
        ("any", new("rows that match must agree", "匹配的行结果必须相同")),
        ("priority", new("the row whose result stands first among the allowed values", "结果在允许值中最靠前的行")),
        ("rule order", new("all rows that match, in their order", "所有匹配的行，按行序")),
        ("output order", new("all rows that match, by the allowed values' order", "所有匹配的行，按允许值的顺序")),
        ("collect", new("all rows that match", "所有匹配的行")),
        ("collect sum", new("the sum over the rows that match", "匹配行的合计")),
        ("collect count", new("how many rows match", "匹配的行数")),
        ("collect min", new("the least over the rows that match", "匹配行中最小的")),
        ("collect max", new("the greatest over the rows that match", "匹配行中最大的")),
    ];

    public static IReadOnlyList<(string Word, LocalText Meaning)> RuleParts { get; } =
    [
        ("tags", new("words to find the rule by", "便于查找的标签")),
        ("priority", new("higher fires first", "数值大的先执行")),
        ("from", new("the moment it takes effect", "生效时间")),
        ("until", new("the moment it ends", "失效时间")),
        ("when", new("what must hold", "条件")),
        ("then", new("what follows", "结论")),
    ];

    public static IReadOnlyList<(string Word, LocalText Meaning)> Conditions { get; } =
    [
        ("there is a", new("such a fact exists", "存在这样的事实")),
        ("there is no", new("no such fact exists", "不存在这样的事实")),
        ("all", new("every such fact has something: all Order where … have …", "所有这样的事实都满足：all Order where … have …")),
        ("let", new("names a value: let n be count(ring)", "给值命名：let n be count(ring)")),
        ("not", new("a block below that holds for no facts", "下面的条件块对任何事实都不成立")),
        ("exists", new("a block below that holds for some facts", "下面的条件块对某些事实成立")),
        ("for all", new("a block below, and with have a block that holds for each of them", "对下面条件块的每一组事实，have 块都成立")),
        ("either", new("alternatives, parted by or", "多个分支，用 or 分开")),
    ];

    public static IReadOnlyList<(string Word, LocalText Meaning)> AfterIs { get; } =
    [
        ("a", new("one fact after the other", "逐个事实")),
        ("an", new("one fact after the other", "逐个事实")),
        ("every", new("all such facts as a list, or grouped by a key", "所有这样的事实，组成列表或分组")),
        ("count over", new("how many such facts there are", "这样的事实有多少")),
        ("sum of", new("the sum of a value: sum of amount over Order", "某值之和：sum of amount over Order")),
        ("min of", new("the least value", "最小值")),
        ("max of", new("the greatest value", "最大值")),
        ("average of", new("the mean value", "平均值")),
        ("distinct of", new("the different values", "不同的值")),
    ];

    public static IReadOnlyList<(string Word, LocalText Meaning)> Actions { get; } =
    [
        ("conclude", new("a fact that holds as long as the conditions do", "条件成立期间有效的结论")),
        ("for each", new("once for each member of a list", "对列表中的每一个")),
        ("raise event", new("asks for an event", "请求触发事件")),
        ("start workflow", new("asks for a workflow to be started", "请求启动流程")),
        ("notify", new("asks for somebody to be told", "请求通知某人")),
    ];

    public static IReadOnlyList<(string Word, LocalText Meaning)> TestParts { get; } =
    [
        ("at", new("the moment that the rules take for now", "规则所认为的当前时间")),
        ("parameter", new("another value for a parameter: parameter p = 5", "参数的另一个值：parameter p = 5")),
        ("given", new("facts: given 5 Order id \"O{n}\", amount 10", "给定事实：given 5 Order id \"O{n}\", amount 10")),
        ("expect", new("what must come out: expect 5 Signal kind \"ring\"", "预期结果：expect 5 Signal kind \"ring\"")),
    ];

    public static IReadOnlyList<(string Word, LocalText Meaning)> ExpectParts { get; } =
    [
        ("no", new("none of them", "一个也没有")),
        ("event", new("an event that is asked for", "请求触发的事件")),
        ("workflow", new("a workflow that is to be started", "请求启动的流程")),
        ("notify", new("somebody who is to be told", "请求通知的人")),
    ];

    public static IReadOnlyList<(string Word, LocalText Meaning)> Expressions { get; } =
    [
        ("and", new("both hold", "并且")),
        ("or", new("one of them holds", "或者")),
        ("in", new("lies in a range or list", "在范围或列表中")),
        ("between", new("lies between two values", "在两个值之间")),
        ("if", new("if … then … else …", "如果……那么……否则……")),
        ("some", new("some x in list satisfies …", "列表中某个满足……")),
        ("every", new("every x in list satisfies …", "列表中每个满足……")),
        ("for", new("for x in list return …", "对列表中每个求值")),
        ("where", new("which facts are meant", "限定哪些事实")),
    ];
}
