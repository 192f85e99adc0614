namespace Workflows.Rules.RuleModel;

/// <summary>Why a match comes up.</summary>
[Flags]
public enum MatchTrigger
{
    None = 0,

    /// <summary>It has not fired yet.</summary>
    Created = 1,

    /// <summary>It has fired before.</summary>
    Updated = 2,

    /// <summary>It had fired and is gone.</summary>
    Removed = 4,
}

/// <summary>A combination of facts that satisfies a rule.</summary>
public interface IMatch
{
    IRuleDefinition Rule { get; }

    MatchTrigger Trigger { get; }

    /// <summary>The facts with the names the rule gives them.</summary>
    IEnumerable<IFactMatch> Facts { get; }
}

/// <summary>A fact in the engine.</summary>
public interface IFact
{
    /// <summary>The value's exact type.</summary>
    Type Type { get; }

    object? Value { get; }

    /// <summary>Where it comes from; null for a fact the caller inserted.</summary>
    IFactSource? Source { get; }
}

/// <summary>A fact with the name a rule gives it.</summary>
public interface IFactMatch : IFact
{
    Declaration Declaration { get; }
}

/// <summary>Facts in the order of a rule's patterns.</summary>
public interface ITuple
{
    int Count { get; }

    IEnumerable<IFact> Facts { get; }
}

/// <summary>What made a fact that the caller did not insert.</summary>
public enum FactSourceType
{
    /// <summary>A rule's match concluded it.</summary>
    Linked,

    /// <summary>It aggregates other facts.</summary>
    Aggregate,
}

/// <summary>Where a fact comes from.</summary>
public interface IFactSource
{
    FactSourceType SourceType { get; }

    /// <summary>The facts it rests on.</summary>
    IEnumerable<IFact> Facts { get; }
}

/// <summary>Values by key, with the keys.</summary>
public interface IKeyedLookup<TKey, TElement> : ILookup<TKey, TElement>
{
    IEnumerable<TKey> Keys { get; }
}

/// <summary>
/// A value that is its own identity through another value: two facts of one type with equal identities are the same fact.
/// </summary>
public interface IIdentityProvider
{
    object GetIdentity();
}
