namespace Workflows.Rules.Network;

/// <summary>One result for each key that has members.</summary>
internal sealed class GroupStage(StageSpec spec, Func<SlotList, object> view) : Stage(spec)
{
    private readonly Dictionary<GroupKey, SlotList> _groups = [];
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

        if (slot.List is { } list && Equals(list.Key, key))
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

    private bool TryEvaluate(Matcher matcher, Slot slot, out object? key, out object? element)
    {
        element = slot.Fact.Value;
        return TryValue(matcher, _key, slot.Fact, out key) && (_element is null || TryValue(matcher, _element, slot.Fact, out element));
    }

    private void Place(Matcher matcher, Slot slot)
    {
        if (TryEvaluate(matcher, slot, out var key, out var element))
        {
            slot.Value = element;
            Enter(matcher, slot, key);
        }
    }

    private void Enter(Matcher matcher, Slot slot, object? key)
    {
        ref var list =
            ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_groups, new GroupKey(key), out var known);
        if (!known)
        {
            list = Begun(matcher, key);
        }

        Enter(matcher, list!, slot, list!.Last);
        Touch(list.Output!, known ? Pending.Modified : Pending.Added);
    }

    private SlotList Begun(Matcher matcher, object? key)
    {
        var group = new SlotList { Key = key };
        group.Output = new SyntheticFact(view(group), group);
        matcher.Undo(() => _groups.Remove(new GroupKey(key)));
        return group;
    }

    private void End(Matcher matcher, SlotList list)
    {
        _groups.Remove(new GroupKey(list.Key));
        matcher.Undo(() => _groups.Add(new GroupKey(list.Key), list));
    }

    private void Leave(Matcher matcher, Slot slot)
    {
        if (slot.List is not { } list)
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
}
