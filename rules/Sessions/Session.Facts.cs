using Workflows.Rules.Network;

namespace Workflows.Rules;

/// <summary>Facts as the caller inserts, updates and retracts them.</summary>
internal sealed partial class Session
{
    public void Insert(object fact)
    {
        if (!TryInsert(fact))
        {
            throw new ArgumentException($"The fact is in the session already: {fact}", nameof(fact));
        }
    }

    public void Insert(object fact, DateTimeOffset expires)
    {
        Insert(fact);
        Expire(fact, expires);
    }

    public bool TryInsert(object fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        PropagatePending();
        if (!_facts.TryAdd(fact, out var entry))
        {
            return TryState(entry);
        }

        InsertOne(entry);
        PropagateAuto();
        return true;
    }

    public void InsertAll(IEnumerable<object> facts) => Demand(TryInsertAll(facts), "are in the session already, or twice in the batch");

    public IResult TryInsertAll(IEnumerable<object> facts) => TryInsertAll(facts, BatchOptions.AllOrNothing);

    public IResult TryInsertAll(IEnumerable<object> facts, BatchOptions options)
    {
        ArgumentNullException.ThrowIfNull(facts);
        PropagatePending();
        List<object> failed = [];
        var all = facts as object[] ?? [.. facts];
        foreach (var fact in all)
        {
            ArgumentNullException.ThrowIfNull(fact, nameof(facts));
        }

        List<WorkFact> added = new(all.Length);
        _facts.Reserve(all.Length);
        foreach (var fact in all)
        {
            if (_facts.TryAdd(fact, out var entry))
            {
                added.Add(entry);
            }
            else
            {
                failed.Add(fact);
            }
        }

        if (failed.Count == 0 || options == BatchOptions.SkipFailed)
        {
            InsertNow(added);
            PropagateAuto();
        }
        else
        {
            added.ForEach(_facts.Remove);
        }

        return new BatchResult(failed);
    }

    public void Update(object fact)
    {
        if (!TryUpdate(fact))
        {
            throw new ArgumentException($"The fact is not in the session, or a rule concluded it: {fact}", nameof(fact));
        }
    }

    public bool TryUpdate(object fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        PropagatePending();
        if (_facts.Find(fact) is not { } known || !IsOwn(known))
        {
            return false;
        }

        UpdateOne(known, fact);
        PropagateAuto();
        return true;
    }

    public void UpdateAll(IEnumerable<object> facts) =>
        Demand(TryUpdateAll(facts), "are not in the session, or concluded by a rule, or twice in the batch");

    public IResult TryUpdateAll(IEnumerable<object> facts) => TryUpdateAll(facts, BatchOptions.AllOrNothing);

    public IResult TryUpdateAll(IEnumerable<object> facts, BatchOptions options)
    {
        PropagatePending();
        var (usable, failed) = Sort(facts);
        if (failed.Count == 0 || options == BatchOptions.SkipFailed)
        {
            UpdateNow(usable);
            PropagateAuto();
        }

        return new BatchResult(failed);
    }

    public void Retract(object fact)
    {
        if (!TryRetract(fact))
        {
            throw new ArgumentException($"The fact is not in the session, or a rule concluded it: {fact}", nameof(fact));
        }
    }

    public bool TryRetract(object fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        PropagatePending();
        if (!IsOwn(fact))
        {
            return false;
        }

        RetractNow([fact]);
        PropagateAuto();
        return true;
    }

    public void RetractAll(IEnumerable<object> facts) =>
        Demand(TryRetractAll(facts), "are not in the session, or concluded by a rule, or twice in the batch");

    public IResult TryRetractAll(IEnumerable<object> facts) => TryRetractAll(facts, BatchOptions.AllOrNothing);

    public IResult TryRetractAll(IEnumerable<object> facts, BatchOptions options)
    {
        PropagatePending();
        var (usable, failed) = Sort(facts);
        if (failed.Count == 0 || options == BatchOptions.SkipFailed)
        {
            RetractNow(usable);
            PropagateAuto();
        }

        return new BatchResult(failed);
    }

    private static void Demand(IResult result, string what)
    {
        if (result.FailedCount > 0)
        {
            throw new ArgumentException($"Nothing was done: {result.FailedCount} facts {what}: {string.Join(", ", result.Failed.Take(5))}");
        }
    }

    // A concluded fact that the caller inserts too is stated: it stays when its reasons go.
    private static bool TryState(WorkFact known)
    {
        if (known.Justified is not { IsStated: false } justified)
        {
            return false;
        }

        justified.IsStated = true;
        return true;
    }

    private bool IsOwn(object fact) => _facts.Find(fact) is { } known && IsOwn(known);

    private static bool IsOwn(WorkFact known) => known.Justified is null or { IsStated: true };

    /// <summary>Checks a batch as a whole, so that it can be refused before anything is touched.</summary>
    private (List<object> Usable, List<object> Failed) Sort(IEnumerable<object> facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        List<object> usable = [];
        List<object> failed = [];
        var seen = new HashSet<object>();
        foreach (var fact in facts)
        {
            ArgumentNullException.ThrowIfNull(fact, nameof(facts));
            object identity = _identity.IsByReference(fact.GetType()) ? new ReferenceKey(fact) : IdentityOf(fact);
            (IsOwn(fact) && seen.Add(identity) ? usable : failed).Add(fact);
        }

        return (usable, failed);
    }

    private sealed record BatchResult(IReadOnlyList<object> Facts) : IResult
    {
        public int FailedCount => Facts.Count;

        public IEnumerable<object> Failed => Facts;
    }

    private readonly struct ReferenceKey(object fact) : IEquatable<ReferenceKey>
    {
        private readonly object _fact = fact;

        public bool Equals(ReferenceKey other) => ReferenceEquals(_fact, other._fact);

        public override bool Equals(object? obj) => obj is ReferenceKey other && Equals(other);

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(_fact);
    }
}
