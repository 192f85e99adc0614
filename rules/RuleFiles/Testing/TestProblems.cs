using Workflows.Rules.Facts;
using Workflows.Rules.RuleFiles.Checking;

namespace Workflows.Rules.RuleFiles.Testing;

/// <summary>How a failed test is told, in both languages.</summary>
internal static class TestProblems
{
    public static Diagnostic Count(BoundTest test, BoundExpectCount expected, int found, int all, LocalText? because)
    {
        var wanted = expected.Count switch { null => "at least 1", 0 => "no", var count => $"{count}" };
        var wantedZh = expected.Count switch { null => "至少 1 个", 0 => "没有", var count => $" {count} 个" };
        var (fields, more) = (expected.Fields.Count > 0 ? " of that kind" : string.Empty, all > found ? $" ({all} in all)" : string.Empty);
        return Make(test, expected,
            new($"expected {wanted} {expected.Name}{fields}, got {found}{more}.",
                $"预期{wantedZh} {expected.Name}，得到 {found} 个{(all > found ? $"（共 {all} 个）" : string.Empty)}。"),
            because);
    }

    public static Diagnostic NotTrue(BoundTest test, BoundExpectTrue expected, object? value, string values) => Make(test, expected,
        new($"expected {expected.Condition.Text}, but it is {(value is null ? "null" : FactText.Of(value))}.",
            $"预期 {expected.Condition.Text}，但结果是 {(value is null ? "null" : FactText.Of(value))}。"),
        values.Length == 0 ? null : new LocalText($"Because {values}.", $"因为 {values}。"));

    public static Diagnostic Failed(BoundTest test, LocalText message) => new("R403", Severity.Error, test.Place,
        new($"Test \"{test.Name.En}\" fails: {message.En}", $"测试“{test.Name.For("zh")}”失败：{message.For("zh")}"),
        new("Look at the rule that is named.", "请查看所指的规则。"));

    public static Diagnostic WrongGiven(BoundTest test, BoundGiven given, FactField field, object? value) => new(
        "R404", Severity.Error, given.Place,
        new($"Test \"{test.Name.En}\" fails: {given.Type.Name} cannot have {field.Name} = {(value is null ? "null" : FactText.Of(value))}.",
            $"测试“{test.Name.For("zh")}”失败：{given.Type.Name} 的 {field.Name} 不能是 {(value is null ? "null" : FactText.Of(value))}。"),
        field.Allowed is null
            ? new($"Give a {field.Type.Name}.", $"请给出 {field.Type.Name}。")
            : new($"Allowed: {field.Allowed.Words.En}.", $"允许的值：{field.Allowed.Words.For("zh")}。"));

    public static LocalText Because(string rule, LocalText text) =>
        new($"Because rule {rule}: {text.En.TrimEnd('.')}.", $"因为规则 {rule}：{text.For("zh").TrimEnd('。')}。");

    public static LocalText NoRule(string type) => new($"No rule concludes {type}.", $"没有规则推出 {type}。");

    public static LocalText Other(RuleFact fact)
    {
        var fields = fact.FactType.Fields.Select((f, i) => (f.Name, Value: fact[i])).Where(f => f.Value is not null).Take(6)
            .Select(f => $"{f.Name} {(f.Value is string text ? $"\"{text}\"" : FactText.Of(f.Value))}");
        var told = string.Join(", ", fields);
        return new($"There is one with {told}.", $"有一个是 {told}。");
    }

    private static Diagnostic Make(BoundTest test, BoundExpect expected, LocalText message, LocalText? because) => new(
        "R401", Severity.Error, expected.Place,
        new($"Test \"{test.Name.En}\" fails: {message.En}", $"测试“{test.Name.For("zh")}”失败：{message.For("zh")}"),
        because ?? new("Mend the rule, or what the test expects.", "请修改规则，或修改测试的预期。"));
}
