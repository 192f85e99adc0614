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
        var made = new Entries();
        foreach (var (name, value) in entries)
        {
            made.Add(name, value);
        }

        return made.ToContext();
    }

    /// <inheritdoc cref="Of(IEnumerable{ValueTuple{string, object}})"/>
    public static FeelContext Of(IEnumerable<KeyValuePair<string, object?>> entries)
    {
        var made = new Entries();
        foreach (var (name, value) in entries)
        {
            made.Add(name, value);
        }

        return made.ToContext();
    }

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

    /// <summary>Entries on their way to a context; most have few, which are found by looking at each.</summary>
    private sealed class Entries
    {
        private readonly List<string> _names = [];
        private readonly List<object?> _values = [];
        private Dictionary<string, int>? _places;

        public void Add(string name, object? value)
        {
            var known = _places is null ? _names.IndexOf(name) : _places.GetValueOrDefault(name, -1);
            if (known >= 0)
            {
                _values[known] = value;
                return;
            }

            _places?.Add(name, _names.Count);
            _names.Add(name);
            _values.Add(value);
            if (_places is null && _names.Count == IndexedFrom)
            {
                _places = _names.Index().ToDictionary(entry => entry.Item, entry => entry.Index, StringComparer.Ordinal);
            }
        }

        public FeelContext ToContext() => new([.. _names], [.. _values]);
    }
}
