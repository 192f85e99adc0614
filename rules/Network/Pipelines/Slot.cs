namespace Workflows.Rules.Network;

/// <summary>One member of an aggregate: the fact and what the aggregate keeps about it.</summary>
internal sealed class Slot(WorkFact fact)
{
    public readonly WorkFact Fact = fact;

    /// <summary>What the member contributes: the element, the projected value.</summary>
    public object? Value;

    /// <summary>The group or list it stands in; null while it is withdrawn.</summary>
    public SlotList? List;
    public Slot? Next;
    public Slot? Prev;

    /// <summary>Sort keys, distinct values, or a custom aggregator's mark.</summary>
    public object? Extra;

    /// <summary>The whole-number contribution to the list's first running sum.</summary>
    public long Number;
}

/// <summary>Members in order, each taken out at the same cost.</summary>
internal class SlotList
{
    public Slot? First;
    public Slot? Last;
    public int Count;

    /// <summary>Changes with every change of the members, so that a materialised view knows when it is old.</summary>
    public int Version;

    public object? Key;

    /// <summary>The fact that stands for this list downstream.</summary>
    public SyntheticFact? Output;

    /// <summary>A sum of the members that is kept up to date; made when a rule first asks for it.</summary>
    public RunningSum? Sum;

    /// <summary>A member has come in.</summary>
    public void Entered(Slot slot) => Sum?.Enter(slot);

    /// <summary>A member is about to go.</summary>
    public void Left(Slot slot) => Sum?.Leave(slot);

    /// <summary>A member's fact has changed.</summary>
    public void Changed(Slot slot)
    {
        Version++;
        Sum?.Change(slot);
    }

    public void Append(Slot slot) => InsertAfter(slot, Last);

    /// <summary>Puts a member behind another; behind null means in front.</summary>
    public void InsertAfter(Slot slot, Slot? after)
    {
        slot.List = this;
        slot.Prev = after;
        slot.Next = after is null ? First : after.Next;
        if (slot.Prev is null)
        {
            First = slot;
        }
        else
        {
            slot.Prev.Next = slot;
        }

        if (slot.Next is null)
        {
            Last = slot;
        }
        else
        {
            slot.Next.Prev = slot;
        }

        Count++;
        Version++;
    }

    public void Remove(Slot slot)
    {
        if (slot.Prev is null)
        {
            First = slot.Next;
        }
        else
        {
            slot.Prev.Next = slot.Next;
        }

        if (slot.Next is null)
        {
            Last = slot.Prev;
        }
        else
        {
            slot.Next.Prev = slot.Prev;
        }

        slot.List = null;
        Count--;
        Version++;
    }

    /// <summary>Puts a removed member back where it was, in the reverse order of the removals.</summary>
    public void Restore(Slot slot) => InsertAfter(slot, slot.Prev);

    public IEnumerable<WorkFact> Facts
    {
        get
        {
            for (var slot = First; slot is not null; slot = slot.Next)
            {
                yield return slot.Fact;
            }
        }
    }
}

/// <summary>The sum of a whole-number selector over the members of one list, changed by each member's difference.</summary>
internal sealed class RunningSum(Evaluator selector)
{
    private long _total;
    private bool _broken;

    public Evaluator Selector { get; } = selector;

    public bool TryTotal(out long total)
    {
        total = _total;
        return !_broken;
    }

    public void Enter(Slot slot)
    {
        slot.Number = Contribution(slot);
        Add(slot.Number);
    }

    public void Leave(Slot slot) => Add(-slot.Number);

    public void Change(Slot slot)
    {
        var before = slot.Number;
        slot.Number = Contribution(slot);
        Add(slot.Number - before);
    }

    private void Add(long difference)
    {
        var total = _total + difference;
        _broken |= ((_total ^ total) & (difference ^ total)) < 0;
        _total = total;
    }

    private long Contribution(Slot slot)
    {
        try
        {
            return Selector.Whole(slot.Value);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The rule's own expression is evaluated instead and reports the failure with its place.
            _broken = true;
            return 0;
        }
    }
}
