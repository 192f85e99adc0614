using System.Buffers;

namespace Workflows.Rules.Network;

/// <summary>
/// The order in which the matches of one change come up: that in which their rules were loaded, and for one rule that in which they were
/// found. Where in the network a rule is found first is nobody's business. A change that brings more than <see cref="Most"/> keeps the
/// order in which they were found, fact by fact: so they lie in memory, and in another order inserting took twice as long and firing more.
/// </summary>
internal static class LoadOrder
{
    /// <summary>How many changes are ordered.</summary>
    public const int Most = 1024;

    /// <summary>The places of the changes in their order, to be given back; null when they stand in it already.</summary>
    public static int[]? Of(Journal<MatchChange> changes)
    {
        if (changes.Count > Most)
        {
            return null;
        }

        var latest = 0;
        for (var i = 0; i < changes.Count; i++)
        {
            var number = NumberOf(changes, i);
            if (number < latest)
            {
                return Sorted(changes);
            }

            latest = number;
        }

        return null;
    }

    public static void GiveBack(int[]? places)
    {
        if (places is not null)
        {
            ArrayPool<int>.Shared.Return(places);
        }
    }

    private static int NumberOf(Journal<MatchChange> changes, int i) => changes[i].Match.Compiled.Number;

    // Rule and place in one number, so that no two are equal.
    private static int[] Sorted(Journal<MatchChange> changes)
    {
        var places = ArrayPool<int>.Shared.Rent(changes.Count);
        var used = places.AsSpan(0, changes.Count);
        for (var i = 0; i < used.Length; i++)
        {
            used[i] = (NumberOf(changes, i) * Most) + i;
        }

        used.Sort();
        foreach (ref var place in used)
        {
            place %= Most;
        }

        return places;
    }
}
