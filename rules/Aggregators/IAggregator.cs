using Workflows.Rules.Network;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Aggregators;

/// <summary>
/// A user's aggregate for one outer match: told of facts that come, change and go, it answers with the results that come, change and go.
/// When a change fails that it was told of, another takes its place and is told of the facts as they were before.
/// </summary>
public interface IAggregator
{
    IEnumerable<AggregationResult> Add(AggregationContext context, ITuple tuple, IEnumerable<IFact> facts);

    IEnumerable<AggregationResult> Modify(AggregationContext context, ITuple tuple, IEnumerable<IFact> facts);

    IEnumerable<AggregationResult> Remove(AggregationContext context, ITuple tuple, IEnumerable<IFact> facts);
}

/// <summary>Makes a user's aggregators for one place in a rule.</summary>
public interface IAggregatorFactory
{
    /// <summary>Called once, when the rule is compiled.</summary>
    void Compile(AggregateElement element, IEnumerable<IAggregateExpression> compiledExpressions);

    /// <summary>Called for each outer match of each session.</summary>
    IAggregator Create();
}

/// <summary>A compiled selector of an aggregate.</summary>
public interface IAggregateExpression
{
    /// <summary>Its role.</summary>
    string Name { get; }

    /// <summary>Its value for a fact.</summary>
    object? Invoke(AggregationContext context, ITuple tuple, IFact fact);
}

/// <summary>Finds compiled selectors by role.</summary>
public static class AggregateExpressionExtensions
{
    public static IEnumerable<IAggregateExpression> Find(this IEnumerable<IAggregateExpression> expressions, string name) =>
        expressions.Where(e => e.Name == name);

    /// <summary>The one selector with that role.</summary>
    /// <exception cref="ArgumentException">There is none, or more than one.</exception>
    public static IAggregateExpression FindSingle(this IEnumerable<IAggregateExpression> expressions, string name)
    {
        var found = expressions.Find(name).ToList();
        return found.Count == 1 ? found[0]
            : throw new ArgumentException($"There are {found.Count} expressions named '{name}'; one is needed", nameof(name));
    }

    public static IAggregateExpression? FindSingleOrDefault(this IEnumerable<IAggregateExpression> expressions, string name) =>
        expressions.Find(name).SingleOrDefault();
}

/// <summary>What an aggregator hands back to its selectors.</summary>
public sealed class AggregationContext
{
    internal AggregationContext(Matcher matcher, Token? owner)
    {
        Matcher = matcher;
        Owner = owner;
    }

    internal Matcher Matcher { get; }

    internal Token? Owner { get; }

    /// <summary>What the selectors gave.</summary>
    internal Dictionary<BoundExpression, object?>? Values { get; private set; }

    /// <summary>What they are to give instead of being evaluated.</summary>
    internal Dictionary<BoundExpression, object?>? Known { get; init; }

    internal object? Value(BoundExpression expression, WorkFact fact)
    {
        if (Known is not null && Known.TryGetValue(expression, out var known))
        {
            return known;
        }

        if (!Matcher.TryValue(expression, Owner, fact, out var value))
        {
            throw new WithdrawnException();
        }

        (Values ??= [])[expression] = value;
        return value;
    }
}

/// <summary>What happened to a result.</summary>
public enum AggregationAction
{
    Added,
    Modified,
    Removed,
}

/// <summary>One result that comes, changes or goes.</summary>
public readonly struct AggregationResult
{
    private AggregationResult(AggregationAction action, object? aggregate, object? previous, IEnumerable<IFact>? source)
    {
        Action = action;
        Aggregate = aggregate;
        Previous = previous;
        Source = source;
    }

    /// <summary>No results.</summary>
    public static AggregationResult[] Empty { get; } = [];

    public AggregationAction Action { get; }

    public object? Aggregate { get; }

    /// <summary>What a modified result was before.</summary>
    public object? Previous { get; }

    /// <summary>The facts the result rests on.</summary>
    public IEnumerable<IFact>? Source { get; }

    public static AggregationResult Added(object? result, IEnumerable<IFact> source) => new(AggregationAction.Added, result, null, source);

    public static AggregationResult Modified(object? result, object? previous, IEnumerable<IFact> source) =>
        new(AggregationAction.Modified, result, previous, source);

    public static AggregationResult Removed(object? result) => new(AggregationAction.Removed, result, null, null);
}

/// <summary>Users' aggregates by name.</summary>
public sealed class AggregatorRegistry
{
    private readonly Dictionary<string, Type> _factories = [];

    /// <summary>Registers a factory type, an <see cref="IAggregatorFactory"/> with a constructor without arguments.</summary>
    public void RegisterFactory(string name, Type factoryType)
    {
        if (!typeof(IAggregatorFactory).IsAssignableFrom(factoryType))
        {
            throw new ArgumentException($"{factoryType} is not an {nameof(IAggregatorFactory)}", nameof(factoryType));
        }

        _factories[name] = factoryType;
    }

    internal Type? FindFactory(string name) => _factories.GetValueOrDefault(name);
}

internal sealed class AggregateExpression(string name, BoundExpression expression) : IAggregateExpression
{
    public string Name { get; } = name;

    public object? Invoke(AggregationContext context, ITuple tuple, IFact fact) =>
        context.Value(expression, (WorkFact)fact);
}

/// <summary>A selector failed, a listener dealt with it, and the aggregate takes no part until the fact's next change.</summary>
#pragma warning disable CA1032, CA1064 // Thrown through a user's aggregator and caught around it; nobody else makes or sees one.
internal sealed class WithdrawnException : Exception;
#pragma warning restore CA1032, CA1064
