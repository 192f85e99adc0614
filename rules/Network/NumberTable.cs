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

    public void Add(int hash, int number)
    {
        if (_count >= _places.Length - (_places.Length / 4))
        {
            Grow();
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

    private void Grow()
    {
        var before = _places;
        _places = new Place[Math.Max(8, checked(before.Length * 2))];
        _shift = 32 - BitOperations.Log2((uint)_places.Length);
        foreach (var place in before)
        {
            if (place.Number != Free)
            {
                Put(place.Hash, place.Number);
            }
        }
    }

    private readonly record struct Place(int Hash, int Number);
}

/// <summary>Things by number, from 1; the number of one that is gone is given anew.</summary>
internal struct Slab<T>()
    where T : class
{
    private T?[] _items = new T?[4];
    private int[] _freed = [];
    private int _freedCount;
    private int _last;

    public readonly int Count => _last - _freedCount;

    /// <summary>What has the number; 0 is nothing.</summary>
    public readonly T? this[int number] => _items[number];

    public int Add(T item)
    {
        var number = _freedCount > 0 ? _freed[--_freedCount] : ++_last;
        if (number == _items.Length)
        {
            Array.Resize(ref _items, number * 2);
        }

        _items[number] = item;
        return number;
    }

    public void Remove(int number)
    {
        _items[number] = null;
        if (_freedCount == _freed.Length)
        {
            Array.Resize(ref _freed, Math.Max(4, _freedCount * 2));
        }

        _freed[_freedCount++] = number;
    }

    public readonly IEnumerable<T> All => _items.Where(i => i is not null).Select(i => i!);
}
