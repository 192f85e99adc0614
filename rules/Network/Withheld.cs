namespace Workflows.Rules.Network;

/// <summary>
/// The members of a query on which a selector failed, aggregate by aggregate. As long as an aggregate has one, its results are withheld:
/// a sum or a list without that member would be a wrong answer.
/// </summary>
internal sealed class Withheld(int stages)
{
    private readonly HashSet<Slot>?[] _failed = new HashSet<Slot>?[stages];
    private readonly bool[] _isWithheld = new bool[stages];

    /// <summary>Whether nothing of an aggregate is to be shown.</summary>
    public bool Is(int stage) => _isWithheld[stage];

    /// <summary>Notes whether a member failed when its aggregate was told of it last.</summary>
    public void Note(Matcher matcher, int stage, Slot slot, bool hasFailed)
    {
        var failed = _failed[stage] ??= [];
        if (hasFailed && failed.Add(slot))
        {
            matcher.Undo(() => failed.Remove(slot));
        }
        else if (!hasFailed && failed.Remove(slot))
        {
            matcher.Undo(() => failed.Add(slot));
        }
    }

    /// <summary>Whether an aggregate's results have to go now, or come back now.</summary>
    public bool Turns(Matcher matcher, int stage)
    {
        var isWithheld = _failed[stage] is { Count: > 0 };
        if (isWithheld == _isWithheld[stage])
        {
            return false;
        }

        _isWithheld[stage] = isWithheld;
        matcher.Undo(() => _isWithheld[stage] = !isWithheld);
        return true;
    }
}
