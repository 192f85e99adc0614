using Workflows.Rules.Network;

namespace Workflows.Rules;

/// <summary>Conclusions: facts that stand as long as a match concludes them.</summary>
internal sealed partial class Session
{
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

                sets.Add(Propagate(queue[i..end]));
                i = end;
            }
        }

        return sets;
    }

    private static WorkFact LinkedFact(Match match, object key) =>
        match.Linked is not null && match.Linked.TryGetValue(key, out var fact)
            ? fact
            : throw new ArgumentException($"The match has no linked fact under the key: {key}", nameof(key));

    private void PropagateAuto()
    {
        if (AutoPropagateLinkedFacts)
        {
            PropagatePending();
        }
    }

    private void PropagatePending()
    {
        if (_linked.Count > 0)
        {
            PropagateLinked();
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

    private LinkedSet Propagate(List<LinkedChange> changes)
    {
        List<WorkFact> inserted = [];
        List<WorkFact> updated = [];
        List<WorkFact> retracted = [];
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

        Run(inserted, updated, retracted);
        return new LinkedSet(changes[0].Action, [.. changes.Select(c => c.Fact ?? c.Gone).OfType<object>()]);
    }

    private void Run(List<WorkFact> inserted, List<WorkFact> updated, List<WorkFact> retracted)
    {
        retracted.ForEach(f => _events.Retracting(this, f));
        inserted.ForEach(f => _events.Inserting(this, f));
        updated.ForEach(f => _events.Updating(this, f));
        Change(() =>
        {
            retracted.ForEach(_matcher.RetractFact);
            foreach (var fact in inserted)
            {
                _matcher.InsertFact(fact, _matcher.Network.RootsOf(fact.Value!));
            }

            foreach (var fact in updated)
            {
                _matcher.UpdateFact(fact, _matcher.Network.RootsOf(fact.Value!));
            }
        });
        retracted.ForEach(f => _events.Retracted(this, f));
        inserted.ForEach(f => _events.Inserted(this, f));
        updated.ForEach(f => _events.Updated(this, f));
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
            inserted.Add(fact);
        }
        else if (fact.Justified is null)
        {
            fact.Justified = new Justifications { IsStated = true };
        }
        else if (!ReferenceEquals(fact.Value, value) && !Equals(fact.Value, value))
        {
            _facts.Replace(fact, value);
            updated.Add(fact);
        }

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
        justified.Remove(change.Match, change.Key);
        if (justified.Count > 0)
        {
            return;
        }

        if (justified.IsStated)
        {
            fact.Justified = null;
            return;
        }

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
