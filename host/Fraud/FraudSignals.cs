using System.Text.Json;
using Workflows.Host.Facts;
using Workflows.Host.Problems;
using Workflows.Host.RuleSets;
using Workflows.Rules;
using Workflows.Rules.Facts;
using Workflows.Rules.RuleFiles;

namespace Workflows.Host.Fraud;

/// <summary>
/// What the rule set <c>fraud</c> finds odd in the stored facts now; kept until a fact or the rules change. The rules stay at work on the
/// facts while somebody asks now and then, so that a changed fact costs what it touches.
/// </summary>
internal sealed class FraudSignals : IDisposable
{
    private const string RuleSet = "fraud";

    // With more changes than this, beginning anew is as fast.
    private const int MostChanges = 5_000;

    private static readonly TimeSpan KeptUnasked = TimeSpan.FromMinutes(10);

    private readonly RuleLibrary library;
    private readonly RuleJudgement judgement;
    private readonly FactStore facts;
    private readonly TimeProvider clock;
    private readonly ITimer tidying;
    private readonly Lock starting = new();
    private volatile Judged? last;
    private volatile JudgingUnderWay? underWay;
    private Judging? judging;
    private AtWork? atWork;

    public FraudSignals(RuleLibrary library, RuleJudgement judgement, FactStore facts, TimeProvider clock)
    {
        (this.library, this.judgement, this.facts, this.clock) = (library, judgement, facts, clock);
        tidying = clock.CreateTimer(_ => Tidy(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How many signals the newest judgement gave; null before the first.</summary>
    public int? KnownCount => last?.Picture.Signals.Count;

    /// <summary>The signals, the strongest first, and the orders whose signals open a case; or why nothing can be said of them.</summary>
    public async Task<(FraudPicture? Picture, Problem? Problem)> AllAsync(CancellationToken stop)
    {
        if (library.Find(RuleSet) is not { } set)
        {
            return (null, HostProblems.NotFound("published rule set", RuleSet));
        }

        tidying.Change(KeptUnasked, Timeout.InfiniteTimeSpan);
        var change = facts.LastChange();
        var picture = last is { } known && known.Set == set && known.Change == change
            ? known.Picture
            : await JudgedAt(change, set).WaitAsync(stop);
        return picture.Failure is { } failure ? (null, failure) : (picture, null);
    }

    /// <summary>
    /// What is known without waiting, and when it was so. Where facts or rules have changed since, they are judged meanwhile, and the
    /// answer tells how far that is.
    /// </summary>
    public async Task<(KnownSignals? Known, Problem? Problem)> KnownAsync()
    {
        if (library.Find(RuleSet) is not { } set)
        {
            return (null, HostProblems.NotFound("published rule set", RuleSet));
        }

        var begun = Begun(set);
        if (begun is { IsCompleted: true })
        {
            // One that failed tells why.
            await begun;
        }

        var newest = last;
        if (newest?.Picture.Failure is { } failure)
        {
            return (null, failure);
        }

        return (new(newest?.Picture, newest?.At, begun is { IsCompleted: false } ? underWay ?? new(clock.GetUtcNow(), null) : null), null);
    }

    /// <summary>Has what has changed judged, for who asks next.</summary>
    public void Prepare()
    {
        if (library.Find(RuleSet) is { } set)
        {
            _ = Begun(set);
        }
    }

    public void Dispose()
    {
        tidying.Dispose();
        Tidy();
    }

    // One judgement for all who ask meanwhile; it goes on when one of them no longer waits. The next one begins where it ends.
    private Task<FraudPicture> JudgedAt(long change, PublishedRuleSet set)
    {
        lock (starting)
        {
            if (judging is not { } running || running.Change != change || running.Set != set || running.Picture.IsCompleted)
            {
                var before = judging?.Picture ?? Task.CompletedTask;
                judging = running = new(change, set, Task.Run(() => JudgeAsync(change, set, before)));
            }

            return running.Picture;
        }
    }

    // The judgement that goes on, whichever facts it began with, else a new one, or the last one if it failed; null where all is judged.
    private Task<FraudPicture>? Begun(PublishedRuleSet set)
    {
        tidying.Change(KeptUnasked, Timeout.InfiniteTimeSpan);
        var change = facts.LastChange();
        if (last is { } known && known.Set == set && known.Change == change)
        {
            return null;
        }

        lock (starting)
        {
            if (judging is not { } running || running.Set != set || running.Picture.IsCompletedSuccessfully)
            {
                return JudgedAt(change, set);
            }

            judging = running.Picture.IsCompleted ? null : running;
            return running.Picture;
        }
    }

    private async Task<FraudPicture> JudgeAsync(long change, PublishedRuleSet set, Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var now = clock.GetUtcNow();
        underWay = new(now, null);
        try
        {
            var picture = last is not { } known || known.Set != set || !Follow(set, known.Change, out var touched)
                ? await BeginAsync(set)
                : touched ? PictureOf(atWork!.Judge, []) : known.Picture;
            last = new(change, set, picture, now);
        }
        finally
        {
            underWay = null;
        }

        if (last.Picture.Failure is not null)
        {
            Stop();
        }

        return last.Picture;
    }

    // Tells the rules at work what has changed; false where they have to begin anew.
    private bool Follow(PublishedRuleSet set, long since, out bool touched)
    {
        touched = false;
        if (facts.ChangedSince(since, MostChanges) is not { } changed)
        {
            return false;
        }

        var concerned = changed.Where(fact => set.Program.TypesLookedAt.Contains(fact.Type)).ToHashSet();
        if (concerned.Count == 0)
        {
            return true;
        }

        var now = clock.GetUtcNow();
        if (atWork is not { } open || open.Set != set || now < open.Now)
        {
            return false;
        }

        foreach (var (type, key) in concerned)
        {
            // What was withdrawn, or fits its type no longer, is not known by its key alone to those at work.
            if (facts.Find(type, key) is not { } stored
                || FactJson.Read(set.Program.FactTypes[type], JsonElement.Parse(stored.Json)).Fact is not { } fact)
            {
                return false;
            }

            open.Judge.Put(fact);
        }

        open.Judge.AdvanceTo(now);
        open.Judge.Fire();
        (atWork, touched) = (open with { Now = now }, true);
        return true;
    }

    private async Task<FraudPicture> BeginAsync(PublishedRuleSet set)
    {
        Stop();
        var judged = new List<RuleFact>();
        var missing = await judgement.LoadAsync(set.Program, RuleJudgement.AllOf(set.Program), judged);
        var now = clock.GetUtcNow();
        underWay = new(underWay?.Since ?? now, judged.Count);
        atWork = new(set, set.Program.Open(set.Parameters, now), now);
        atWork.Judge.Put(judged);
        atWork.Judge.Fire();
        return PictureOf(atWork.Judge, missing is null ? [] : [missing]);
    }

    private static FraudPicture PictureOf(RuleJudge judge, IReadOnlyList<Diagnostic> missing)
    {
        var signals = judge.Conclusions("FraudSignal").Concat(judge.Conclusions("ListingSignal"))
            .OrderByDescending(c => c.Fact["score"] as decimal?).ToList();
        var cases = judge.Conclusions("FraudCase").Select(c => c.Fact["orderId"]).OfType<string>();
        return new(signals, cases.ToHashSet(StringComparer.Ordinal), [.. missing, .. judge.Errors]);
    }

    private void Tidy()
    {
        lock (starting)
        {
            if (judging is null || judging.Picture.IsCompleted)
            {
                Stop();
            }
        }
    }

    private void Stop()
    {
        atWork?.Judge.Dispose();
        atWork = null;
    }

    private sealed record Judged(long Change, PublishedRuleSet Set, FraudPicture Picture, DateTimeOffset At);

    private sealed record Judging(long Change, PublishedRuleSet Set, Task<FraudPicture> Picture);

    private sealed record AtWork(PublishedRuleSet Set, RuleJudge Judge, DateTimeOffset Now);
}

/// <summary>What the rules find odd: signals accuse nobody, and the orders whose signals weigh enough for a person to look at.</summary>
/// <param name="Signals">The signals, the strongest first.</param>
/// <param name="Cases">The orders whose signals open a case.</param>
/// <param name="Errors">Why the judgement did not come to its end; empty when it did.</param>
internal sealed record FraudPicture(
    IReadOnlyList<RuleConclusion> Signals, IReadOnlySet<string> Cases, IReadOnlyList<Diagnostic> Errors)
{
    /// <summary>Why nothing can be said of the facts; null when the judgement came to its end.</summary>
    public Problem? Failure => Errors.Any(error => error.Severity == Severity.Error)
        ? HostProblems.Invalid(new("The facts cannot be judged.", "无法判断现有事实。"), null, Errors) : null;

    /// <summary>Whether the signals of what this one is about open a case.</summary>
    public bool IsCase(RuleConclusion signal) => signal.Fact["orderId"] is string order && Cases.Contains(order);
}

/// <summary>What is known of the signals now.</summary>
/// <param name="Picture">The newest judgement; null before the first.</param>
/// <param name="At">The moment it tells of.</param>
/// <param name="UnderWay">The judgement of what has changed since; null where nothing has.</param>
internal sealed record KnownSignals(FraudPicture? Picture, DateTimeOffset? At, JudgingUnderWay? UnderWay);

/// <summary>A judgement that goes on.</summary>
/// <param name="Since">When it began.</param>
/// <param name="Facts">How many facts it looks at; null while they are being read.</param>
internal sealed record JudgingUnderWay(DateTimeOffset Since, int? Facts);
