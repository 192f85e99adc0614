namespace Workflows.Rules.Network;

/// <summary>A list that is written in order and then emptied. It grows by blocks, so that a long one is never copied.</summary>
internal sealed class Journal<T>
{
    private const int BlockSize = 1024;
    private readonly List<T[]> _full = [];
    private T[] _block = new T[8];
    private int _used;

    public int Count => (_full.Count * BlockSize) + _used;

    public T this[int index]
    {
        get
        {
            var block = index / BlockSize;
            return block < _full.Count ? _full[block][index % BlockSize] : _block[index - (_full.Count * BlockSize)];
        }
    }

    public IEnumerable<T> All => _full.SelectMany(b => b).Concat(_block.Take(_used));

    public void Add(T item)
    {
        if (_used == _block.Length)
        {
            Grow();
        }

        _block[_used++] = item;
    }

    public void Clear()
    {
        if (_full.Count > 0)
        {
            _full.Clear();
        }

        _block.AsSpan(0, _used).Clear();
        _used = 0;
    }

    private void Grow()
    {
        if (_block.Length < BlockSize)
        {
            Array.Resize(ref _block, _block.Length * 2);
            return;
        }

        _full.Add(_block);
        _block = new T[BlockSize];
        _used = 0;
    }
}
