using Workflows.Rules.Network;

namespace Workflows.Rules;

/// <summary>Changes of facts that have been checked: each runs to its end or leaves everything as it was.</summary>
internal sealed partial class Session
{
    // The batch forms below do the same for many facts; one fact alone comes so often that it has a way without lists.
    private void InsertOne(WorkFact fact)
    {
        try
        {
            _events.Inserting(this, fact);
            _isMatching = true;
            _matcher.InsertFact(fact);
            Settle();
        }
        catch (Exception failure)
        {
            Abort();
            _facts.Remove(fact);
            if (Told(failure) is { } told)
            {
                throw told;
            }

            throw;
        }

        ApplyChanges();
        _events.Inserted(this, fact);
    }

    private void UpdateOne(WorkFact fact, object value)
    {
        var before = fact.Value!;
        try
        {
            _facts.Replace(fact, value);
            _events.Updating(this, fact);
            _isMatching = true;
            _matcher.UpdateFact(fact);
            Settle();
        }
        catch (Exception failure)
        {
            _facts.Replace(fact, before);
            Abort();
            if (Told(failure) is { } told)
            {
                throw told;
            }

            throw;
        }

        ApplyChanges();
        _events.Updated(this, fact);
    }

    private void Settle()
    {
        _matcher.Flush();
        if (AutoPropagateLinkedFacts)
        {
            WithdrawGone();
        }

        FilterChanges();
    }

    private void InsertNow(List<WorkFact> inserted)
    {
        Change(
            () => Tell(inserted, _events.Inserting),
            () => _matcher.InsertFacts(inserted),
            () => inserted.ForEach(_facts.Remove));
        Tell(inserted, _events.Inserted);
    }

    private void Tell(List<WorkFact> inserted, Action<object, RuleModel.IFact> tell)
    {
        if (_events.TracesInsertions)
        {
            inserted.ForEach(f => tell(this, f));
        }
    }

    private void UpdateNow(List<object> facts)
    {
        var known = facts.ConvertAll(f => _facts.Find(f)!);
        var before = known.ConvertAll(f => f.Value!);
        Change(
            () =>
            {
                Replace(known, facts);
                known.ForEach(f => _events.Updating(this, f));
            },
            () => known.ForEach(f => _matcher.UpdateFact(f)),
            () => Replace(known, before));
        known.ForEach(f => _events.Updated(this, f));
    }

    private void Replace(List<WorkFact> known, List<object> values)
    {
        for (var i = 0; i < known.Count; i++)
        {
            _facts.Replace(known[i], values[i]);
        }
    }

    private void RetractNow(List<object> facts)
    {
        var known = facts.ConvertAll(f => _facts.Find(f)!);
        var stated = known.FindAll(f => f.Justified is not null);
        var leaving = known.FindAll(f => f.Justified is null);
        Change(
            () =>
            {
                known.ForEach(f => _events.Retracting(this, f));
                stated.ForEach(f => f.Justified!.IsStated = false);
            },
            () => leaving.ForEach(_matcher.RetractFact),
            () => stated.ForEach(f => f.Justified!.IsStated = true));
        leaving.ForEach(_facts.Remove);
        known.ForEach(f => _expiries?.Remove(f));
        known.ForEach(f => _events.Retracted(this, f));
    }
}
