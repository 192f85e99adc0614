using Workflows.Rules.Network;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules;

/// <summary>What one firing's actions see.</summary>
internal sealed class ActionContext(Session session, Match match, CancellationToken token) : IContext
{
    private Dictionary<Type, object>? _services;

    public IRuleDefinition Rule => match.Rule;

    public IMatch Match => match;

    public CancellationToken CancellationToken => token;

    public void Halt() => session.Halt();

    public void Insert(object fact) => session.Insert(fact);

    public void InsertAll(IEnumerable<object> facts) => session.InsertAll(facts);

    public bool TryInsert(object fact) => session.TryInsert(fact);

    public void Update(object fact) => session.Update(fact);

    public void UpdateAll(IEnumerable<object> facts) => session.UpdateAll(facts);

    public bool TryUpdate(object fact) => session.TryUpdate(fact);

    public void Retract(object fact) => session.Retract(fact);

    public void RetractAll(IEnumerable<object> facts) => session.RetractAll(facts);

    public bool TryRetract(object fact) => session.TryRetract(fact);

    public IEnumerable<object> GetLinkedKeys() => match.Linked is null ? [] : [.. match.Linked.Keys];

    public object? GetLinked(object key) => match.Linked is not null && match.Linked.TryGetValue(key, out var fact) ? fact.Value : null;

    public void InsertLinked(object key, object fact) => session.InsertLinked(match, key, fact);

    public void InsertAllLinked(IEnumerable<KeyValuePair<object, object>> keyedFacts) => Each(keyedFacts, InsertLinked);

    public void UpdateLinked(object key, object fact) => session.UpdateLinked(match, key, fact);

    public void UpdateAllLinked(IEnumerable<KeyValuePair<object, object>> keyedFacts) => Each(keyedFacts, UpdateLinked);

    public void RetractLinked(object key, object fact) => session.RetractLinked(match, key);

    public void RetractAllLinked(IEnumerable<KeyValuePair<object, object>> keyedFacts) => Each(keyedFacts, RetractLinked);

    public object Resolve(Type serviceType) => session.Resolve(match.Rule, serviceType);

    /// <summary>A service the rule declares; resolved for each action that uses it.</summary>
    internal object ServiceOf(Type serviceType) => (_services ??= [])[serviceType] = Resolve(serviceType);

    /// <summary>The service as an action had it last.</summary>
    internal object? KnownService(Type serviceType) => _services?.GetValueOrDefault(serviceType);

    private static void Each(IEnumerable<KeyValuePair<object, object>> pairs, Action<object, object> act)
    {
        foreach (var (key, fact) in pairs)
        {
            act(key, fact);
        }
    }
}
