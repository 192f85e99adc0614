using System.Runtime.ExceptionServices;
using Workflows.Rules.Network;

namespace Workflows.Rules;

/// <summary>Conclusions: facts that stand as long as a match concludes them.</summary>
internal sealed partial class Session
{
    private readonly List<LinkedChange> _overdue = [];
    private readonly List<WorkFact> _withdrawn = [];
    private readonly Queue<WorkFact> _untold = new();
    private ConclusionBook _book = new();
    private List<LinkedChange> _linked = [];

    internal void InsertLinked(Match match, object key, object fact)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(fact);
        match.Linked ??= [];
        if (!match.Linked.TryAdd(key, new WorkFact(fact)))
        {
            throw new ArgumentException($"The match has a linked fact under the key already: {key}", nameof(key));
        }

        _linked.Add(new LinkedChange(LinkedFactAction.Insert, match, key, fact));
    }

    internal void UpdateLinked(Match match, object key, object fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        _ = LinkedFact(match, key);
        _linked.Add(new LinkedChange(LinkedFactAction.Update, match, key, fact));
    }

    internal void RetractLinked(Match match, object key)
    {
        _ = LinkedFact(match, key);
        _linked.Add(new LinkedChange(LinkedFactAction.Retract, match, key, null));
    }

    public IEnumerable<ILinkedFactSet> PropagateLinked()
    {
        List<ILinkedFactSet> sets = [];
        ExceptionDispatchInfo? thrown = null;
        while (_linked.Count > 0)
        {
            var queue = _linked;
            _linked = [];
            for (var i = 0; i < queue.Count;)
            {
                var end = i;
                while (end < queue.Count && queue[end].Action == queue[i].Action)
                {
                    end++;
                }

                var failure = Propagate(queue[i..end], sets);
                thrown ??= failure;
                i = end;
            }
        }

        thrown?.Throw();
        return sets;
    }

    private static WorkFact LinkedFact(Match match, object key) =>
        match.Linked is not null && match.Linked.TryGetValue(key, out var fact)
            ? fact
            : throw new ArgumentException($"The match has no linked fact under the key: {key}", nameof(key));

    private void PropagateAuto()
    {
        TellWithdrawn();
        if (AutoPropagateLinkedFacts)
        {
            PropagatePending();
            PropagateOverdue();
        }
    }

    // The failure was told when it happened first; what stands in the way may be gone after any change.
    private void PropagateOverdue()
    {
        if (_overdue.Count > 0)
        {
            var overdue = _overdue.ToList();
            _overdue.Clear();
            overdue.ForEach(change => Propagate([change], []));
            PropagatePending();
        }
    }

    private void PropagatePending()
    {
        if (_isMatching)
        {
            throw new InvalidOperationException("Facts are being matched: a condition or a filter must not change its session");
        }

        if (_linked.Count > 0)
        {
            PropagateLinked();
        }
    }

    /// <summary>Takes the conclusions of matches that are gone out in the same change, and what rests on them.</summary>
    private void WithdrawGone()
    {
        for (var i = 0; i < _matcher.MatchChanges.Count; i++)
        {
            var (match, kind) = _matcher.MatchChanges[i];
            if (kind != MatchChangeKind.Removed || match.Linked is not { Count: > 0 } linked)
            {
                continue;
            }

            var from = _withdrawn.Count;
            foreach (var key in linked.Keys.ToList())
            {
                Withdraw(new LinkedChange(LinkedFactAction.Retract, match, key, null), _withdrawn);
            }

            for (var j = from; j < _withdrawn.Count; j++)
            {
                _matcher.RetractFact(_withdrawn[j]);
            }

            _matcher.Flush();
        }
    }

    private void KeepWithdrawn()
    {
        foreach (var fact in _withdrawn)
        {
            _expiries?.Remove(fact);
            _untold.Enqueue(fact);
        }

        _withdrawn.Clear();
    }

    private void TellWithdrawn()
    {
        while (_untold.TryDequeue(out var fact))
        {
            _events.Retracting(this, fact);
            _events.Retracted(this, fact);
        }
    }

    private void QueueRetraction(Match match)
    {
        if (match.Linked is null)
        {
            return;
        }

        foreach (var key in match.Linked.Keys)
        {
            _linked.Add(new LinkedChange(LinkedFactAction.Retract, match, key, null));
        }
    }

    /// <summary>
    /// Conclusions of one kind as one change. If that fails each is tried alone, so that only those are given up that cannot be matched.
    /// </summary>
    private ExceptionDispatchInfo? Propagate(List<LinkedChange> changes, List<ILinkedFactSet> sets)
    {
        var isUndone = false;
        try
        {
            sets.Add(Propagate(changes, () => isUndone = true));
            return null;
        }
        // Whatever failed, the queue behind it must go on; the failure comes out at its end.
        catch (Exception failure)
        {
            var thrown = ExceptionDispatchInfo.Capture(failure);
            if (isUndone && changes.Count == 1)
            {
                GiveUp(changes[0]);
            }
            else if (isUndone)
            {
                changes.ForEach(change => Propagate([change], sets));
            }

            return thrown;
        }
    }

    private LinkedSet Propagate(List<LinkedChange> changes, Action undone)
    {
        List<WorkFact> inserted = [];
        List<WorkFact> updated = [];
        List<WorkFact> retracted = [];
        var book = _book = new ConclusionBook();
        foreach (var change in changes)
        {
            switch (change.Action)
            {
                case LinkedFactAction.Insert:
                    Conclude(change, change.Fact!, inserted, updated);
                    break;
                case LinkedFactAction.Update:
                    Reconclude(change, inserted, updated, retracted);
                    break;
                default:
                    Withdraw(change, retracted);
                    break;
            }
        }

        // Handlers that are told before the matching may make changes of their own, which have their own book.
        _book = new ConclusionBook();
        Run(inserted, updated, retracted, book, undone);
        return new LinkedSet(changes[0].Action, [.. changes.Select(c => c.Fact ?? c.Gone).OfType<object>()]);
    }

    // A conclusion that cannot be matched is not drawn; one that cannot be withdrawn stays until it can.
    private void GiveUp(LinkedChange change)
    {
        if (change.Action == LinkedFactAction.Retract)
        {
            _overdue.Add(change);
        }
        else if (change.Action == LinkedFactAction.Insert)
        {
            change.Match.Linked?.Remove(change.Key);
        }
    }

    private void Run(List<WorkFact> inserted, List<WorkFact> updated, List<WorkFact> retracted, ConclusionBook book, Action undone)
    {
        Change(
            () =>
            {
                retracted.ForEach(f => _events.Retracting(this, f));
                inserted.ForEach(f => _events.Inserting(this, f));
                updated.ForEach(f => _events.Updating(this, f));
            },
            () =>
            {
                _book = book;
                retracted.ForEach(_matcher.RetractFact);
                inserted.ForEach(f => _matcher.InsertFact(f, Network.RootsOf(f.Value!)));
                updated.ForEach(f => _matcher.UpdateFact(f, Network.RootsOf(f.Value!)));
            },
            () =>
            {
                _book = book;
                undone();
            });
        retracted.ForEach(f => _events.Retracted(this, f));
        inserted.ForEach(f => _events.Inserted(this, f));
        updated.ForEach(f => _events.Updated(this, f));
        TellWithdrawn();
    }

    /// <summary>A conclusion: a new fact, or one more reason for an equal one.</summary>
    private void Conclude(LinkedChange change, object value, List<WorkFact> inserted, List<WorkFact> updated)
    {
        if (!change.Match.IsAlive)
        {
            // The match went away between its firing and now, taking its conclusions with it.
            change.Match.Linked?.Remove(change.Key);
            return;
        }

        var fact = _facts.Find(value);
        if (fact is null)
        {
            fact = _facts.Add(value);
            fact.Justified = new Justifications();
            _book.Added(fact);
            inserted.Add(fact);
        }
        else if (fact.Justified is null)
        {
            fact.Justified = new Justifications { IsStated = true };
            _book.Justified(fact, null);
        }
        else if (!ReferenceEquals(fact.Value, value) && !Equals(fact.Value, value))
        {
            _book.Replaced(fact);
            _facts.Replace(fact, value);
            updated.Add(fact);
        }

        _book.Concluded(change.Match, change.Key, fact);
        fact.Justified.Add(change.Match, change.Key);
        change.Match.Linked![change.Key] = fact;
    }

    /// <summary>
    /// A conclusion anew: an equal one changes nothing; another one takes its place, unless others conclude the old one too.
    /// </summary>
    private void Reconclude(LinkedChange change, List<WorkFact> inserted, List<WorkFact> updated, List<WorkFact> retracted)
    {
        var fact = LinkedFact(change.Match, change.Key);
        var value = change.Fact!;
        if (fact.Justified is null)
        {
            Conclude(change, value, inserted, updated);
            return;
        }

        var same = ReferenceEquals(fact.Value, value);
        if (!same && Equals(fact.Value, value) && fact.Value!.GetType() == value.GetType() && value is not RuleModel.IIdentityProvider)
        {
            return;
        }

        var other = same ? fact : _facts.Find(value);
        if (fact.Justified is { Count: 1, IsStated: false } && (other is null || ReferenceEquals(other, fact)))
        {
            _book.Replaced(fact);
            _facts.Replace(fact, value);
            updated.Add(fact);
            return;
        }

        if (same)
        {
            updated.Add(fact);
            return;
        }

        Withdraw(change, retracted);
        change.Match.Linked![change.Key] = new WorkFact(value);
        Conclude(change, value, inserted, updated);
    }

    private void Withdraw(LinkedChange change, List<WorkFact> retracted)
    {
        if (change.Match.Linked is null || !change.Match.Linked.Remove(change.Key, out var fact) || fact.Justified is not { } justified)
        {
            return;
        }

        change.Gone = fact.Value;
        _book.Withdrawn(change.Match, change.Key, fact, justified.Remove(change.Match, change.Key));
        if (justified.Count > 0)
        {
            return;
        }

        if (justified.IsStated)
        {
            _book.Justified(fact, justified);
            fact.Justified = null;
            return;
        }

        _book.Removed(fact);
        _facts.Remove(fact);
        retracted.Add(fact);
    }

    private sealed record LinkedChange(LinkedFactAction Action, Match Match, object Key, object? Fact)
    {
        public object? Gone { get; set; }
    }

    private sealed record LinkedSet(LinkedFactAction Action, IReadOnlyList<object> Members) : ILinkedFactSet
    {
        public int FactCount => Members.Count;

        public IEnumerable<object> Facts => Members;
    }
}
