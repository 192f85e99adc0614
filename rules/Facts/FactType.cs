using System.Text;
using Workflows.Rules.Feel;

namespace Workflows.Rules.Facts;

/// <summary>The declared fields of facts. Immutable.</summary>
public sealed class FactType
{
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    private readonly int[] _keys;

    /// <param name="name">The name as rules and JSON write it.</param>
    /// <param name="label">Its name for people.</param>
    /// <param name="fields">Its fields in order; names are unique.</param>
    /// <param name="isConcluded">Whether rules conclude such facts.</param>
    /// <param name="place">Where it is declared.</param>
    public FactType(string name, LocalText label, IReadOnlyList<FactField> fields, bool isConcluded = false, SourcePlace place = default)
    {
        Name = name;
        Label = label;
        Fields = fields;
        IsConcluded = isConcluded;
        Place = place;
        for (var i = 0; i < fields.Count; i++)
        {
            _index.Add(fields[i].Name, i);
        }

        _keys = [.. Enumerable.Range(0, fields.Count).Where(i => fields[i].IsKey)];
        Type = new ContextType(name, [.. fields.Select(f => new ContextField(f.Name, f.Type))]);
    }

    public string Name { get; }

    public LocalText Label { get; }

    public IReadOnlyList<FactField> Fields { get; }

    /// <summary>Whether rules conclude such facts; others only come from outside.</summary>
    public bool IsConcluded { get; }

    public SourcePlace Place { get; }

    /// <summary>The type of its facts in expressions: a context with the fields.</summary>
    public ContextType Type { get; }

    /// <summary>Whether a fact is identified by key fields. Without, each fact from outside is its own.</summary>
    public bool HasKey => _keys.Length > 0;

    /// <summary>The fields of the key, in order.</summary>
    public IEnumerable<FactField> KeyFields => _keys.Select(i => Fields[i]);

    internal IReadOnlyList<int> KeySlots => _keys;

    /// <summary>The position of a field, or -1.</summary>
    public int IndexOf(string field) => _index.GetValueOrDefault(field, -1);

    public FactField? Find(string field) => IndexOf(field) is >= 0 and var index ? Fields[index] : null;

    /// <summary>
    /// A fact's key as one text: the key fields' values in the order of declaration, joined by <c>|</c>. Null where the type has no key
    /// or a key field is empty.
    /// </summary>
    public string? KeyOf(RuleFact fact) => KeyOf(_keys.Select(i => fact[i]));

    /// <summary>The key text of a fact with these values in its key fields.</summary>
    public static string? KeyOf(IEnumerable<object?> keyValues)
    {
        var text = new StringBuilder();
        var count = 0;
        foreach (var value in keyValues)
        {
            if (value is null)
            {
                return null;
            }

            text.Append(count++ > 0 ? "|" : string.Empty).Append(Escape(FactText.Of(value)));
        }

        return count == 0 ? null : text.ToString();
    }

    public override string ToString() => Name;

    private static string Escape(string part) =>
        part.Contains('|') || part.Contains('\\')
            ? part.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal) : part;
}
