using System.Runtime.CompilerServices;
using Workflows.Rules.Network;

namespace Workflows.Rules;

/// <summary>The facts of a session, by identity.</summary>
internal sealed class FactStore(FactIdentity identity)
{
    private NumberTable _byReference = new();
    private NumberTable _byIdentity = new();
    private Slab<WorkFact> _facts = new();
    private long _sequence;
    private LatestTypes<bool> _byType = new();

    public int Count => _facts.Count;

    /// <summary>All facts in the order of arrival.</summary>
    public IEnumerable<WorkFact> All => Known.OrderBy(f => f.Sequence);

    public WorkFact? Find(object fact)
    {
        var number = NumberOf(fact, RuntimeHelpers.GetHashCode(fact));
        if (number == 0 && !IsByReference(fact))
        {
            number = NumberOfSame(fact, identity.HashOf(fact));
        }

        return _facts[number];
    }

    public WorkFact Add(object fact) => TryAdd(fact, out var made) ? made : throw new InvalidOperationException($"It is there: {fact}");

    /// <summary>Makes room for so many more facts of one batch.</summary>
    public void Reserve(int more) => _byReference.Reserve(more);

    /// <summary>Adds a fact; if it is there already, gives the one that is.</summary>
    public bool TryAdd(object fact, out WorkFact entry)
    {
        var reference = RuntimeHelpers.GetHashCode(fact);
        var known = NumberOf(fact, reference);
        var isByReference = IsByReference(fact);
        var hash = isByReference ? 0 : identity.HashOf(fact);
        if (known == 0 && !isByReference)
        {
            known = NumberOfSame(fact, hash);
        }

        if (known != 0)
        {
            entry = _facts[known]!;
            return false;
        }

        entry = new WorkFact(fact) { Sequence = ++_sequence, IdentityHash = hash };
        var number = _facts.Add(entry);
        _byReference.Add(reference, number);
        if (!isByReference)
        {
            _byIdentity.Add(hash, number);
        }

        return true;
    }

    public void Remove(WorkFact fact)
    {
        var number = NumberOf(fact);
        if (number != 0)
        {
            Forget(fact, number);
            _facts.Remove(number);
        }
    }

    /// <summary>Undoes <see cref="Remove"/>.</summary>
    public void PutBack(WorkFact fact) => Index(fact, _facts.Add(fact));

    /// <summary>Puts an object, another or the same after a change, in the place of a fact.</summary>
    public void Replace(WorkFact fact, object value)
    {
        if (!ReferenceEquals(fact.Value, value))
        {
            var number = NumberOf(fact);
            Forget(fact, number);
            fact.Value = value;
            Index(fact, number);
        }
        else if (!IsByReference(value) && identity.HashOf(value) != fact.IdentityHash)
        {
            var number = NumberOf(fact);
            Forget(fact, number);
            Index(fact, number);
        }
    }

    /// <summary>Whether two objects are the same, or nothing tells them apart.</summary>
    public bool MeanTheSame(object a, object b) => ReferenceEquals(a, b) || (!IsByReference(a) && identity.MeanTheSame(a, b));

    private IEnumerable<WorkFact> Known
    {
        get
        {
            foreach (var fact in _facts.All)
            {
                yield return fact;
            }
        }
    }

    private bool IsByReference(object fact)
    {
        var type = fact.GetType();
        if (!_byType.TryGet(type, out var known))
        {
            known = identity.IsByReference(type);
            _byType.Add(type, known);
        }

        return known;
    }

    private int NumberOf(object fact, int hash)
    {
        var place = -1;
        var number = _byReference.Next(hash, ref place);
        while (number != 0 && !ReferenceEquals(_facts[number]!.Value, fact))
        {
            number = _byReference.Next(hash, ref place);
        }

        return number;
    }

    private int NumberOfSame(object fact, int hash)
    {
        var place = -1;
        var number = _byIdentity.Next(hash, ref place);
        while (number != 0 && !identity.AreSame(_facts[number]!.Value!, fact))
        {
            number = _byIdentity.Next(hash, ref place);
        }

        return number;
    }

    private int NumberOf(WorkFact fact) => NumberOf(fact.Value!, RuntimeHelpers.GetHashCode(fact.Value));

    // A fact whose content has become another fact's keeps its own handle; the other one is found by content.
    private void Index(WorkFact fact, int number)
    {
        _byReference.Add(RuntimeHelpers.GetHashCode(fact.Value), number);
        if (!IsByReference(fact.Value!))
        {
            fact.IdentityHash = identity.HashOf(fact.Value!);
            if (NumberOfSame(fact.Value!, fact.IdentityHash) == 0)
            {
                _byIdentity.Add(fact.IdentityHash, number);
            }
        }
    }

    private void Forget(WorkFact fact, int number)
    {
        _byReference.Remove(RuntimeHelpers.GetHashCode(fact.Value), number);
        if (!IsByReference(fact.Value!))
        {
            _byIdentity.Remove(fact.IdentityHash, number);
        }
    }
}
