using System.Text;
using System.Text.Json;
using Workflows.Engine.Activities.Judging;
using Workflows.Engine.Definitions;
using Workflows.Engine.Ports;
using Workflows.Engine.Runs;
using Workflows.Rules.Feel;

namespace Workflows.Engine.Activities.Facts;

/// <summary>
/// Waits until a fact is written, or starts a run on each. It is found by what <see cref="FactWaits"/> says; what comes is a context with
/// <c>type</c>, <c>key</c> and <c>fact</c>. A fact that does not have the wanted fields is let pass.
/// </summary>
internal sealed class WaitForFact : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new(
        "Workflows.WaitForFact", "Facts", new("Wait for fact", "等待事实"),
        new("Waits until a fact is written, or starts a run on it.", "等待事实写入，或由其启动流程。"))
    {
        Inputs =
        [
            Option.Text("FactType", new("Fact type", "事实类型")).Required() with { UiHint = "fact-type-picker" },
            Option.Text("Key", new("Key", "键"), new("Empty: any fact of the type.", "留空则为该类型的任意事实。")),
            Option.Json("Where", new("With these fields", "字段条件"), new("Fields that must equal.", "必须相等的字段。")),
            Option.Flag("AcceptStored", new("Take a stored one", "接受已有事实"), new(
                "Goes on at once if such a fact is there already.", "若已有符合的事实则立即继续。")),
        ],
        Outputs =
        [
            Option.Gives("Result", "Object", new("Fact", "事实")),
            Option.Gives("Key", "String", new("Key", "键")),
        ],
        IsTrigger = true,
        Waits = true,
        Icon = "fact",
    };

    public override void Execute(ActivityContext context)
    {
        if (!context.Flag("AcceptStored"))
        {
            Wait(context);
            return;
        }

        var where = new Dictionary<string, JsonElement>(FactOptions.Members(context.Input("Where")));
        context.Ask(new ReadFactsQuery(new FactQuery(context.RequiredText("FactType"), where, 1) { Key = OneKey(context) }));
    }

    public override void Answered(ActivityContext context, string tag, QueryAnswer answer)
    {
        if (FactOptions.ValueOf(answer) is IReadOnlyList<object?> { Count: > 0 } facts)
        {
            context.Output("Result", facts[0]);
            if (OneKey(context) is { } key)
            {
                context.Output("Key", key);
            }

            context.Complete();
        }
        else
        {
            Wait(context);
        }
    }

    public override void Resumed(ActivityContext context, Resumption resumption)
    {
        var fact = FactOptions.Part(resumption.Payload, "fact") ?? resumption.Payload;
        if (!Has(fact, context.Input("Where")))
        {
            Wait(context);
            return;
        }

        context.Output("Result", fact);
        context.Output("Key", FactOptions.Part(resumption.Payload, "key"));
        context.Complete();
    }

    public override IEnumerable<TriggerDraft> Triggers(TriggerContext context) =>
        context.Text("FactType") is { Length: > 0 } type
            ? [new TriggerDraft("fact", FactWaits.KeyFor(type, context.Text("Key")), Settings(context.Input("Where")))]
            : [];

    /// <summary>Whether a fact has the fields that a trigger wants; one that does not must start nothing.</summary>
    public static bool Wants(string? settings, object? fact) =>
        settings is null || Has(fact, RunValues.FromJson(JsonElement.Parse(settings)));

    private static string? Settings(object? where) =>
        RunValues.Members(where).Any() ? Encoding.UTF8.GetString(RunValueCodec.EncodePlain(where)) : null;

    private static bool Has(object? fact, object? where) => RunValues.Members(where).All(w =>
        RunValues.TryGet(fact, w.Key, out var value) && FeelValues.AreEqual(value, w.Value) == true);

    private static string? OneKey(ActivityContext context) => context.Text("Key") is { Length: > 0 } key ? key : null;

    private static void Wait(ActivityContext context) =>
        context.Wait("fact", FactWaits.KeyFor(context.RequiredText("FactType"), context.Text("Key"), context.Input("Where")));
}
