namespace Workflows.Rules.Network;

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
