namespace Workflows.Rules.Network;

/// <summary>The buckets to look at: none, one, or (while evaluations are traced) all.</summary>
internal readonly struct BucketRange
{
    private readonly Bucket? _one;
    private readonly Bucket[]? _all;

    public BucketRange(Bucket? one) => _one = one;

    public BucketRange(Bucket[] all) => _all = all;

    public Enumerator GetEnumerator() => new(_one, _all);

    public struct Enumerator(Bucket? one, Bucket[]? all)
    {
        private int _next;

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

            if (one is null || _next > 0)
            {
                return false;
            }

            Current = one;
            _next = 1;
            return true;
        }
    }
}
