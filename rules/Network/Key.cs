namespace Workflows.Rules.Network;

/// <summary>
/// The value two sides of an equality join must share: whole numbers without boxing, anything else by <see
/// cref="object.Equals(object?)"/>.
/// </summary>
internal readonly struct Key : IEquatable<Key>
{
    private static readonly object NullMark = new();
    private static readonly object FailedMark = new();
    private readonly long _bits;
    private readonly object? _value;

    public Key(long bits)
    {
        _bits = bits;
        _value = null;
    }

    public Key(object? value)
    {
        _bits = 0;
        _value = value ?? NullMark;
    }

    /// <summary>The key of what has none, because computing it failed: the conditions themselves are asked then.</summary>
    public static Key Failed { get; } = new(FailedMark);

    /// <summary>The whole number, if the key is one.</summary>
    public long Bits => _bits;

    public bool IsFailed => ReferenceEquals(_value, FailedMark);

    /// <summary>Whether its hash is soon computed and cannot fail.</summary>
    public bool IsCheap => _value is null or string or decimal;

    public bool Equals(Key other) =>
        _bits == other._bits && (ReferenceEquals(_value, other._value) || (_value is not null && _value.Equals(other._value)));

    public override bool Equals(object? obj) => obj is Key other && Equals(other);

    public override int GetHashCode()
    {
        var hash = _value is null ? (ulong)_bits * 0x9E3779B97F4A7C15UL : (ulong)(uint)_value.GetHashCode() * 0x9E3779B97F4A7C15UL;
        return (int)(hash >> 32);
    }

    /// <summary>Several keys as one.</summary>
    internal sealed class Composite(Key[] parts) : IEquatable<Composite>
    {
        private readonly Key[] _parts = parts;

        public bool Equals(Composite? other) => other is not null && _parts.AsSpan().SequenceEqual(other._parts);

        public override bool Equals(object? obj) => Equals(obj as Composite);

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            foreach (var part in _parts)
            {
                hash.Add(part.GetHashCode());
            }

            return hash.ToHashCode();
        }
    }
}
