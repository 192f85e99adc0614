using System.Collections.Concurrent;
using Workflows.Rules.Network;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules;

/// <summary>Compares facts of one exact type, in place of their own equality.</summary>
public sealed class FactIdentityComparerRegistry
{
    private readonly Dictionary<Type, (Func<object, object, bool> Equal, Func<object, int> Hash)> _comparers = [];

    /// <summary>Facts of exactly this type are the same when the comparer says so.</summary>
    public void RegisterComparer<TFact>(IEqualityComparer<TFact> comparer) =>
        _comparers[typeof(TFact)] = ((a, b) => comparer.Equals((TFact)a, (TFact)b), a => comparer.GetHashCode((TFact)a!));

    internal (Func<object, object, bool> Equal, Func<object, int> Hash)? Find(Type type) =>
        _comparers.TryGetValue(type, out var found) ? found : null;

    internal FactIdentityComparerRegistry Copy()
    {
        var copy = new FactIdentityComparerRegistry();
        foreach (var (type, comparer) in _comparers)
        {
            copy._comparers.Add(type, comparer);
        }

        return copy;
    }
}

/// <summary>When two objects are the same fact: shared by all sessions of a factory, safe for use from many threads.</summary>
internal sealed class FactIdentity(FactIdentityComparerRegistry registry)
{
    private readonly ConcurrentDictionary<Type, bool> _byReference = new();

    /// <summary>Whether facts of the type are the same only when they are the same object.</summary>
    public bool IsByReference(Type type) => _byReference.GetOrAdd(type, Decide);

    public int HashOf(object fact) => registry.Find(fact.GetType()) is { } comparer
        ? comparer.Hash(fact)
        : fact is IIdentityProvider provider ? provider.GetIdentity()?.GetHashCode() ?? 0 : fact.GetHashCode();

    public bool AreSame(object a, object b)
    {
        if (ReferenceEquals(a, b))
        {
            return true;
        }

        if (a.GetType() != b.GetType())
        {
            return false;
        }

        if (registry.Find(a.GetType()) is { } comparer)
        {
            return comparer.Equal(a, b);
        }

        return a is IIdentityProvider first ? Equals(first.GetIdentity(), ((IIdentityProvider)b).GetIdentity()) : a.Equals(b);
    }

    private bool Decide(Type type)
    {
        if (registry.Find(type) is not null || typeof(IIdentityProvider).IsAssignableFrom(type) || type.IsValueType)
        {
            return false;
        }

        var equals = type.GetMethod(nameof(Equals), [typeof(object)]);
        return equals is null || equals.DeclaringType == typeof(object);
    }
}

/// <summary>A fact's identity as it was when the fact arrived; a fact whose content has changed since is still found by reference.</summary>
internal readonly record struct IdentityKey(object Fact, int Hash, FactIdentity Identity)
{
    public bool Equals(IdentityKey other) => Hash == other.Hash && Identity.AreSame(Fact, other.Fact);

    public override int GetHashCode() => Hash;
}

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

    public WorkFact Add(object fact)
    {
        var made = new WorkFact(fact) { Sequence = ++_sequence };
        Index(made);
        return made;
    }

    public void Remove(WorkFact fact)
    {
        _byReference.Remove(fact.Value!);
        if (!identity.IsByReference(fact.Value!.GetType()))
        {
            _byIdentity.Remove(new IdentityKey(fact.Value, fact.IdentityHash, identity));
        }
    }

    /// <summary>Puts another object in the place of a fact.</summary>
    public void Replace(WorkFact fact, object value)
    {
        if (!ReferenceEquals(fact.Value, value))
        {
            Remove(fact);
            fact.Value = value;
            Index(fact);
        }
    }

    public void Index(WorkFact fact)
    {
        _byReference[fact.Value!] = fact;
        if (!identity.IsByReference(fact.Value!.GetType()))
        {
            fact.IdentityHash = identity.HashOf(fact.Value);
            _byIdentity[new IdentityKey(fact.Value, fact.IdentityHash, identity)] = fact;
        }
    }
}
