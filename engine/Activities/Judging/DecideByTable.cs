using Workflows.Engine.Definitions;
using Workflows.Engine.Ports;
using Workflows.Engine.Runs;

namespace Workflows.Engine.Activities.Judging;

/// <summary>
/// Decides by a table of a rule set. The answer is a context with <c>outputs</c> (null when no row fits) and <c>rows</c>, the rows that
/// fitted.
/// </summary>
internal sealed class DecideByTable : Activity
{
    private const string NoRow = "No row";

    public override ActivityDescriptor Descriptor { get; } = new(
        "Workflows.DecideByTable", "Rules", new("Decide by table", "决策表"), new("Decides by a decision table.", "按决策表作出决定。"))
    {
        Inputs =
        [
            Option.Text("RuleSet", new("Rule set", "规则集")).Required() with { UiHint = "rule-set-picker" },
            Option.Text("Table", new("Table", "决策表")).Required() with { UiHint = "table-picker" },
            Option.Json("Inputs", new("Inputs", "输入"), new("A value for each input column.", "每个输入列对应一个值。")).Required(),
            Option.Flag("ExposeNoRowOutcome", new("Outcome when no row fits", "无匹配行时走单独分支")).Plain(),
        ],
        Outputs =
        [
            Option.Gives("Result", "Object", new("Decision", "决定")),
            Option.Gives("Rows", "Object[]", new("Rows that fitted", "匹配的行")),
            Option.Gives("Found", "Boolean", new("A row fits", "有匹配行")),
            Option.Gives("Evidence", "Object", new("Reasons", "依据")),
        ],
        Icon = "table",
    };

    public override IEnumerable<string> OutcomesOf(ActivityNode node) => HasNoRow(node) ? ["Done", NoRow] : ["Done"];

    public override void Execute(ActivityContext context) => context.Ask(new DecideTableQuery(
        context.RequiredText("RuleSet"), context.RequiredText("Table"), FactOptions.Members(context.Input("Inputs")), context.Now));

    public override void Answered(ActivityContext context, string tag, QueryAnswer answer)
    {
        var value = FactOptions.ValueOf(answer);
        var outputs = FactOptions.Part(value, "outputs");
        context.Output("Result", outputs);
        context.Output("Rows", FactOptions.Part(value, "rows") ?? new List<object?>());
        context.Output("Found", outputs is not null);
        context.Output("Evidence", answer.Evidence is { } evidence ? RunValues.FromJson(evidence) : null);
        context.Complete(outputs is null && HasNoRow(context.Node) ? NoRow : "Done");
    }

    private static bool HasNoRow(ActivityNode node) => node.Element["exposeNoRowOutcome"]?.AsFlag() == true;
}
