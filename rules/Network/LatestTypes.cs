namespace Workflows.Rules.Network;

/// <summary>
/// What is known about the types of facts that came last. Facts of one type come together, or a change goes from one type to another and
/// back, so that few places do; a look-up among all types costs more than all else that is asked of a type.
/// </summary>
internal struct LatestTypes<T>()
{
    private const int Size = 4;
    private readonly (Type? Type, T Known)[] _places = new (Type?, T)[Size];
    private int _next;

    public readonly bool TryGet(Type type, out T known)
    {
        foreach (ref var place in _places.AsSpan())
        {
            if (ReferenceEquals(place.Type, type))
            {
                known = place.Known;
                return true;
            }
        }

        known = default!;
        return false;
    }

    public void Add(Type type, T known)
    {
        _places[_next] = (type, known);
        _next = (_next + 1) % Size;
    }
}
