using System.Collections;
using Workflows.Rules.Network;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Reasons;

/// <summary>
/// Looks inside a group under "exists" or "not". The steps before the group and those inside it become a branch, which is walked like the
/// rule itself; of its matches those count that begin as the match that is asked about.
/// </summary>
internal sealed class GroupLook(WhyNotQuestion question, BranchWalk outer)
{
    private readonly Dictionary<RuleElement, List<BranchWalk>> _walks = new(ReferenceEqualityComparer.Instance);

    /// <summary>The match that gets furthest inside the group, with what stops it there; null when none is stopped.</summary>
    public PartialMatch? Furthest(int level, Token token, RuleElement group)
    {
        var values = outer.ValuesAt(level, token);
        PartialMatch? best = null;
        foreach (var walk in WalksOf(level, group))
        {
            var stuck = walk.Stuck.Where(s => s.Level >= level && Begins(walk, s.Level, s.Token, values)).ToList();
            if (stuck.Count == 0)
            {
                continue;
            }

            var (reached, at) = stuck.MaxBy(s => s.Level);
            var found = new StepLook(walk, question).At(reached, at);
            found = found with { Reached = found.Reached - level, Steps = found.Steps - level };
            if (best is null || (double)found.Reached / found.Steps > (double)best.Reached / best.Steps)
            {
                best = found;
            }
        }

        return best;
    }

    /// <summary>The facts of the first match of the whole group; null when there is none.</summary>
    public IReadOnlyList<object?>? Whole(int level, Token token, RuleElement group)
    {
        var values = outer.ValuesAt(level, token);
        foreach (var walk in WalksOf(level, group))
        {
            var steps = walk.Trace.Steps.Count;
            if (walk.Full.Find(t => Begins(walk, steps, t, values)) is { } full)
            {
                return [.. walk.ValuesAt(steps, full).Where(v => !values.ContainsKey(v.Key)).Select(v => v.Value)];
            }
        }

        return null;
    }

    private List<BranchWalk> WalksOf(int level, RuleElement group)
    {
        if (!_walks.TryGetValue(group, out var walks))
        {
            walks = [.. Branches.Of(group).Select(inner => new BranchWalk(question, [.. outer.Branch.Take(level), .. inner]))];
            _walks.Add(group, walks);
        }

        return walks;
    }

    private static bool Begins(BranchWalk walk, int level, Token token, Dictionary<string, object?> values)
    {
        var own = walk.ValuesAt(level, token);
        return values.All(v => own.TryGetValue(v.Key, out var value) && IsSame(v.Value, value));
    }

    // The result of a query is made anew in each network, of the same facts.
    private static bool IsSame(object? a, object? b) =>
        ReferenceEquals(a, b) || Equals(a, b)
        || (a is IEnumerable first and not string && b is IEnumerable second and not string
            && first.Cast<object?>().SequenceEqual(second.Cast<object?>()));
}
