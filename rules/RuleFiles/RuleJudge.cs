using Workflows.Rules.Facts;
using Workflows.Rules.Feel;
using Workflows.Rules.Reasons;
using Workflows.Rules.RuleFiles.Compiling;

namespace Workflows.Rules.RuleFiles;

/// <summary>
/// A rule set at work on facts that change: each change costs what it touches. Used by one thread at a time; dispose it when it is done
/// with, so that its compiled rules serve the next judge.
/// </summary>
public sealed class RuleJudge : IDisposable
{
    private const int LimitForEach = 100;
    private readonly RuleProgram _program;
    private readonly RuleKit _kit;
    private readonly Session _session;
    private readonly Action<RuleKit> _giveBack;
    private readonly CancellationToken _cancellation;
    private readonly List<Diagnostic> _errors;
    private bool _isDisposed;

    internal RuleJudge(
        RuleProgram program, RuleKit kit, DateTimeOffset now, List<Diagnostic> errors, Action<RuleKit> giveBack,
        CancellationToken cancellation)
    {
        _program = program;
        _kit = kit;
        _errors = errors;
        _cancellation = cancellation;
        _giveBack = giveBack;
        kit.Evaluation.Run = new FeelRun(now, int.MaxValue, cancellation);
        _session = (Session)kit.Factory.CreateSession();
        _session.AdvanceTo(now);
    }

    /// <summary>How many matches have fired.</summary>
    public int Firings { get; private set; }

    /// <summary>After how many firings in one round rules are taken to have no end, beside some for each fact.</summary>
    internal int LeastLimit { get; set; } = 200_000;

    /// <summary>Tells a fact, or the new state of one with the same key.</summary>
    public void Put(RuleFact fact)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (!_session.TryInsert(fact))
        {
            _session.TryUpdate(fact);
        }
    }

    /// <summary>Tells many facts at once, which is faster than one by one; of two with one key the later one counts.</summary>
    public void Put(IEnumerable<RuleFact> facts)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var latest = new Dictionary<RuleFact, RuleFact>(new FactSameness());
        foreach (var fact in facts)
        {
            latest[fact] = fact;
        }

        var fresh = new List<object>(latest.Count);
        foreach (var fact in latest.Values)
        {
            if (_session.Facts.Find(fact) is null)
            {
                fresh.Add(fact);
            }
            else
            {
                _session.TryUpdate(fact);
            }
        }

        _session.InsertAll(fresh);
    }

    /// <summary>Takes back a fact that was put; the same fact or one with the same key. False where there is none.</summary>
    public bool Remove(RuleFact fact)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return _session.TryRetract(fact);
    }

    /// <summary>Moves the rules' now forward: rules begin and end. Expressions with <c>now()</c> over facts that do not change keep their
    /// answer.</summary>
    public void AdvanceTo(DateTimeOffset now)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        _kit.Evaluation.Run = new FeelRun(now, int.MaxValue, _cancellation);
        _session.AdvanceTo(now);
    }

    /// <summary>Draws all conclusions that follow from the facts as they stand. Returns how many matches fired.</summary>
    public int Fire()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var fired = 0;
        try
        {
            _session.CycleLimit = LeastLimit + (LimitForEach * _session.Facts.Count);
            fired = _session.Fire(_cancellation);
        }
        catch (RuleCycleException cycle)
        {
            _errors.Add(RunProblems.Endless(cycle.Rules));
        }

        Firings += fired;
        _errors.AddRange(_kit.Evaluation.TakeFailures());
        if (_kit.Evaluation.Run.IsExhausted || _cancellation.IsCancellationRequested)
        {
            _errors.Add(RunProblems.OutOfBudget);
        }

        return fired;
    }

    /// <summary>The facts that stand concluded, with their reasons, in the order they came up.</summary>
    /// <param name="type">Only those of one type.</param>
    public IReadOnlyList<RuleConclusion> Conclusions(string? type = null)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var reader = new ReasonReader(_program, _kit);
        return
        [
            .. _session.Facts.All
                .Where(f => f is { Justified.Count: > 0, Value: RuleFact fact } && (type is null || fact.FactTypeName == type))
                .Select(reader.Read),
        ];
    }

    /// <summary>The effects that are asked for as things stand, in the order they came up.</summary>
    public IReadOnlyList<RuleEffect> Effects()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return [.. _session.Facts.All.Select(f => f.Value).OfType<RuleEffect>()];
    }

    /// <summary>What went wrong so far, each once; empty where all rules came to their end.</summary>
    public IReadOnlyList<Diagnostic> Errors => [.. _errors.Distinct()];

    /// <summary>Everything the rules say as things stand.</summary>
    public RuleOutcome Outcome() => new(_program.Version, Conclusions(), Effects(), Errors, Firings);

    /// <summary>Why a fact is there, down to the facts that were put; null for one that is not.</summary>
    public FactReason? Why(RuleFact fact)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return _session.Why(fact);
    }

    /// <summary>Why a rule does not fire: the first condition that nothing meets.</summary>
    /// <exception cref="ArgumentException">There is no such rule.</exception>
    public WhyNotReason WhyNot(string rule)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return _session.WhyNot(rule);
    }

    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            _kit.Evaluation.TakeFailures();
            _giveBack(_kit);
        }
    }
}
