namespace Workflows.Engine;

/// <summary>Finds what somebody may have meant who wrote a name that does not exist.</summary>
internal static class NearestName
{
    private const int LongestName = 200;

    /// <summary>The known name with the fewest edits, if it is near enough to be meant; null else.</summary>
    public static string? Find(string name, IEnumerable<string> known)
    {
        string? best = null;
        var least = (Math.Min(name.Length, LongestName) / 3) + 2;
        foreach (var candidate in known)
        {
            var distance = Distance(Shorten(name), Shorten(candidate));
            if (distance < least)
            {
                (best, least) = (candidate, distance);
            }
        }

        return best;
    }

    private static string Shorten(string name) => (name.Length > LongestName ? name[..LongestName] : name).ToUpperInvariant();

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
