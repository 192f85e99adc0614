namespace Workflows.Rules.Network;

/// <summary>One result for each key that has members.</summary>
internal sealed class GroupStage(StageSpec spec, Func<SlotList, object> view) : Stage(spec)
{
    private readonly Dictionary<GroupKey, SlotList> _groups = [];
    private readonly BoundExpression _key = spec.One(RuleModel.AggregateNames.KeySelector);
    private readonly BoundExpression? _element = spec.Optional(RuleModel.AggregateNames.ElementSelector);

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
            Leave(slot);
            return;
        }

        if (slot.List is { } list && Equals(list.Key, key))
        {
            slot.Value = element;
            list.Changed(slot);
            Touch(list.Output!, Pending.Modified);
            return;
        }

        Leave(slot);
        slot.Value = element;
        Enter(slot, key);
    }

    public override void Remove(Matcher matcher, Slot slot) => Leave(slot);

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
            Enter(slot, key);
        }
    }

    private void Enter(Slot slot, object? key)
    {
        ref var list =
            ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_groups, new GroupKey(key), out var known);
        if (!known)
        {
            var group = new SlotList { Key = key };
            group.Output = new SyntheticFact(view(group), () => group.Facts);
            list = group;
        }

        list!.Append(slot);
        list.Entered(slot);
        Touch(list.Output!, known ? Pending.Modified : Pending.Added);
    }

    private void Leave(Slot slot)
    {
        if (slot.List is not { } list)
        {
            return;
        }

        list.Left(slot);
        list.Remove(slot);
        if (list.Count == 0)
        {
            _groups.Remove(new GroupKey(list.Key));
            Touch(list.Output!, Pending.Removed);
        }
        else
        {
            Touch(list.Output!, Pending.Modified);
        }
    }
}
