namespace Workflows.Rules.Network;

/// <summary>One result for each key that has members.</summary>
internal sealed class GroupStage(StageSpec spec, Func<SlotList, object> view) : Stage(spec)
{
    private readonly Dictionary<Key, Group> _groups = [];
    private readonly BoundExpression _key = spec.One(RuleModel.AggregateNames.KeySelector);
    private readonly BoundExpression? _element = spec.Optional(RuleModel.AggregateNames.ElementSelector);

    public override IEnumerable<SyntheticFact> Outputs(IEnumerable<Slot> members) => _groups.Values.Select(g => g.Output!);

    public override Slot Add(Matcher matcher, WorkFact fact)
    {
        var slot = new Slot(fact);
        Place(matcher, slot);
        return slot;
    }

    public override void Modify(Matcher matcher, Slot slot)
    {
        if (!TryEvaluate(matcher, slot, out var key, out var element))
        {
            Leave(matcher, slot);
            return;
        }

        if (slot.List is Group list && list.Place.Equals(key))
        {
            Assign(matcher, slot, element);
            list.Changed(matcher, slot);
            Touch(list.Output!, Pending.Modified);
            return;
        }

        Leave(matcher, slot);
        Assign(matcher, slot, element);
        Enter(matcher, slot, key);
    }

    public override void Remove(Matcher matcher, Slot slot) => Leave(matcher, slot);

    private bool TryEvaluate(Matcher matcher, Slot slot, out Key key, out object? element)
    {
        element = slot.Fact.Value;
        return matcher.TryKey(_key, Owner, slot.Fact, out key) && (_element is null || TryValue(matcher, _element, slot.Fact, out element));
    }

    private void Place(Matcher matcher, Slot slot)
    {
        if (TryEvaluate(matcher, slot, out var key, out var element))
        {
            slot.Value = element;
            Enter(matcher, slot, key);
        }
    }

    private void Enter(Matcher matcher, Slot slot, Key key)
    {
        ref var list = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_groups, key, out var known);
        if (!known)
        {
            list = Begin(slot.Fact, key);
        }

        Enter(matcher, list!, slot, list!.Last);
        Touch(list.Output!, known ? Pending.Modified : Pending.Added);
    }

    private Group Begin(WorkFact fact, Key key)
    {
        var group = new Group(_groups, key) { Key = _key.Value(Owner, fact.Value) };
        group.Output = new SyntheticFact(view(group), group);
        return group;
    }

    private void End(Matcher matcher, Group group)
    {
        _groups.Remove(group.Place);
        matcher.Undo(() => _groups.Add(group.Place, group));
    }

    private void Leave(Matcher matcher, Slot slot)
    {
        if (slot.List is not Group list)
        {
            return;
        }

        Exit(matcher, slot);
        if (list.Count == 0)
        {
            End(matcher, list);
            Touch(list.Output!, Pending.Removed);
        }
        else
        {
            Touch(list.Output!, Pending.Modified);
        }
    }

    /// <summary>The members of one key, which is there twice: to be found by, and as the rules see it.</summary>
    private sealed class Group(Dictionary<Key, Group> groups, Key place) : SlotList
    {
        public Key Place { get; } = place;

        // The group began with its first member.
        public override void TakeBack(Slot slot)
        {
            base.TakeBack(slot);
            if (Count == 0)
            {
                groups.Remove(Place);
            }
        }
    }
}
