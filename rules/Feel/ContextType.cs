namespace Workflows.Rules.Feel;

/// <summary>A field of a context type.</summary>
public sealed record ContextField(string Name, FeelType Type);

/// <summary>
/// Contexts with known fields. A field's index in <see cref="Fields"/> is its slot in a <see cref="FeelRecord"/> of the type. Fields may
/// be set once after making, so that types can refer to each other.
/// </summary>
public sealed class ContextType : FeelType
{
    private IReadOnlyList<ContextField> _fields;
    private Dictionary<string, int> _index;
    private bool _isSet;
    private int _parts;

    /// <param name="name">The type's own name (a fact type, an item definition), or null for a structural one.</param>
    /// <param name="fields">The fields.</param>
    /// <param name="isOpen">Whether values may hold names beyond the fields; in a closed type an unknown name is a mistake.</param>
    public ContextType(string? name, IReadOnlyList<ContextField> fields, bool isOpen = false)
        : base(FeelKind.Context)
    {
        (TypeName, IsOpen) = (name, isOpen);
        (_fields, _index, _parts) = (fields, IndexOf(fields), fields.Sum(f => f.Type.Parts));
        _isSet = fields.Count > 0 || isOpen;
    }

    /// <summary>Its own name, or null.</summary>
    public string? TypeName { get; }

    public bool IsOpen { get; }

    public IReadOnlyList<ContextField> Fields => _fields;

    internal override int Parts => TypeName is not null ? 1 : 1 + _parts;

    public override string Name => TypeName
        ?? (_fields.Count == 0 ? "context" : $"context<{string.Join(", ", _fields.Select(f => $"{f.Name}: {f.Type.Name}"))}>");

    /// <summary>Sets the fields of a type that was made without; once.</summary>
    public void SetFields(IReadOnlyList<ContextField> fields)
    {
        if (_isSet)
        {
            throw new InvalidOperationException("The fields of a context type are set once");
        }

        (_fields, _index, _parts, _isSet) = (fields, IndexOf(fields), fields.Sum(f => f.Type.Parts), true);
    }

    /// <summary>The slot of a field, or −1.</summary>
    public int IndexOf(string name) => _index.TryGetValue(name, out var at) ? at : -1;

    /// <summary>The type of a field, or null where there is none.</summary>
    public FeelType? FieldType(string name) => _index.TryGetValue(name, out var at) ? _fields[at].Type : null;

    public override bool Equals(FeelType? other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        return other is ContextType { TypeName: null } context && TypeName is null && IsOpen == context.IsOpen
            && _fields.SequenceEqual(context._fields);
    }

    public override int GetHashCode() => TypeName is null
        ? HashCode.Combine(FeelKind.Context, _fields.Count)
        : TypeName.GetHashCode(StringComparison.Ordinal);

    private static Dictionary<string, int> IndexOf(IReadOnlyList<ContextField> fields)
    {
        var index = new Dictionary<string, int>(fields.Count, StringComparer.Ordinal);
        for (var i = 0; i < fields.Count; i++)
        {
            index.TryAdd(fields[i].Name, i);
        }

        return index;
    }
}
