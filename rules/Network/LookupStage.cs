using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Network;

/// <summary>One lookup of all members by key; also when there are none.</summary>
internal sealed class LookupStage(StageSpec spec, Func<Dictionary<GroupKey, SlotList>, object> view) : Stage(spec)
{
    private readonly Dictionary<GroupKey, SlotList> _groups = [];
    private readonly BoundExpression _key = spec.One(AggregateNames.KeySelector);
    private readonly BoundExpression? _element = spec.Optional(AggregateNames.ElementSelector);
    private SyntheticFact? _output;

    public override void Start()
    {
        _output = new SyntheticFact(view(_groups), new Func<IEnumerable<WorkFact>>(() => _groups.Values.SelectMany(g => g.Facts)));
        Touch(_output, Pending.Added);
    }

    public override IEnumerable<SyntheticFact> Outputs(IEnumerable<Slot> members) => [_output!];

    public override Slot Add(Matcher matcher, WorkFact fact)
    {
        var slot = new Slot(fact);
        Modify(matcher, slot);
        return slot;
    }

    public override void Modify(Matcher matcher, Slot slot)
    {
        object? element = slot.Fact.Value;
        if (!TryValue(matcher, _key, slot.Fact, out var key)
            || (_element is not null && !TryValue(matcher, _element, slot.Fact, out element)))
        {
            Remove(matcher, slot);
            return;
        }

        Assign(matcher, slot, element);
        if (slot.List is null || !Equals(slot.List.Key, key))
        {
            Leave(matcher, slot);
            Enter(matcher, slot, key);
        }

        slot.List!.Changed(matcher, slot);
        Touch(_output!, Pending.Modified);
    }

    public override void Remove(Matcher matcher, Slot slot)
    {
        Leave(matcher, slot);
        Touch(_output!, Pending.Modified);
    }

    private void Enter(Matcher matcher, Slot slot, object? key)
    {
        if (!_groups.TryGetValue(new GroupKey(key), out var list))
        {
            list = new SlotList { Key = key };
            _groups.Add(new GroupKey(key), list);
            matcher.Undo(() => _groups.Remove(new GroupKey(key)));
        }

        Enter(matcher, list, slot, list.Last);
    }

    private void Leave(Matcher matcher, Slot slot)
    {
        if (slot.List is { } list)
        {
            Exit(matcher, slot);
            if (list.Count == 0)
            {
                _groups.Remove(new GroupKey(list.Key));
                matcher.Undo(() => _groups.Add(new GroupKey(list.Key), list));
            }
        }
    }
}
