namespace Workflows.Rules.Network;

/// <summary>Tokens of one index that share a key, in the order of arrival.</summary>
internal sealed class Bucket(TokenIndex index, Key key)
{
    public readonly TokenIndex Index = index;
    public readonly Key Key = key;
    public Token? First;
    public Token? Last;
    public int Count;
}

/// <summary>Tokens by key; without a key all stand in one bucket.</summary>
internal sealed class TokenIndex
{
    private readonly Dictionary<Key, Bucket>? _map;
    private readonly Bucket? _single;

    public TokenIndex(bool keyed, IndexSpec? spec = null)
    {
        Spec = spec;
        if (keyed)
        {
            _map = [];
        }
        else
        {
            _single = new Bucket(this, default);
        }
    }

    /// <summary>What the index is of, when it holds facts.</summary>
    public IndexSpec? Spec { get; }

    public Bucket? Find(Key key) => _map is null ? _single : _map.GetValueOrDefault(key);

    public IEnumerable<Bucket> All => _map is null ? [_single!] : _map.Values;

    public int Count => _map is null ? _single!.Count : _map.Values.Sum(b => b.Count);

    public void Add(Token token, Key key)
    {
        var bucket = _single;
        if (_map is not null)
        {
            ref var place = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_map, key, out _);
            bucket = place ??= new Bucket(this, key);
        }

        token.Bucket = bucket;
        token.BucketPrev = bucket!.Last;
        token.BucketNext = null;
        if (bucket.Last is null)
        {
            bucket.First = token;
        }
        else
        {
            bucket.Last.BucketNext = token;
        }

        bucket.Last = token;
        bucket.Count++;
    }

    /// <summary>Takes a token out; it keeps its own links, so that <see cref="Restore"/> can put it back.</summary>
    public void Remove(Token token)
    {
        var bucket = token.Bucket!;
        Unlink(bucket, token);
        if (bucket.Count == 0)
        {
            _map?.Remove(bucket.Key);
        }
    }

    /// <summary>Puts a token back exactly where it was, in the reverse order of the removals.</summary>
    public void Restore(Token token)
    {
        var bucket = token.Bucket!;
        if (bucket.Count == 0)
        {
            _map?.TryAdd(bucket.Key, bucket);
        }

        if (token.BucketPrev is null)
        {
            bucket.First = token;
        }
        else
        {
            token.BucketPrev.BucketNext = token;
        }

        if (token.BucketNext is null)
        {
            bucket.Last = token;
        }
        else
        {
            token.BucketNext.BucketPrev = token;
        }

        bucket.Count++;
    }

    private static void Unlink(Bucket bucket, Token token)
    {
        if (token.BucketPrev is null)
        {
            bucket.First = token.BucketNext;
        }
        else
        {
            token.BucketPrev.BucketNext = token.BucketNext;
        }

        if (token.BucketNext is null)
        {
            bucket.Last = token.BucketPrev;
        }
        else
        {
            token.BucketNext.BucketPrev = token.BucketPrev;
        }

        bucket.Count--;
    }
}
