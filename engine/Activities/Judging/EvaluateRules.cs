using Workflows.Engine.Ports;
using Workflows.Engine.Runs;
using Workflows.Rules;

namespace Workflows.Engine.Activities.Judging;

/// <summary>
/// Judges facts by a rule set. The answer is a context with <c>conclusions</c> (each with <c>type</c>, <c>key</c>, <c>fact</c>,
/// <c>rule</c>, <c>reason</c>) and <c>effects</c> (each with <c>verb</c>, <c>target</c>, <c>fields</c>, <c>rule</c>).
/// </summary>
internal sealed class EvaluateRules : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new(
        "Workflows.EvaluateRules", "Rules", new("Evaluate rules", "执行规则"),
        new("Judges facts by a rule set and gives its conclusions and effects.", "用规则集判断事实，给出结论与动作。"))
    {
        Inputs =
        [
            Option.Text("RuleSet", new("Rule set", "规则集")).Required() with { UiHint = "rule-set-picker" },
            Option.Json("Facts", new("Facts", "事实"), new("By type: {\"Order\": [{…}]}.", "按类型给出：{\"Order\": [{…}]}。")),
            Option.Items("Load", new("Stored facts", "已存事实"), new(
                "Types, or {type, where, limit}, to judge with them.", "要一并判断的类型，或 {type, where, limit}。")),
            Option.Json("Parameters", new("Parameters", "参数"), new("Stand in for those of the rule set.", "替换规则集自身的参数。")),
            Option.Texts("Only", new("Only these conclusions", "只取这些结论"), new(
                "Types; empty: all that the rules conclude.", "结论类型；留空则取全部结论。")),
            Option.Flag("KeepConclusions", new("Keep conclusions", "保存结论"), new(
                "Writes each concluded fact into the fact store.", "将每个结论写入事实库。")),
        ],
        Outputs =
        [
            Option.Gives("Result", "Object", new("Answer", "结果")),
            Option.Gives("Conclusions", "Object[]", new("Conclusions", "结论")),
            Option.Gives("Effects", "Object[]", new("Effects", "动作")),
            Option.Gives("Evidence", "Object", new("Reasons", "依据")),
        ],
        Icon = "rules",
    };

    public override void Execute(ActivityContext context) => context.Ask(new EvaluateRulesQuery(
        context.RequiredText("RuleSet"),
        FactOptions.Facts(context.Input("Facts")),
        FactOptions.Queries(context.List("Load")),
        FactOptions.Members(context.Input("Parameters")),
        context.Now)
    {
        Wanted = context.Texts("Only"),
    });

    public override void Answered(ActivityContext context, string tag, QueryAnswer answer)
    {
        var value = FactOptions.ValueOf(answer);
        var conclusions = FactOptions.Part(value, "conclusions") as IReadOnlyList<object?> ?? [];
        context.Output("Result", value);
        context.Output("Conclusions", conclusions);
        context.Output("Effects", FactOptions.Part(value, "effects") ?? new List<object?>());
        context.Output("Evidence", answer.Evidence is { } evidence ? RunValues.FromJson(evidence) : null);
        if (context.Flag("KeepConclusions"))
        {
            Keep(context, conclusions);
        }

        context.Complete();
    }

    private static void Keep(ActivityContext context, IReadOnlyList<object?> conclusions)
    {
        foreach (var conclusion in conclusions)
        {
            var type = RunValues.AsText(FactOptions.Part(conclusion, "type"));
            var key = RunValues.AsText(FactOptions.Part(conclusion, "key"));
            if (string.IsNullOrEmpty(type) || string.IsNullOrEmpty(key))
            {
                throw ActivityContext.Fault("E436", new LocalText(
                    $"A conclusion of type {type} has no key and cannot be kept.", $"类型 {type} 的结论没有键，无法保存。"),
                    new LocalText("Declare a key field in its fact type.", "请在事实类型中声明键字段。"));
            }

            context.WriteFact(type, key, FactOptions.Part(conclusion, "fact"));
        }
    }
}
