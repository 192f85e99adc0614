using System.Diagnostics.CodeAnalysis;

namespace Workflows.Rules.Feel;

/// <summary>A context: names with values, in an order. Immutable. Names are unique and may hold spaces.</summary>
public interface IFeelContext
{
    /// <summary>How many entries there are.</summary>
    int Count { get; }

    /// <summary>The names in their order.</summary>
    IEnumerable<string> Names { get; }

    /// <summary>The value under a name; false where the name is absent (a present name may hold null).</summary>
    bool TryGet(string name, out object? value);
}

/// <summary>
/// A context of a declared type whose values stand in slots, in the order of the type's fields. Compiled expressions whose static type is
/// that very <see cref="ContextType"/> read a slot by its index instead of looking a name up; any other reader sees a context.
/// </summary>
public abstract class FeelRecord : IFeelContext
{
    private readonly ContextType _type;
    private readonly object?[] _slots;

    /// <param name="type">The type; compared by reference.</param>
    /// <param name="slots">A value for each field, not changed afterwards.</param>
    protected FeelRecord(ContextType type, object?[] slots)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(slots);
        if (slots.Length != type.Fields.Count)
        {
            throw new ArgumentException("A record has a slot for each field", nameof(slots));
        }

        (_type, _slots) = (type, slots);
    }

    /// <summary>The declared type.</summary>
    public ContextType Type => _type;

    public int Count => _slots.Length;

    public IEnumerable<string> Names => _type.Fields.Select(f => f.Name);

    /// <summary>The value of a field by its index in the type.</summary>
    public object? this[int index] => _slots[index];

    internal object?[] Slots => _slots;

    public bool TryGet(string name, [MaybeNull] out object? value)
    {
        var index = _type.IndexOf(name);
        value = index < 0 ? null : _slots[index];
        return index >= 0;
    }
}
