namespace Workflows.Rules.Network;

/// <summary>
/// One member of an aggregate: the fact and what the aggregate keeps about it. The members of a query without outer names are uses of
/// their facts; for the others a token stands for the member.
/// </summary>
internal class Slot : FactUse
{
    public Slot(WorkFact fact) => base.Fact = fact;

    public new WorkFact Fact => base.Fact!;

    /// <summary>What the member contributes: the element, the projected value.</summary>
    public object? Value;

    /// <summary>The group or list it stands in; null while it is withdrawn.</summary>
    public SlotList? List;
    public Slot? Next;
    public Slot? Prev;

    /// <summary>The query without outer names whose member it is.</summary>
    public PipelineNode? Reader;

    /// <summary>The whole-number contribution to the list's first running sum.</summary>
    public long Number;
}

/// <summary>A member about which its aggregate keeps more: sort keys, the items it was flattened to, its own result.</summary>
internal sealed class NotedSlot(WorkFact fact) : Slot(fact)
{
    public object? Extra;
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

    /// <summary>The stage that begins lists of this kind again and again; null for a list that is there once.</summary>
    public virtual StageSpec? Spec => null;

    /// <summary>A member's fact has changed.</summary>
    public void Changed(Matcher matcher, Slot slot)
    {
        Version++;
        Sum?.Change(slot);
        matcher.SlotChanged(this);
    }

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

    /// <summary>
    /// Undoes that a member came in. The sum may have been made in the middle of the change: it is forgotten, and made anew when it is
    /// asked for.
    /// </summary>
    public virtual void TakeBack(Slot slot)
    {
        Sum = null;
        Remove(slot);
    }

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
