using Workflows.Rules.Network;

namespace Workflows.Rules;

/// <summary>The facts of a session, by identity.</summary>
internal sealed class FactStore(FactIdentity identity)
{
    private readonly Dictionary<object, WorkFact> _byReference = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<IdentityKey, WorkFact> _byIdentity = [];
    private long _sequence;

    public int Count => _byReference.Count;

    /// <summary>All facts in the order of arrival.</summary>
    public IEnumerable<WorkFact> All => _byReference.Values.OrderBy(f => f.Sequence);

    public WorkFact? Find(object fact)
    {
        if (_byReference.TryGetValue(fact, out var known))
        {
            return known;
        }

        return identity.IsByReference(fact.GetType()) || _byIdentity.Count == 0
            ? null
            : _byIdentity.GetValueOrDefault(new IdentityKey(fact, identity.HashOf(fact), identity));
    }

    public WorkFact Add(object fact) => TryAdd(fact, out var made) ? made : throw new InvalidOperationException($"It is there: {fact}");

    /// <summary>Adds a fact with one look-up; if it is there already, gives the one that is.</summary>
    public bool TryAdd(object fact, out WorkFact entry)
    {
        var isByReference = identity.IsByReference(fact.GetType());
        var hash = isByReference ? 0 : identity.HashOf(fact);
        ref var place = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_byReference, fact, out var isKnown);
        if (isKnown)
        {
            entry = place!;
            return false;
        }

        entry = place = new WorkFact(fact) { Sequence = _sequence + 1, IdentityHash = hash };
        if (!isByReference)
        {
            ref var equal = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(
                _byIdentity, new IdentityKey(fact, hash, identity), out isKnown);
            if (isKnown)
            {
                _byReference.Remove(fact);
                entry = equal!;
                return false;
            }

            equal = entry;
        }

        _sequence++;
        return true;
    }

    public void Remove(WorkFact fact)
    {
        _byReference.Remove(fact.Value!);
        Forget(fact);
    }

    /// <summary>Puts an object, another or the same after a change, in the place of a fact.</summary>
    public void Replace(WorkFact fact, object value)
    {
        if (!ReferenceEquals(fact.Value, value))
        {
            Remove(fact);
            fact.Value = value;
            Index(fact);
        }
        else if (!identity.IsByReference(value.GetType()) && identity.HashOf(value) != fact.IdentityHash)
        {
            Forget(fact);
            Index(fact);
        }
    }

    // A fact whose content has become another fact's keeps its own handle; the other one is found by content.
    private void Index(WorkFact fact)
    {
        _byReference[fact.Value!] = fact;
        if (!identity.IsByReference(fact.Value!.GetType()))
        {
            fact.IdentityHash = identity.HashOf(fact.Value);
            _byIdentity.TryAdd(new IdentityKey(fact.Value, fact.IdentityHash, identity), fact);
        }
    }

    private void Forget(WorkFact fact)
    {
        if (identity.IsByReference(fact.Value!.GetType()))
        {
            return;
        }

        var key = new IdentityKey(fact.Value, fact.IdentityHash, identity);
        if (ReferenceEquals(_byIdentity.GetValueOrDefault(key), fact))
        {
            _byIdentity.Remove(key);
        }
    }
}
