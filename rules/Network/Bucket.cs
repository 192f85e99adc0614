namespace Workflows.Rules.Network;

/// <summary>Tokens of one index that share a key, in the order of arrival.</summary>
internal sealed class Bucket(TokenIndex index, Key key, int hash)
{
    public readonly TokenIndex Index = index;
    public readonly Key Key = key;

    /// <summary>The key's hash when the bucket was made: a key of a class that can change is still found.</summary>
    public readonly int Hash = hash;
    public Token? First;
    public Token? Last;
    public int Count;

    /// <summary>The token behind another in the bucket.</summary>
    public Token? Next(Token token) => Index.PlaceOf(token).Next;
}

/// <summary>Tokens by key; without a key all stand in one bucket.</summary>
internal sealed class TokenIndex
{
    private const int NearBytes = 32 * 1024;
    private readonly Bucket? _single;
    private readonly int _number;
    private NumberTable _numbers = new();
    private Slab<Bucket> _buckets = new();
    private SpanTrees? _trees;

    /// <summary>The tokens whose key failed; null when there are none.</summary>
    public Bucket? Failed { get; private set; }

    public TokenIndex(bool keyed, IndexSpec? spec = null)
    {
        Spec = spec;
        _number = spec?.Number ?? 0;
        if (!keyed)
        {
            _single = new Bucket(this, default, 0);
        }
    }

    /// <summary>What the index is of, when it holds facts.</summary>
    public IndexSpec? Spec { get; }

    public IEnumerable<Bucket> All => _single is null ? _buckets.All : [_single];

    public int Count => All.Sum(b => b.Count);

    /// <summary>A token's place in this index.</summary>
    public ref IndexPlace PlaceOf(Token token) => ref token.PlaceAt(_number);

    /// <summary>Whether the nearest memory of a machine does not hold it.</summary>
    public bool IsLarge => _numbers.Size > NearBytes;

    /// <summary>Looks where the search for a hash begins.</summary>
    public int Peek(int hash) => _numbers.Peek(hash);

    /// <summary>A bucket that has the hash, most likely the one of a key that has it.</summary>
    public Bucket? PeekBucket(int hash)
    {
        var place = -1;
        return _buckets[_numbers.Next(hash, ref place)];
    }

    public Bucket? Find(Key key) => _single ?? Find(key, key.GetHashCode());

    public void Add(Token token, Key key)
    {
        var bucket = _single ?? FindOrAdd(key);
        PlaceOf(token) = new IndexPlace { Bucket = bucket, Prev = bucket.Last };
        if (bucket.Last is null)
        {
            bucket.First = token;
        }
        else
        {
            PlaceOf(bucket.Last).Next = token;
        }

        bucket.Last = token;
        bucket.Count++;
        _trees?.Added(bucket, token);
    }

    /// <summary>Takes a token out; it keeps its own links, so that <see cref="Restore"/> can put it back.</summary>
    public void Remove(Token token)
    {
        ref var place = ref PlaceOf(token);
        var bucket = place.Bucket!;
        Unlink(bucket, place);
        _trees?.Removed(bucket, token);
        if (bucket.Count == 0 && _single is null)
        {
            var number = NumberOf(bucket);
            _numbers.Remove(bucket.Hash, number);
            _buckets.Remove(number);
            Failed = bucket.Key.IsFailed ? null : Failed;
        }
    }

    /// <summary>Puts a token back exactly where it was, in the reverse order of the removals.</summary>
    public void Restore(Token token)
    {
        ref var place = ref PlaceOf(token);
        var bucket = place.Bucket!;
        _trees?.Forget(bucket);
        if (bucket.Count == 0 && _single is null)
        {
            _numbers.Add(bucket.Hash, _buckets.Add(bucket));
            Failed = bucket.Key.IsFailed ? bucket : Failed;
        }

        if (place.Prev is null)
        {
            bucket.First = token;
        }
        else
        {
            PlaceOf(place.Prev).Next = token;
        }

        if (place.Next is null)
        {
            bucket.Last = token;
        }
        else
        {
            PlaceOf(place.Next).Prev = token;
        }

        bucket.Count++;
    }

    /// <summary>The tree over a bucket for a comparison, made now where there was none.</summary>
    public SpanTree TreeOf(Bucket bucket, RangeSpec spec, bool isRight, out bool isNew) =>
        (_trees ??= new SpanTrees()).Of(bucket, spec, isRight, out isNew);

    /// <summary>A token stays in its bucket, but its values may be others; says whether a tree took note of it.</summary>
    public bool Changed(Token token) => _trees is not null && _trees.Changed(PlaceOf(token).Bucket!, token);

    public void ForgetTrees(Bucket bucket) => _trees?.Forget(bucket);

    private Bucket? Find(Key key, int hash)
    {
        var place = -1;
        var number = _numbers.Next(hash, ref place);
        while (number != 0 && !_buckets[number]!.Key.Equals(key))
        {
            number = _numbers.Next(hash, ref place);
        }

        return _buckets[number];
    }

    private int NumberOf(Bucket bucket)
    {
        var place = -1;
        var number = _numbers.Next(bucket.Hash, ref place);
        while (!ReferenceEquals(_buckets[number], bucket))
        {
            number = _numbers.Next(bucket.Hash, ref place);
        }

        return number;
    }

    private Bucket FindOrAdd(Key key)
    {
        var hash = key.GetHashCode();
        var bucket = Find(key, hash);
        if (bucket is null)
        {
            bucket = new Bucket(this, key, hash);
            _numbers.Add(hash, _buckets.Add(bucket));
            Failed = key.IsFailed ? bucket : Failed;
        }

        return bucket;
    }

    private void Unlink(Bucket bucket, in IndexPlace place)
    {
        if (place.Prev is null)
        {
            bucket.First = place.Next;
        }
        else
        {
            PlaceOf(place.Prev).Next = place.Next;
        }

        if (place.Next is null)
        {
            bucket.Last = place.Prev;
        }
        else
        {
            PlaceOf(place.Next).Prev = place.Prev;
        }

        bucket.Count--;
    }
}
