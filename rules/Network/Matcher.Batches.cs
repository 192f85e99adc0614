using System.Runtime.InteropServices;

namespace Workflows.Rules.Network;

/// <summary>How many facts come at once.</summary>
internal sealed partial class Matcher
{
    // So many look-ups are under way at once as the machine's memory answers beside each other.
    private const int Together = 16;
    private readonly List<LookUp> _lookUps = [];
    private int _read;

    /// <summary>
    /// Inserts facts in their order. The conditions and keys of several are computed before the first of them meets the others, so that
    /// what they will look up can be read for all of them beforehand.
    /// </summary>
    public void InsertFacts(List<WorkFact> facts)
    {
        var together = Tracing ? 1 : Together;
        for (var from = 0; from < facts.Count; from += together)
        {
            InsertTogether(CollectionsMarshal.AsSpan(facts).Slice(from, Math.Min(together, facts.Count - from)));
        }
    }

    private void InsertTogether(ReadOnlySpan<WorkFact> facts)
    {
        Span<(int Memories, int Keys)> ends = stackalloc (int, int)[Together];
        _hits.Clear();
        _keys.Clear();
        for (var i = 0; i < facts.Length; i++)
        {
            var known = _hits.Count;
            Route(facts[i], RootsOf(facts[i].Value!));
            KeyAll(facts[i], CollectionsMarshal.AsSpan(_hits)[known..]);
            ends[i] = (_hits.Count, _keys.Count);
        }

        var memories = CollectionsMarshal.AsSpan(_hits);
        var keys = CollectionsMarshal.AsSpan(_keys);
        ReadAhead(memories, keys);
        var begin = (Memories: 0, Keys: 0);
        for (var i = 0; i < facts.Length; i++)
        {
            Insert(facts[i], memories[begin.Memories..ends[i].Memories], keys[begin.Keys..ends[i].Keys]);
            begin = ends[i];
        }
    }

    /// <summary>
    /// Reads what the look-ups by the keys will read, step by step for all of them. In a large memory each step of a look-up waits for the
    /// machine's memory; here the waits pass beside each other.
    /// </summary>
    private void ReadAhead(ReadOnlySpan<FactMemory> memories, ReadOnlySpan<Key> keys)
    {
        var next = 0;
        foreach (var memory in memories)
        {
            foreach (var spec in memory.Indexes)
            {
                AddLookUps(spec, keys[next++]);
            }
        }

        var read = 0;
        var lookUps = CollectionsMarshal.AsSpan(_lookUps);
        foreach (ref var one in lookUps)
        {
            read += one.Index.Peek(one.Hash);
        }

        foreach (ref var one in lookUps)
        {
            one.Bucket = one.Index.PeekBucket(one.Hash);
        }

        foreach (ref var one in lookUps)
        {
            (one.First, one.Last) = (one.Bucket?.First, one.Bucket?.Last);
        }

        foreach (ref var one in lookUps)
        {
            (one.FirstFact, one.LastFact) = (one.First?.Fact, one.Last?.Fact);
        }

        foreach (ref var one in lookUps)
        {
            (one.FirstValue, one.LastValue) = (one.FirstFact?.Value, one.LastFact?.Value);
        }

        foreach (ref var one in lookUps)
        {
            read += one.FirstValue?.GetType() == one.LastValue?.GetType() ? 1 : 0;
        }

        // Kept, so that the compiler leaves no reading out.
        _read = read;
        _lookUps.Clear();
    }

    private void AddLookUps(IndexSpec spec, Key key)
    {
        if (!key.IsCheap)
        {
            return;
        }

        foreach (var id in spec.LookedUp)
        {
            if (State(id) is TokenIndex { IsLarge: true } index)
            {
                _lookUps.Add(new LookUp(index, key.GetHashCode()));
            }
        }
    }

    private struct LookUp(TokenIndex index, int hash)
    {
        public readonly TokenIndex Index = index;
        public readonly int Hash = hash;
        public Bucket? Bucket;
        public Token? First;
        public Token? Last;
        public WorkFact? FirstFact;
        public WorkFact? LastFact;
        public object? FirstValue;
        public object? LastValue;
    }
}
