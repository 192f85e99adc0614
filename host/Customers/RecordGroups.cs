namespace Workflows.Host.Customers;

/// <summary>Records joined into groups pair by pair, where two records that are kept apart never come into one group.</summary>
internal sealed class RecordGroups
{
    private readonly Dictionary<string, List<string>> groups = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> apart = new(StringComparer.Ordinal);

    public void KeepApart(string a, string b)
    {
        Others(a).Add(b);
        Others(b).Add(a);
    }

    /// <summary>Joins the groups of two records; false where that would bring together what is kept apart.</summary>
    public bool TryJoin(string a, string b)
    {
        var (first, second) = (GroupOf(a), GroupOf(b));
        if (ReferenceEquals(first, second))
        {
            return true;
        }

        if (first.Exists(id => apart.TryGetValue(id, out var others) && second.Exists(others.Contains)))
        {
            return false;
        }

        var (large, small) = first.Count >= second.Count ? (first, second) : (second, first);
        large.AddRange(small);
        foreach (var id in small)
        {
            groups[id] = large;
        }

        return true;
    }

    /// <summary>The first record of a group, which stands for it.</summary>
    public string NameOf(string id) => GroupOf(id).Min(StringComparer.Ordinal)!;

    /// <summary>The groups of two and more records, each in the order of their numbers.</summary>
    public IEnumerable<IReadOnlyList<string>> All() => groups.Values.Distinct().Where(group => group.Count > 1)
        .Select(group => (IReadOnlyList<string>)[.. group.Order(StringComparer.Ordinal)]);

    private List<string> GroupOf(string id) => groups.TryGetValue(id, out var group) ? group : groups[id] = [id];

    private HashSet<string> Others(string id) => apart.TryGetValue(id, out var others) ? others : apart[id] = new(StringComparer.Ordinal);
}
