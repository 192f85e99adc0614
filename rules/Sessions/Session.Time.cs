using Workflows.Rules.Network;

namespace Workflows.Rules;

/// <summary>Time as an argument: rules with effective dates, facts that expire.</summary>
internal sealed partial class Session
{
    private Dictionary<WorkFact, DateTimeOffset>? _expiries;
    private HashSet<Match>? _outOfTime;

    public DateTimeOffset? Now { get; private set; }

    public void AdvanceTo(DateTimeOffset now)
    {
        if (now < Now)
        {
            throw new ArgumentOutOfRangeException(nameof(now), now, $"Time does not go back; it is {Now}");
        }

        Now = now;
        if (_expiries is not null)
        {
            var due = _expiries.Where(e => e.Value <= now).OrderBy(e => e.Value).Select(e => e.Key.Value!).ToList();
            if (due.Count > 0)
            {
                RetractAll(due);
            }
        }

        foreach (var match in _outOfTime?.ToArray() ?? [])
        {
            if (!match.IsAlive || !IsOutOfTime(match))
            {
                _outOfTime!.Remove(match);
                if (match.IsAlive)
                {
                    Come(match);
                }
            }
        }
    }

    private void Expire(object fact, DateTimeOffset expires)
    {
        _expiries ??= [];
        _expiries[_facts.Find(fact)!] = expires;
    }

    private bool IsOutOfTime(Match match)
    {
        if (!IsOutside(match))
        {
            return false;
        }

        (_outOfTime ??= []).Add(match);
        return true;
    }

    private bool IsOutside(Match match) => match.Compiled.IsTimed && Now is not null
        && !(Now >= (match.Rule.EffectiveFrom ?? DateTimeOffset.MinValue) && Now < (match.Rule.EffectiveTo ?? DateTimeOffset.MaxValue));
}
