using System.Diagnostics.CodeAnalysis;
using Workflows.Rules.Feel;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Facts;

/// <summary>
/// A fact of a declared type. Immutable: a change is another fact with the same key. Two facts are equal when type and all values are.
/// To expressions it is a context with its fields.
/// </summary>
public sealed class RuleFact : FeelRecord, IDeclaredFact, IEquatable<RuleFact>
{
    private int _hash;

    /// <param name="type">Its type.</param>
    /// <param name="values">One value for each field, of the closed set of FEEL values; not changed afterwards.</param>
    public RuleFact(FactType type, object?[] values)
        : base(type.Type, values)
    {
        FactType = type;
        Key = type.KeyOf(this);
    }

    public FactType FactType { get; }

    /// <summary>What identifies it among the facts of its type; null where the type has no key.</summary>
    public string? Key { get; }

    public string FactTypeName => FactType.Name;

    /// <summary>The value of a field by its name; null for an unknown name too.</summary>
    public object? this[string field] => FactType.IndexOf(field) is >= 0 and var index ? this[index] : null;

    public bool Equals([NotNullWhen(true)] RuleFact? other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (other is null || other.FactTypeName != FactTypeName || other.Count != Count || other.Key != Key)
        {
            return false;
        }

        for (var i = 0; i < Count; i++)
        {
            if (!FeelValues.Comparer.Equals(this[i], other[i]))
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as RuleFact);

    public override int GetHashCode()
    {
        if (_hash == 0)
        {
            var hash = default(HashCode);
            hash.Add(FactTypeName);
            for (var i = 0; i < Count; i++)
            {
                hash.Add(this[i], FeelValues.Comparer);
            }

            _hash = hash.ToHashCode() is var computed and not 0 ? computed : 1;
        }

        return _hash;
    }

    /// <summary>Type and key, or type and first value: how a fact is named in messages.</summary>
    public override string ToString() => $"{FactTypeName} {Key ?? FactText.Of(Count == 0 ? null : this[0])}";
}
