using Workflows.Engine.Runs;
using Workflows.Rules;

namespace Workflows.Engine.Activities.Facts;

/// <summary>Writes facts in the burst's own commit, or withdraws one.</summary>
internal sealed class WriteFact : Activity
{
    private const int Most = 100_000;

    public override ActivityDescriptor Descriptor { get; } = new(
        "Workflows.WriteFact", "Facts", new("Write fact", "写入事实"), new("Writes facts, or withdraws one.", "写入事实，或撤回事实。"))
    {
        Inputs =
        [
            Option.Text("FactType", new("Fact type", "事实类型")).Required() with { UiHint = "fact-type-picker" },
            Option.Text("Key", new("Key", "键"), new("Empty: taken from the key field.", "留空则取自键字段。")),
            Option.Text("KeyField", new("Key field", "键字段")).Or("id"),
            Option.Json("Fact", new("Fact", "事实"), new("One fact, or a list of them.", "一个事实，或事实列表。")),
            Option.Flag("Withdraw", new("Withdraw", "撤回")),
        ],
        Outputs = [Option.Gives("Result", "String[]", new("Keys", "键"))],
        Icon = "fact",
    };

    public override void Execute(ActivityContext context)
    {
        var type = context.RequiredText("FactType");
        var facts = context.List("Fact");
        if (facts.Count > Most)
        {
            throw ActivityContext.Fault("E437", new LocalText(
                $"At most {Most} facts are written at once.", $"一次最多写入 {Most} 个事实。"));
        }

        var keys = new List<object?>();
        foreach (var fact in facts.Count == 0 ? [null] : facts)
        {
            var key = KeyOf(context, fact);
            context.WriteFact(type, key, context.Flag("Withdraw") ? null : fact ?? throw NoFact(type));
            keys.Add(key);
        }

        context.Output("Result", keys);
        context.Complete();
    }

    private static string KeyOf(ActivityContext context, object? fact)
    {
        if (context.Text("Key") is { Length: > 0 } key)
        {
            return key;
        }

        var field = context.Text("KeyField") ?? "id";
        var own = RunValues.TryGet(fact, field, out var value) ? RunValues.AsText(value) : null;
        return own is { Length: > 0 } ? own : throw ActivityContext.Fault("E436", new LocalText(
            $"The fact has no key: neither Key is set nor does it have a field {field}.", $"事实没有键：未设置 Key，也没有字段 {field}。"),
            new LocalText("Set the key, or name the field that holds it.", "请设置键，或指明保存键的字段。"));
    }

    private static Exception NoFact(string type) => ActivityContext.Fault(
        "E438", new LocalText($"There is no fact of type {type} to write.", $"没有可写入的 {type} 事实。"),
        new LocalText("Set the fact, or withdraw by key.", "请设置事实，或按键撤回。"));
}
