namespace Workflows.Rules.Network;

/// <summary>One result for each key that has members.</summary>
internal sealed class GroupStage(StageSpec spec, Func<SlotList, object> view) : Stage(spec)
{
    private readonly BoundExpression _key = spec.One(RuleModel.AggregateNames.KeySelector);
    private readonly BoundExpression? _element = spec.Optional(RuleModel.AggregateNames.ElementSelector);
    private readonly bool _hasPlainKeys = HasPlainKeys(spec);
    private NumberTable _numbers = new();
    private Slab<Group> _groups = new();

    public override IEnumerable<SyntheticFact> Outputs(IEnumerable<Slot> members) => _groups.All.Select(g => g.Output!);

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
            Touch(list);
            return;
        }

        Leave(matcher, slot);
        Assign(matcher, slot, element);
        Enter(matcher, slot, key);
    }

    public override void Remove(Matcher matcher, Slot slot) => Leave(matcher, slot);

    private static bool HasPlainKeys(StageSpec spec)
    {
        var key = spec.One(RuleModel.AggregateNames.KeySelector);
        return key.IsWhole && key.Rule.ResultType == spec.Element.ResultType.GetGenericArguments()[0];
    }

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
        var hash = key.GetHashCode();
        if (_groups[NumberOf(key, hash)] is { } known)
        {
            Enter(matcher, known, slot, known.Last);
            Touch(known);
            return;
        }

        var group = Begin(slot.Fact, key, hash);
        Enter(matcher, group, slot, null);
        group.Touched = Round;
        Touch(group.Output!, Pending.Added);
    }

    // Most groups of a batch are touched again and again: their result, which lies elsewhere, is looked at once.
    private void Touch(Group group)
    {
        if (group.Touched != Round)
        {
            group.Touched = Round;
            Touch(group.Output!, Pending.Modified);
        }
    }

    private Group Begin(WorkFact fact, Key key, int hash)
    {
        var group = new Group(this, key, hash);
        group.Key = group.HasPlainKey ? null : _key.Value(Owner, fact.Value);
        group.Output = new SyntheticFact(view(group), group);
        group.Sum = Spec.Summed is { } summed ? new RunningSum(summed) : null;
        _numbers.Add(hash, _groups.Add(group));
        return group;
    }

    private int NumberOf(Key key, int hash)
    {
        var place = -1;
        var number = _numbers.Next(hash, ref place);
        while (number != 0 && !_groups[number]!.Place.Equals(key))
        {
            number = _numbers.Next(hash, ref place);
        }

        return number;
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
            Touch(list);
        }
    }

    private void End(Matcher matcher, Group group)
    {
        Forget(group);
        matcher.Undo(() => _numbers.Add(group.Hash, _groups.Add(group)));
    }

    private void Forget(Group group)
    {
        var number = NumberOf(group.Place, group.Hash);
        _numbers.Remove(group.Hash, number);
        _groups.Remove(number);
    }

    /// <summary>The members of one key.</summary>
    internal sealed class Group(GroupStage stage, Key place, int hash) : SlotList
    {
        /// <summary>The key to be found by.</summary>
        public Key Place { get; } = place;

        /// <summary>The key's hash when the group began: a key of a class that can change is still found.</summary>
        public int Hash { get; } = hash;

        /// <summary>The round of the stage in which its result was touched last.</summary>
        public int Touched { get; set; }

        /// <summary>Whether the key as the rules see it is the number that the group is found by.</summary>
        public bool HasPlainKey => stage._hasPlainKeys;

        public override StageSpec Spec => stage.Spec;

        // The group began with its first member.
        public override void TakeBack(Slot slot)
        {
            base.TakeBack(slot);
            if (Count == 0)
            {
                stage.Forget(this);
            }
        }
    }
}
