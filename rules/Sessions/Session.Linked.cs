using Workflows.Rules.Network;

namespace Workflows.Rules;

/// <summary>Conclusions: facts that stand as long as a match concludes them.</summary>
internal sealed partial class Session
{
    private readonly List<LinkedChange> _overdue = [];
    private readonly List<WorkFact> _withdrawn = [];
    private readonly Queue<WorkFact> _untold = new();
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
        PropagateLinked(sets);
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
            for (var i = 0; i < overdue.Count; i++)
            {
                Propagate(overdue, i, i + 1, null);
            }

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
            PropagateLinked(null);
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
        if (_withdrawn.Count == 0)
        {
            return;
        }

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

    /// <summary>A conclusion: a new fact, or one more reason for an equal one.</summary>
    private void Conclude(LinkedChange change, object value, Round round)
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
            round.Inserted.Add(fact);
        }
        else if (fact.Justified is null)
        {
            fact.Justified = new Justifications { IsStated = true };
            _book.Justified(fact, null);
        }
        else if (!_facts.MeanTheSame(fact.Value!, value))
        {
            _book.Replaced(fact);
            _facts.Replace(fact, value);
            round.Updated.Add(fact);
        }

        _book.Concluded(change.Match, change.Key, fact);
        fact.Justified.Add(change.Match, change.Key);
        change.Match.Linked![change.Key] = fact;
    }

    /// <summary>
    /// A conclusion anew: an equal one changes nothing; another one takes its place, unless others conclude the old one too.
    /// </summary>
    private void Reconclude(LinkedChange change, Round round)
    {
        var fact = LinkedFact(change.Match, change.Key);
        var value = change.Fact!;
        if (fact.Justified is null)
        {
            Conclude(change, value, round);
            return;
        }

        var same = ReferenceEquals(fact.Value, value);
        if (!same && _facts.MeanTheSame(fact.Value!, value))
        {
            return;
        }

        var other = same ? fact : _facts.Find(value);
        if (fact.Justified is { Count: 1, IsStated: false } && (other is null || ReferenceEquals(other, fact)))
        {
            _book.Replaced(fact);
            _facts.Replace(fact, value);
            round.Updated.Add(fact);
            return;
        }

        if (same)
        {
            round.Updated.Add(fact);
            return;
        }

        Withdraw(change, round.Retracted);
        change.Match.Linked![change.Key] = new WorkFact(value);
        Conclude(change, value, round);
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
