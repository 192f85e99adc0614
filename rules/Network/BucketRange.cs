namespace Workflows.Rules.Network;

/// <summary>
/// The buckets to look at: none, the one of a key, the same and the one of tokens whose key failed, or all.
/// </summary>
internal readonly struct BucketRange
{
    private readonly Bucket? _one;
    private readonly Bucket? _failed;
    private readonly Bucket[]? _all;

    public BucketRange(Bucket? one, Bucket? failed)
    {
        _one = one;
        _failed = failed;
    }

    public BucketRange(Bucket[] all) => _all = all;

    /// <summary>Whether all that stands in the buckets satisfies the conditions that the key is for.</summary>
    public bool IsExact => _all is null && _failed is null;

    public Enumerator GetEnumerator() => new(_one, _failed, _all);

    public struct Enumerator(Bucket? one, Bucket? failed, Bucket[]? all)
    {
        private int _next;
        private Bucket? _one = one;
        private Bucket? _failed = failed;

        public Bucket Current { get; private set; } = null!;

        public bool MoveNext()
        {
            if (all is not null)
            {
                if (_next >= all.Length)
                {
                    return false;
                }

                Current = all[_next++];
                return true;
            }

            Current = (_one ?? _failed)!;
            if (_one is not null)
            {
                _one = null;
            }
            else
            {
                _failed = null;
            }

            return Current is not null;
        }
    }
}
