using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
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
    private readonly ConcurrentDictionary<Type, bool> _byContent = new();

    /// <summary>Whether facts of the type are the same only when they are the same object.</summary>
    public bool IsByReference(Type type) => 
        _byReference.TryGetValue(type, out var known) ? known : _byReference.GetOrAdd(type, Decide(type));

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

    /// <summary>
    /// Whether nothing tells two objects apart: their equality looks at their whole content, as that of records and values does. An
    /// equality that somebody has written may look at a key alone.
    /// </summary>
    public bool MeanTheSame(object a, object b) =>
        a.GetType() == b.GetType() && a is not IIdentityProvider && IsByContent(a.GetType()) && a.Equals(b);

    private bool IsByContent(Type type) =>
        _byContent.TryGetValue(type, out var known) ? known : _byContent.GetOrAdd(type, HasWholeEquality(type));

    private static bool HasWholeEquality(Type type)
    {
        if (typeof(IDeclaredFact).IsAssignableFrom(type) || type.Assembly == typeof(object).Assembly)
        {
            return true;
        }

        var equals = type.GetMethod(nameof(Equals), [type]) ?? type.GetMethod(nameof(Equals), [typeof(object)])!;
        return equals.DeclaringType == typeof(ValueType) || equals.IsDefined(typeof(CompilerGeneratedAttribute), false);
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

/// <summary>
/// A fact's identity as it was when the fact arrived; a fact whose content has changed since is still found by reference.
/// </summary>
internal readonly record struct IdentityKey(object Fact, int Hash, FactIdentity Identity)
{
    public bool Equals(IdentityKey other) => Hash == other.Hash && Identity.AreSame(Fact, other.Fact);

    public override int GetHashCode() => Hash;
}
