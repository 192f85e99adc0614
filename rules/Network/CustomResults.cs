using Workflows.Rules.Aggregators;

namespace Workflows.Rules.Network;

/// <summary>
/// The results of a user's aggregator and the facts that stand for them downstream. They are known by reference; boxed values that come
/// back in another box are found by equality.
/// </summary>
internal sealed class CustomResults
{
    private readonly Dictionary<object, List<SyntheticFact>> _facts = new(ReferenceEqualityComparer.Instance);

    public IEnumerable<SyntheticFact> All => _facts.Values.SelectMany(f => f);

    /// <summary>What a result means downstream; null when it is about a result that is not known.</summary>
    public (SyntheticFact Fact, Pending Change)? Apply(Matcher matcher, AggregationResult result)
    {
        switch (result.Action)
        {
            case AggregationAction.Added:
                var added = new SyntheticFact(result.Aggregate, MembersOf(result));
                Put(added);
                matcher.Undo(() => Take(added));
                return (added, Pending.Added);
            case AggregationAction.Modified when Find(result.Previous ?? result.Aggregate) is { } changed:
                Take(changed);
                matcher.Undo(() => Put(changed));
                matcher.SetValue(changed, result.Aggregate);
                var members = changed.Members;
                changed.Members = MembersOf(result);
                matcher.Undo(() => changed.Members = members);
                Put(changed);
                matcher.Undo(() => Take(changed));
                return (changed, Pending.Modified);
            case AggregationAction.Removed when Find(result.Aggregate) is { } gone:
                Take(gone);
                matcher.Undo(() => Put(gone));
                return (gone, Pending.Removed);
            default:
                return null;
        }
    }

    /// <summary>The same over plain results, for an aggregator that is told everything anew.</summary>
    public static void Apply(List<AggregationResult> results, AggregationResult result)
    {
        var known = result.Action == AggregationAction.Added
            ? -1 : results.FindIndex(r => Equals(r.Aggregate, result.Previous ?? result.Aggregate));
        if (known >= 0)
        {
            results.RemoveAt(known);
        }

        if (result.Action != AggregationAction.Removed)
        {
            results.Insert(known >= 0 ? known : results.Count, result);
        }
    }

    /// <summary>
    /// Lets the facts stand for results that mean the same as theirs: equal ones, and for the rest in the order of coming.
    /// </summary>
    public void Rename(List<AggregationResult> results)
    {
        List<SyntheticFact> facts = [.. All];
        _facts.Clear();
        foreach (var fact in facts.ToList())
        {
            var equal = results.FindIndex(r => Equals(r.Aggregate, fact.Value));
            if (equal >= 0)
            {
                Rename(fact, results[equal]);
                results.RemoveAt(equal);
                facts.Remove(fact);
            }
        }

        foreach (var (fact, result) in facts.Zip(results))
        {
            Rename(fact, result);
        }

        facts.Skip(results.Count).ToList().ForEach(Put);
    }

    private static Func<IEnumerable<WorkFact>> MembersOf(AggregationResult result)
    {
        var source = result.Source;
        return () => source?.OfType<WorkFact>() ?? [];
    }

    private void Rename(SyntheticFact fact, AggregationResult result)
    {
        (fact.Value, fact.Members) = (result.Aggregate, MembersOf(result));
        Put(fact);
    }

    private void Put(SyntheticFact fact)
    {
        var key = fact.Value ?? this;
        if (!_facts.TryGetValue(key, out var list))
        {
            _facts.Add(key, list = []);
        }

        list.Add(fact);
    }

    private void Take(SyntheticFact fact)
    {
        var key = fact.Value ?? this;
        var list = _facts[key];
        list.Remove(fact);
        if (list.Count == 0)
        {
            _facts.Remove(key);
        }
    }

    private SyntheticFact? Find(object? aggregate)
    {
        var key = aggregate ?? this;
        key = _facts.ContainsKey(key) ? key : _facts.Keys.FirstOrDefault(k => Equals(k, aggregate));
        return key is null ? null : _facts[key][0];
    }
}
