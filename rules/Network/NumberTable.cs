using System.Numerics;
using System.Runtime.CompilerServices;

namespace Workflows.Rules.Network;

/// <summary>
/// Numbers by hash; what they number stands in a <see cref="Slab{T}"/>. The table holds no references, so the collector need not look at
/// it. A place is found from the upper bits of the hash, so that a larger table is filled in the order of the smaller one.
/// </summary>
internal struct NumberTable()
{
    private const int Free = 0;

    // A quarter of the places stays free: a search ends at one.
    private const int Least = 8;
    private Place[] _places = [];
    private int _count;
    private int _shift = 32;

    /// <summary>The next number under a hash; 0 after the last. The search begins with a place of -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int Next(int hash, ref int place)
    {
        if (_count == 0)
        {
            return Free;
        }

        for (var i = place < 0 ? First(hash) : Behind(place); ; i = Behind(i))
        {
            var (itsHash, number) = _places[i];
            if (itsHash == hash || number == Free)
            {
                place = i;
                return number;
            }
        }
    }

    /// <summary>What stands where the search for a hash begins.</summary>
    public readonly int Peek(int hash) => _count == 0 ? Free : _places[First(hash)].Number;

    /// <summary>Bytes of the table.</summary>
    public readonly int Size => _places.Length * 2 * sizeof(int);

    /// <summary>Makes room for so many more, so that the table grows once for them.</summary>
    public void Reserve(int more)
    {
        var wanted = (long)_count + more;
        if (wanted > _places.Length - (_places.Length / 4))
        {
            Resize(Math.Max(Least, checked((int)BitOperations.RoundUpToPowerOf2((uint)(wanted + (wanted / 3) + 1)))));
        }
    }

    public void Add(int hash, int number)
    {
        if (_count >= _places.Length - (_places.Length / 4))
        {
            Resize(Math.Max(Least, checked(_places.Length * 2)));
        }

        Put(hash, number);
        _count++;
    }

    public void Remove(int hash, int number)
    {
        var hole = -1;
        int found;
        do
        {
            found = Next(hash, ref hole);
            if (found == Free)
            {
                return;
            }
        }
        while (found != number);

        // What stands behind moves up, unless it would come before the place at which its search begins.
        var mask = _places.Length - 1;
        for (var i = Behind(hole); _places[i].Number != Free; i = Behind(i))
        {
            if (((i - First(_places[i].Hash)) & mask) >= ((i - hole) & mask))
            {
                _places[hole] = _places[i];
                hole = i;
            }
        }

        _places[hole] = default;
        _count--;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int First(int hash) => (int)(((uint)hash * 0x9E3779B9u) >> _shift);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int Behind(int place) => (place + 1) & (_places.Length - 1);

    private readonly void Put(int hash, int number)
    {
        var i = First(hash);
        while (_places[i].Number != Free)
        {
            i = Behind(i);
        }

        _places[i] = new Place(hash, number);
    }

    private void Resize(int size)
    {
        var before = _places;
        _places = new Place[size];
        _shift = 32 - BitOperations.Log2((uint)size);
        foreach (var (hash, number) in before)
        {
            if (number != Free)
            {
                Put(hash, number);
            }
        }
    }

    private readonly record struct Place(int Hash, int Number);
}
