using Workflows.Engine.Definitions;
using Workflows.Engine.Runs;

namespace Workflows.Engine.Activities.Http;

/// <summary>The ways on after a call: one for each expected status code, for others, and for failures.</summary>
internal static class StatusOutcomes
{
    private const string Expected = "ExpectedStatusCodes";
    private const string Unmatched = "Unmatched status code";
    private const string FailedToConnect = "Failed to connect";
    private const string Timeout = "Timeout";

    /// <summary>The option that names the expected codes.</summary>
    public static InputDescriptor Input { get; } = new(Expected, "Int32[]", new("Expected status codes", "预期状态码"))
    {
        UiHint = "dynamic-outcomes", DefaultSyntax = "Object", Default = new List<object?> { 200m },
    };

    /// <summary>Adds the outcomes to a description.</summary>
    public static ActivityDescriptor WithStatusOutcomes(this ActivityDescriptor descriptor) => descriptor with
    {
        Outcomes = ["Done", Unmatched, FailedToConnect, Timeout],
        OutcomesFrom = Expected,
    };

    public static IEnumerable<string> Of(ActivityNode node, ActivityDescriptor descriptor)
    {
        var codes = node.Inputs.TryGetValue(Expected, out var input) && input.IsConstant ? Codes(input.Constant) : [];
        return [.. codes, .. descriptor.Outcomes];
    }

    /// <summary>Takes in the result of the call and goes on.</summary>
    public static void Complete(ActivityContext context, object? result, string output)
    {
        var (outcome, code) = HttpCall.Take(context, result, output);
        switch (outcome)
        {
            case "FailedToConnect":
                context.Complete(FailedToConnect);
                break;
            case Timeout:
                context.Complete(Timeout);
                break;
            default:
                context.Complete([Codes(context.Input(Expected)).Contains(code) ? code : Unmatched, "Done"]);
                break;
        }
    }

    private static IEnumerable<string> Codes(object? value) =>
        (value as IReadOnlyList<object?> ?? [value]).Select(RunValues.AsText).OfType<string>();
}
