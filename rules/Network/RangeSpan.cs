namespace Workflows.Rules.Network;

/// <summary>A value that has an order among those of its type. Whole numbers and moments are compared without a box.</summary>
internal readonly struct OrderedKey
{
    private readonly long _whole;
    private readonly IComparable? _other;

    public OrderedKey(long whole)
    {
        _whole = whole;
        _other = null;
    }

    private OrderedKey(IComparable other)
    {
        _whole = 0;
        _other = other;
    }

    public static bool TryOf(object? value, out OrderedKey key)
    {
        switch (value)
        {
            case long whole:
                key = new OrderedKey(whole);
                return true;
            case int whole:
                key = new OrderedKey(whole);
                return true;
            case DateTime moment:
                key = new OrderedKey(moment.Ticks);
                return true;
            case DateTimeOffset moment:
                key = new OrderedKey(moment.UtcTicks);
                return true;
            case IComparable other:
                key = new OrderedKey(other);
                return true;
            default:
                key = default;
                return false;
        }
    }

    public int CompareTo(in OrderedKey other) =>
        _other is null ? _whole.CompareTo(other._whole) : _other.CompareTo(other._other);
}

/// <summary>From one value to another of the same type, both included; an end may be missing.</summary>
/// <param name="type">The type of its values; the values of spans of different types are not compared.</param>
/// <param name="stretch">From where to where.</param>
internal readonly struct RangeSpan(Type type, Stretch stretch)
{
    public readonly Stretch Stretch = stretch;

    public Type Type => type;
}

/// <summary>A span without its type.</summary>
internal readonly struct Stretch(OrderedKey from, OrderedKey to, bool hasFrom, bool hasTo)
{
    public readonly OrderedKey From = from;
    public readonly OrderedKey To = to;
    public readonly bool HasFrom = hasFrom;
    public readonly bool HasTo = hasTo;

    /// <summary>Whether it begins behind the end of another.</summary>
    public bool IsBehind(in Stretch other) => HasFrom && other.HasTo && From.CompareTo(other.To) > 0;
}
