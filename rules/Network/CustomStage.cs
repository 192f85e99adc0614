using Workflows.Rules.Aggregators;

namespace Workflows.Rules.Network;

/// <summary>A user's aggregator as a stage.</summary>
internal sealed class CustomStage(StageSpec spec, IAggregator aggregator) : Stage(spec)
{
    private readonly Dictionary<object, List<SyntheticFact>> _results = new(ReferenceEqualityComparer.Instance);

    public override IEnumerable<SyntheticFact> Outputs(IEnumerable<Slot> members) => _results.Values.SelectMany(r => r);

    public override Slot Add(Matcher matcher, WorkFact fact)
    {
        var slot = new Slot(fact);
        Ask(slot, () => aggregator.Add(new AggregationContext(matcher, Owner), new TokenTuple(Owner), [fact]), present: true);
        return slot;
    }

    public override void Modify(Matcher matcher, Slot slot)
    {
        if (slot.Extra is null)
        {
            Ask(slot, () => aggregator.Add(new AggregationContext(matcher, Owner), new TokenTuple(Owner), [slot.Fact]), present: true);
            return;
        }

        Ask(slot, () => aggregator.Modify(new AggregationContext(matcher, Owner), new TokenTuple(Owner), [slot.Fact]), present: true);
    }

    public override void Remove(Matcher matcher, Slot slot)
    {
        if (slot.Extra is not null)
        {
            Ask(slot, () => aggregator.Remove(new AggregationContext(matcher, Owner), new TokenTuple(Owner), [slot.Fact]), present: false);
        }
    }

    private void Ask(Slot slot, Func<IEnumerable<AggregationResult>> ask, bool present)
    {
        try
        {
            Apply(ask());
            slot.Extra = present ? this : null;
        }
        catch (WithdrawnException) when (present)
        {
            slot.Extra = null;
        }
    }

    private void Apply(IEnumerable<AggregationResult> results)
    {
        foreach (var result in results)
        {
            ApplyOne(result);
        }
    }

    private void ApplyOne(AggregationResult result)
    {
        switch (result.Action)
        {
            case AggregationAction.Added:
                var source = result.Source;
                var fact = new SyntheticFact(result.Aggregate, new Func<IEnumerable<WorkFact>>(() => source?.OfType<WorkFact>() ?? []));
                Known(result.Aggregate).Add(fact);
                Touch(fact, Pending.Added);
                break;
            case AggregationAction.Modified:
                if (Take(result.Previous ?? result.Aggregate) is { } changed)
                {
                    changed.Value = result.Aggregate;
                    Known(result.Aggregate).Add(changed);
                    Touch(changed, Pending.Modified);
                }

                break;
            case AggregationAction.Removed:
                if (Take(result.Aggregate) is { } gone)
                {
                    Touch(gone, Pending.Removed);
                }

                break;
        }
    }

    private List<SyntheticFact> Known(object? aggregate) =>
        _results.TryGetValue(aggregate ?? this, out var list) ? list : _results[aggregate ?? this] = [];

    // Results are known by reference; boxed values that come back in another box are found by equality.
    private SyntheticFact? Take(object? aggregate)
    {
        var key = aggregate ?? this;
        if (!_results.ContainsKey(key))
        {
            key = _results.Keys.FirstOrDefault(k => Equals(k, aggregate));
        }

        if (key is null || !_results.TryGetValue(key, out var list))
        {
            return null;
        }

        var fact = list[0];
        list.RemoveAt(0);
        if (list.Count == 0)
        {
            _results.Remove(key);
        }

        return fact;
    }
}
