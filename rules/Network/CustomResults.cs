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
                var source = result.Source;
                var added = new SyntheticFact(result.Aggregate, new Func<IEnumerable<WorkFact>>(() => source?.OfType<WorkFact>() ?? []));
                Put(added);
                matcher.Undo(() => Take(added));
                return (added, Pending.Added);
            case AggregationAction.Modified when Find(result.Previous ?? result.Aggregate) is { } changed:
                Take(changed);
                matcher.Undo(() => Put(changed));
                matcher.SetValue(changed, result.Aggregate);
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
    public static void Apply(List<object?> results, AggregationResult result)
    {
        var known = result.Action == AggregationAction.Added
            ? -1 : results.FindIndex(r => Equals(r, result.Previous ?? result.Aggregate));
        if (known >= 0)
        {
            results.RemoveAt(known);
        }

        if (result.Action != AggregationAction.Removed)
        {
            results.Insert(known >= 0 ? known : results.Count, result.Aggregate);
        }
    }

    /// <summary>
    /// Lets the facts stand for results that mean the same as theirs: equal ones, and for the rest in the order of coming.
    /// </summary>
    public void Rename(List<object?> results)
    {
        List<SyntheticFact> facts = [.. All];
        _facts.Clear();
        foreach (var fact in facts.ToList())
        {
            var equal = results.FindIndex(r => Equals(r, fact.Value));
            if (equal >= 0)
            {
                fact.Value = results[equal];
                results.RemoveAt(equal);
                facts.Remove(fact);
                Put(fact);
            }
        }

        foreach (var (i, fact) in facts.Index())
        {
            fact.Value = i < results.Count ? results[i] : fact.Value;
            Put(fact);
        }
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
