using Workflows.Rules.Network;

namespace Workflows.Rules;

/// <summary>Ends a firing round in which rules keep firing each other, and names them.</summary>
internal struct CycleGuard(int limit)
{
    private const int MatchLimit = 100_000;
    private const int Window = 1_000;
    private Dictionary<Match, int>? _again;
    private HashSet<string>? _recent;
    private int _fired;

    public void Count(Match match)
    {
        _fired++;
        var again = 0;

        // A short round is no cycle, and is not counted match by match.
        if (_fired > Window && match.Trigger == RuleModel.MatchTrigger.Updated)
        {
            _again ??= new Dictionary<Match, int>(ReferenceEqualityComparer.Instance);
            again = _again.GetValueOrDefault(match) + 1;
            _again[match] = again;
        }

        if (_fired > limit - Window || again > MatchLimit - Window)
        {
            (_recent ??= []).Add(match.Rule.Name);
            if (_fired >= limit || again >= MatchLimit)
            {
                throw new RuleCycleException([.. _recent], _fired);
            }
        }
    }
}
