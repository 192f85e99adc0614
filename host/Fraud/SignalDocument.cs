using Workflows.Rules;
using Workflows.Rules.Facts;
using Workflows.Rules.RuleFiles;

namespace Workflows.Host.Fraud;

/// <summary>A fact that a signal rests on.</summary>
internal sealed record SignalFact(string Type, string? Key);

/// <summary>A signal as it is exported.</summary>
/// <param name="Kind">What was seen.</param>
/// <param name="Subject">The order or the goods it is about.</param>
/// <param name="Score">Its weight.</param>
/// <param name="IsCase">Whether the signals of its subject together open a case for a person.</param>
/// <param name="Rule">The rule that gives it.</param>
/// <param name="Version">The version of the rule set.</param>
/// <param name="Facts">What it rests on, the subject first.</param>
/// <param name="Reason">Why, in words.</param>
internal sealed record SignalDocument(
    string Kind,
    string? Subject,
    decimal Score,
    bool IsCase,
    string Rule,
    string Version,
    IReadOnlyList<SignalFact> Facts,
    LocalText Reason)
{
    private const int MostFacts = 200;

    public static SignalDocument Of(RuleConclusion signal, bool isCase)
    {
        var fact = signal.Fact;
        var subject = fact["orderId"] is string order ? new SignalFact("Order", order) : new SignalFact("Listing", fact["sku"] as string);
        var reason = signal.Reasons[0];
        var behind = reason.Evidence.SelectMany(evidence => FactsOf(evidence.Value)).Prepend(subject).Distinct().Take(MostFacts);
        return new(
            fact["kind"] as string ?? fact.FactTypeName, subject.Key, fact["score"] as decimal? ?? 0, isCase, reason.Rule, reason.Version,
            [.. behind], reason.Text);
    }

    private static IEnumerable<SignalFact> FactsOf(object? value) => value switch
    {
        RuleFact fact => [new SignalFact(fact.FactTypeName, fact.Key)],
        IReadOnlyList<object?> list => list.SelectMany(FactsOf),
        _ => [],
    };
}
