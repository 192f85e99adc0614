using Workflows.Rules.Aggregators;

namespace Workflows.Rules.Network;

/// <summary>
/// A user's aggregator as a stage. It cannot take back what it did; when a change that it took part in is undone, another takes its place,
/// which is told the members as they were and whose results go on as those that are known downstream.
/// </summary>
internal sealed class CustomStage(StageSpec spec, Func<IAggregator> create) : Stage(spec)
{
    private readonly CustomResults _results = new();
    private readonly SlotList _members = new();
    private IAggregator _aggregator = create();
    private int _change = -1;

    public override IEnumerable<SyntheticFact> Outputs(IEnumerable<Slot> members) => _results.All;

    public override Slot Add(Matcher matcher, WorkFact fact)
    {
        var slot = new Slot(fact);
        TryAdd(matcher, slot);
        return slot;
    }

    public override void Modify(Matcher matcher, Slot slot)
    {
        if (slot.List is null)
        {
            TryAdd(matcher, slot);
        }
        else if (!TryAsk(matcher, slot, _aggregator.Modify))
        {
            Remove(matcher, slot);
        }
    }

    public override void Remove(Matcher matcher, Slot slot)
    {
        if (slot.List is not null)
        {
            TryAsk(matcher, slot, _aggregator.Remove);
            Exit(matcher, slot);
        }
    }

    private void TryAdd(Matcher matcher, Slot slot)
    {
        if (TryAsk(matcher, slot, _aggregator.Add))
        {
            Enter(matcher, _members, slot, _members.Last);
        }
    }

    private bool TryAsk(Matcher matcher, Slot slot, Question ask)
    {
        if (_change != matcher.Change)
        {
            _change = matcher.Change;
            matcher.Undo(() => Replace(matcher));
        }

        var context = new AggregationContext(matcher, Owner);
        try
        {
            foreach (var result in ask(context, new TokenTuple(Owner), [slot.Fact]))
            {
                if (_results.Apply(matcher, result) is var (fact, change))
                {
                    Touch(fact, change);
                }
            }

            Assign(matcher, slot, context.Values);
            return true;
        }
        catch (WithdrawnException)
        {
            return false;
        }
    }

    private void Replace(Matcher matcher)
    {
        _aggregator = create();
        List<AggregationResult> results = [];
        for (var slot = _members.First; slot is not null; slot = slot.Next)
        {
            // The members' facts may be as the failed change left them: the selectors answer what they answered before it.
            var context = new AggregationContext(matcher, Owner) { Known = (Dictionary<BoundExpression, object?>?)slot.Value };
            foreach (var result in _aggregator.Add(context, new TokenTuple(Owner), [slot.Fact]))
            {
                CustomResults.Apply(results, result);
            }
        }

        _results.Rename(results);
    }

    private delegate IEnumerable<AggregationResult> Question(
        AggregationContext context, RuleModel.ITuple tuple, IEnumerable<RuleModel.IFact> facts);
}
