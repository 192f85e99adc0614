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
            _matcher.InsertFact(fact, Network.RootsOf(fact.Value!));
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
        _facts.Replace(fact, value);
        _events.Updating(this, fact);
        try
        {
            _matcher.UpdateFact(fact, Network.RootsOf(value));
            Settle();
        }
        catch (Exception failure)
        {
            Abort();
            _facts.Replace(fact, before);
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
        FilterChanges();
    }

    private void InsertNow(List<WorkFact> inserted)
    {
        try
        {
            inserted.ForEach(f => _events.Inserting(this, f));
            Change(() =>
            {
                foreach (var fact in inserted)
                {
                    _matcher.InsertFact(fact, Network.RootsOf(fact.Value!));
                }
            });
        }
        catch (Exception)
        {
            inserted.ForEach(_facts.Remove);
            throw;
        }

        foreach (var fact in inserted)
        {
            _events.Inserted(this, fact);
        }
    }

    private void UpdateNow(List<object> facts)
    {
        var known = facts.ConvertAll(f => _facts.Find(f)!);
        var before = known.ConvertAll(f => f.Value!);
        for (var i = 0; i < known.Count; i++)
        {
            _facts.Replace(known[i], facts[i]);
            _events.Updating(this, known[i]);
        }

        try
        {
            Change(() =>
            {
                foreach (var fact in known)
                {
                    _matcher.UpdateFact(fact, Network.RootsOf(fact.Value!));
                }
            });
        }
        catch (Exception)
        {
            for (var i = 0; i < known.Count; i++)
            {
                _facts.Replace(known[i], before[i]);
            }

            throw;
        }

        known.ForEach(f => _events.Updated(this, f));
    }

    private void RetractNow(List<object> facts)
    {
        var known = facts.ConvertAll(f => _facts.Find(f)!);
        known.ForEach(f => _events.Retracting(this, f));
        var leaving = known.FindAll(f => f.Justified is null);
        Change(() => leaving.ForEach(_matcher.RetractFact));
        foreach (var fact in known)
        {
            if (fact.Justified is { } justified)
            {
                justified.IsStated = false;
                continue;
            }

            _facts.Remove(fact);
            _expiries?.Remove(fact);
        }

        known.ForEach(f => _events.Retracted(this, f));
    }
}
