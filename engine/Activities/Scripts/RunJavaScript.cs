using System.Text.Json;
using Workflows.Engine.Definitions;
using Workflows.Engine.Expressions.JavaScript;
using Workflows.Engine.Runs;

namespace Workflows.Engine.Activities.Scripts;

/// <summary>Runs a script, which may set variables and choose the outcomes with <c>setOutcome</c>.</summary>
internal sealed class RunJavaScript : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new(
        "Elsa.RunJavaScript", "Scripting", new("Run JavaScript", "运行 JavaScript"), new("Runs a script.", "运行一段脚本。"))
    {
        Inputs =
        [
            Option.LongText("Script", new("Script", "脚本")).Required() with { UiHint = "code-editor" },
            Option.Texts("PossibleOutcomes", new("Possible outcomes", "可能的结果")) with { UiHint = "dynamic-outcomes" },
        ],
        Outputs = [Option.Gives("Result", "Object", new("Result", "结果"))],
        OutcomesFrom = "PossibleOutcomes",
        Icon = "code",
    };

    public override IEnumerable<string> OutcomesOf(ActivityNode node)
    {
        var own = node.Inputs.TryGetValue("PossibleOutcomes", out var input) ? input.Constant as IReadOnlyList<object?> : null;
        return [.. (own ?? []).Select(RunValues.AsText).OfType<string>(), "Done"];
    }

    // The text of the script is a literal; it is made ready here, once.
    public override object? Plan(PlanContext context)
    {
        var part = context.Node.Element["script"];
        var text = part?.Kind == JsonValueKind.Object ? part["expression"]?["value"] ?? part["value"] : part;
        if (text is null)
        {
            return null;
        }

        var language = new JsonPart(JsonValueKind.String, -1, "JavaScript");
        return context.Expression(
            new JsonPart(JsonValueKind.Object, text.Offset) { Members = [new("type", language), new("value", text)] }, "Object");
    }

    public override void Execute(ActivityContext context)
    {
        var result = context.Node.Plan switch
        {
            ScriptExpression script => script.Run(context),
            Expressions.CompiledExpression other => new ScriptResult(other.Evaluate(context), null),
            _ => default,
        };
        context.Output("Result", result.Value);
        context.Complete(result.Outcomes ?? Outcomes.Done);
    }
}
