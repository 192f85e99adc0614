using Workflows.Engine.Activities.Judging;
using Workflows.Engine.Ports;

namespace Workflows.Engine.Activities.Facts;

/// <summary>Reads stored facts into the run: all of a type whose fields equal the wanted ones.</summary>
internal sealed class ReadFacts : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new(
        "Workflows.ReadFacts", "Facts", new("Read facts", "读取事实"), new("Reads stored facts.", "读取已存的事实。"))
    {
        Inputs =
        [
            Option.Text("FactType", new("Fact type", "事实类型")).Required() with { UiHint = "fact-type-picker" },
            Option.Json("Where", new("With these fields", "字段条件"), new("Fields that must equal.", "必须相等的字段。")),
            Option.Whole("Limit", new("At most", "最多条数")).Or(1000m),
        ],
        Outputs =
        [
            Option.Gives("Result", "Object[]", new("Facts", "事实列表")),
            Option.Gives("First", "Object", new("First fact", "首个事实")),
        ],
        Icon = "fact",
    };

    public override void Execute(ActivityContext context) => context.Ask(new ReadFactsQuery(new FactQuery(
        context.RequiredText("FactType"),
        FactOptions.Members(context.Input("Where")),
        (int)Math.Clamp(context.Number("Limit") ?? 1000m, 0m, 1_000_000m))));

    public override void Answered(ActivityContext context, string tag, QueryAnswer answer)
    {
        var facts = FactOptions.ValueOf(answer) as IReadOnlyList<object?> ?? [];
        context.Output("Result", facts);
        context.Output("First", facts.Count > 0 ? facts[0] : null);
        context.Complete();
    }
}
