namespace Workflows.Rules.RuleModel;

/// <summary>What an action of a rule can see and do while its rule fires.</summary>
public interface IContext
{
    /// <summary>The rule that fires.</summary>
    IRuleDefinition Rule { get; }

    /// <summary>The match it fires for.</summary>
    IMatch Match { get; }

    /// <summary>The token given to <c>Fire</c>.</summary>
    CancellationToken CancellationToken { get; }

    /// <summary>Ends the firing round after this rule. The next <c>Fire</c> goes on.</summary>
    void Halt();

    /// <summary>Inserts a fact at once. Throws <see cref="ArgumentException"/> for a fact that is there already.</summary>
    void Insert(object fact);

    void InsertAll(IEnumerable<object> facts);

    bool TryInsert(object fact);

    /// <summary>Tells the engine, at once, that a fact has changed. Throws <see cref="ArgumentException"/> for an unknown fact.</summary>
    void Update(object fact);

    void UpdateAll(IEnumerable<object> facts);

    bool TryUpdate(object fact);

    /// <summary>Removes a fact at once. Throws <see cref="ArgumentException"/> for an unknown fact.</summary>
    void Retract(object fact);

    void RetractAll(IEnumerable<object> facts);

    bool TryRetract(object fact);

    /// <summary>The keys under which this match has linked facts.</summary>
    IEnumerable<object> GetLinkedKeys();

    /// <summary>The fact linked to this match under a key, or null.</summary>
    object? GetLinked(object key);

    /// <summary>Links a fact to this match: it is inserted after the rule's last action and retracted when the match is gone.</summary>
    void InsertLinked(object key, object fact);

    void InsertAllLinked(IEnumerable<KeyValuePair<object, object>> keyedFacts);

    /// <summary>Puts another object (or the same one, changed) in the place of a linked fact.</summary>
    void UpdateLinked(object key, object fact);

    void UpdateAllLinked(IEnumerable<KeyValuePair<object, object>> keyedFacts);

    void RetractLinked(object key, object fact);

    void RetractAllLinked(IEnumerable<KeyValuePair<object, object>> keyedFacts);

    /// <summary>A service from the session's dependency resolver.</summary>
    object Resolve(Type serviceType);
}

/// <summary>The empty context for a walk over a rule that carries nothing along.</summary>
public sealed class Context
{
    private Context()
    {
    }

    /// <summary>The only value.</summary>
    public static Context Empty { get; } = new();
}
