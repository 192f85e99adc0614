namespace Workflows.Rules.Feel;

/// <summary>The ordinary context: an ordered list of entries with an index once it is long.</summary>
public sealed class FeelContext : IFeelContext
{
    private const int IndexedFrom = 9;

    private readonly string[] _names;
    private readonly object?[] _values;
    private readonly Dictionary<string, int>? _index;

    private FeelContext(string[] names, object?[] values)
    {
        (_names, _values) = (names, values);
        if (names.Length >= IndexedFrom)
        {
            _index = new Dictionary<string, int>(names.Length, StringComparer.Ordinal);
            for (var i = 0; i < names.Length; i++)
            {
                _index[names[i]] = i;
            }
        }
    }

    public static FeelContext Empty { get; } = new([], []);

    public int Count => _names.Length;

    public IEnumerable<string> Names => _names;

    /// <summary>From entries in their order; of two with one name the later one's value stands, at the earlier one's place.</summary>
    public static FeelContext Of(params IEnumerable<(string Name, object? Value)> entries)
    {
        var names = new List<string>();
        var values = new List<object?>();
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (name, value) in entries)
        {
            if (index.TryGetValue(name, out var known))
            {
                values[known] = value;
                continue;
            }

            index.Add(name, names.Count);
            names.Add(name);
            values.Add(value);
        }

        return new FeelContext([.. names], [.. values]);
    }

    public static FeelContext Of(IEnumerable<KeyValuePair<string, object?>> entries) => Of(entries.Select(e => (e.Key, e.Value)));

    public bool TryGet(string name, out object? value)
    {
        var at = IndexOf(name);
        value = at < 0 ? null : _values[at];
        return at >= 0;
    }

    public override string ToString() => FeelValues.Text(this);

    /// <summary>Names that are known to be unique; the arrays are the context's from now on.</summary>
    internal static FeelContext OfUnique(string[] names, object?[] values) => new(names, values);

    private int IndexOf(string name)
    {
        if (_index is not null)
        {
            return _index.TryGetValue(name, out var found) ? found : -1;
        }

        for (var i = 0; i < _names.Length; i++)
        {
            if (string.Equals(_names[i], name, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }
}
