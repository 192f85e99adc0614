namespace Workflows.Rules.Network;

/// <summary>
/// The sum of a whole-number selector over the members of one list, changed by each member's difference. When a change is undone the list
/// forgets its sum and makes it anew.
/// </summary>
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

    public void Enter(Slot slot) => Set(slot, Contribution(slot), 0);

    public void Leave(Slot slot) => Set(slot, 0, slot.Number);

    public void Change(Slot slot) => Set(slot, Contribution(slot), slot.Number);

    private void Set(Slot slot, long now, long before)
    {
        slot.Number = now;
        var difference = now - before;
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
