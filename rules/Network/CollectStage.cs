using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Network;

/// <summary>One list of all members, in the order of arrival or sorted; also when there are none.</summary>
internal sealed class CollectStage(StageSpec spec, Func<SlotList, object> view) : Stage(spec)
{
    private readonly SlotList _list = new();
    private readonly (BoundExpression Key, bool Descending)[] _sort =
    [
        .. spec.Expressions.Where(e => e.Key is AggregateNames.SortAscending or AggregateNames.SortDescending)
            .Select(e => (e.Value, e.Key == AggregateNames.SortDescending)),
    ];

    public override void Start()
    {
        _list.Output = new SyntheticFact(view(_list), _list);
        Touch(_list.Output, Pending.Added);
    }

    public override IEnumerable<SyntheticFact> Outputs(IEnumerable<Slot> members) => [_list.Output!];

    public override Slot Add(Matcher matcher, WorkFact fact)
    {
        var slot = _sort.Length == 0 ? new Slot(fact) : new NotedSlot(fact);
        slot.Value = fact.Value;
        Enter(matcher, slot);
        return slot;
    }

    public override void Modify(Matcher matcher, Slot slot)
    {
        Assign(matcher, slot, slot.Fact.Value);
        if (_sort.Length > 0 || slot.List is null)
        {
            Remove(matcher, slot);
            Enter(matcher, slot);
            return;
        }

        _list.Changed(matcher, slot);
        Touch(_list.Output!, Pending.Modified);
    }

    public override void Remove(Matcher matcher, Slot slot)
    {
        if (slot.List is not null)
        {
            Exit(matcher, slot);
            Touch(_list.Output!, Pending.Modified);
        }
    }

    private void Enter(Matcher matcher, Slot slot)
    {
        if (_sort.Length == 0)
        {
            Enter(matcher, _list, slot, _list.Last);
        }
        else if (TrySortKeys(matcher, slot))
        {
            Enter(matcher, _list, slot, Before(slot));
        }
        else
        {
            return;
        }

        Touch(_list.Output!, Pending.Modified);
    }

    private bool TrySortKeys(Matcher matcher, Slot slot)
    {
        var keys = new object?[_sort.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            if (!TryValue(matcher, _sort[i].Key, slot.Fact, out keys[i]))
            {
                return false;
            }
        }

        Note(matcher, slot, keys);
        return true;
    }

    // Equal keys stand in the order of arrival, so the newcomer goes behind the last that is not greater.
    private Slot? Before(Slot slot)
    {
        var candidate = _list.Last;
        while (candidate is not null && Compare((object?[])NoteOf(candidate)!, (object?[])NoteOf(slot)!) > 0)
        {
            candidate = candidate.Prev;
        }

        return candidate;
    }

    private int Compare(object?[] a, object?[] b)
    {
        for (var i = 0; i < _sort.Length; i++)
        {
            var order = Comparer<object>.Default.Compare(a[i], b[i]);
            if (order != 0)
            {
                return _sort[i].Descending ? -order : order;
            }
        }

        return 0;
    }
}
