namespace Workflows.Rules.Network;

/// <summary>
/// Things by number, from 1; the number of one that is gone is given anew. They stand in pages, so that a large slab is never copied and
/// gives the collector no large array.
/// </summary>
internal struct Slab<T>()
    where T : class
{
    private const int PageBits = 10;
    private const int PageSize = 1 << PageBits;
    private T?[]?[] _pages = [new T?[4]];
    private int[] _freed = [];
    private int _freedCount;
    private int _last;

    public readonly int Count => _last - _freedCount;

    /// <summary>What has the number; 0 is nothing.</summary>
    public readonly T? this[int number] => _pages[number >> PageBits]![number & (PageSize - 1)];

    public int Add(T item)
    {
        var number = _freedCount > 0 ? _freed[--_freedCount] : Next();
        _pages[number >> PageBits]![number & (PageSize - 1)] = item;
        return number;
    }

    public void Remove(int number)
    {
        _pages[number >> PageBits]![number & (PageSize - 1)] = null;
        if (_freedCount == _freed.Length)
        {
            Array.Resize(ref _freed, Math.Max(4, _freedCount * 2));
        }

        _freed[_freedCount++] = number;
    }

    public readonly IEnumerable<T> All => _pages.SelectMany(p => p ?? []).Where(i => i is not null).Select(i => i!);

    private int Next()
    {
        var number = ++_last;
        if (number < PageSize)
        {
            if (number == _pages[0]!.Length)
            {
                Array.Resize(ref _pages[0], number * 2);
            }

            return number;
        }

        if (number >> PageBits == _pages.Length)
        {
            Array.Resize(ref _pages, _pages.Length * 2);
        }

        _pages[number >> PageBits] ??= new T?[PageSize];
        return number;
    }
}
