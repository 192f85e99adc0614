using System.Text.Json;
using Workflows.Host.Facts;
using Workflows.Host.RuleSets;
using Workflows.Rules;
using Workflows.Rules.Facts;
using Workflows.Rules.RuleFiles;

namespace Workflows.Host.Fraud;

/// <summary>What the rule set <c>fraud</c> finds odd in the stored facts now; kept until a fact or the rules change.</summary>
internal sealed class FraudSignals(RuleLibrary library, RuleJudgement judgement, FactStore facts, TimeProvider clock)
{
    private const string RuleSet = "fraud";

    private readonly Dictionary<string, JsonElement> everything = [];
    private readonly Lock starting = new();
    private volatile Judged? last;
    private (long Change, PublishedRuleSet Set, Task<FraudPicture> Picture)? judging;

    /// <summary>How many signals the newest judgement gave; null before the first.</summary>
    public int? KnownCount => last?.Picture.Signals.Count;

    /// <summary>The signals, the strongest first, and the orders whose signals open a case.</summary>
    public async Task<FraudPicture> AllAsync(CancellationToken stop)
    {
        if (library.Find(RuleSet) is not { } set)
        {
            return new([], new HashSet<string>(), []);
        }

        var change = facts.LastChange();
        if (last is { } known && known.Set == set
            && (known.Change == change || !facts.HasChangedSince(known.Change, set.Program.TypesLookedAt)))
        {
            last = known with { Change = change };
            return known.Picture;
        }

        return await Judging(change, set).WaitAsync(stop);
    }

    // One judgement for all who ask meanwhile; it goes on when one of them no longer waits.
    private Task<FraudPicture> Judging(long change, PublishedRuleSet set)
    {
        lock (starting)
        {
            if (judging is not { } running || running.Change != change || running.Set != set || running.Picture.IsCompleted)
            {
                judging = running = (change, set, Task.Run(() => JudgeAsync(change, set)));
            }

            return running.Picture;
        }
    }

    private async Task<FraudPicture> JudgeAsync(long change, PublishedRuleSet set)
    {
        var judged = new List<RuleFact>();
        var missing = await judgement.LoadAsync(set.Program, RuleJudgement.AllOf(set.Program), judged);
        var outcome = RuleJudgement.Judge(set, judged, everything, clock.GetUtcNow(), CancellationToken.None);
        var signals = outcome.Conclusions.Where(c => c.Fact.FactTypeName is "FraudSignal" or "ListingSignal")
            .OrderByDescending(c => c.Fact["score"] as decimal?).ToList();
        var cases = outcome.Conclusions.Where(c => c.Fact.FactTypeName == "FraudCase").Select(c => c.Fact["orderId"]).OfType<string>();
        var picture = new FraudPicture(signals, cases.ToHashSet(StringComparer.Ordinal),
            missing is null ? outcome.Errors : [missing, .. outcome.Errors]);
        last = new(change, set, picture);
        return picture;
    }

    private sealed record Judged(long Change, PublishedRuleSet Set, FraudPicture Picture);
}

/// <summary>What the rules find odd: signals accuse nobody, and the orders whose signals weigh enough for a person to look at.</summary>
/// <param name="Signals">The signals, the strongest first.</param>
/// <param name="Cases">The orders whose signals open a case.</param>
/// <param name="Errors">Why the judgement did not come to its end; empty when it did.</param>
internal sealed record FraudPicture(
    IReadOnlyList<RuleConclusion> Signals, IReadOnlySet<string> Cases, IReadOnlyList<Diagnostic> Errors)
{
    /// <summary>Whether the signals of what this one is about open a case.</summary>
    public bool IsCase(RuleConclusion signal) => signal.Fact["orderId"] is string order && Cases.Contains(order);
}
