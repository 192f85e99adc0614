using System.Collections.Concurrent;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Network;

/// <summary>The rules as an immutable graph that any number of sessions on any threads may share.</summary>
internal sealed class CompiledNetwork(IReadOnlyDictionary<FactKey, AlphaNode> roots)
{
    private readonly ConcurrentDictionary<Type, AlphaNode[]> _byType = new();

    // For facts of declared types, which a C# rule set has none of: a race makes two, of which either will do.
    private ConcurrentDictionary<(Type, string), AlphaNode[]>? _byName;

    public required IReadOnlyList<CompiledRule> Rules
    {
        get;
        init
        {
            field = value;
            HasFilters = value.Any(r => r.HasFilters);
        }
    }

    /// <summary>The ends of all branches of all rules.</summary>
    public required IReadOnlyList<TerminalNode> Terminals { get; init; }

    public required IReadOnlyList<BetaNode> Nodes { get; init; }

    /// <summary>Queries that have a result before there is any fact.</summary>
    public required IReadOnlyList<PipelineNode> EagerPipelines { get; init; }

    /// <summary>Nodes that begin with the empty match.</summary>
    public required IReadOnlyList<BetaNode> RootNodes { get; init; }

    public required IReadOnlyList<FactMemory> Memories { get; init; }

    public required int StateCount { get; init; }

    /// <summary>How many tokens make a bucket large enough for a search tree.</summary>
    public required int LargeBucket { get; init; }

    /// <summary>Whether a rule has filters, which are asked before a change is final.</summary>
    public bool HasFilters { get; private init; }

    public IReadOnlyDictionary<FactKey, AlphaNode> Roots => roots;

    /// <summary>Where a fact enters: the patterns over its type, its base types and its interfaces, or over its declared name.</summary>
    public AlphaNode[] RootsOf(object fact)
    {
        var type = fact.GetType();
        return fact is IDeclaredFact declared
            ? RootsOf(type, declared.FactTypeName)
            : _byType.TryGetValue(type, out var known) ? known : _byType.GetOrAdd(type, Find((type, string.Empty)));
    }

    private AlphaNode[] RootsOf(Type type, string name)
    {
        var byName = _byName ??= new();
        return byName.TryGetValue((type, name), out var known) ? known : byName.GetOrAdd((type, name), Find((type, name)));
    }

    private AlphaNode[] Find((Type Type, string Name) key)
    {
        List<AlphaNode> found = [];
        foreach (var (over, root) in roots)
        {
            if (over.ClrType.IsAssignableFrom(key.Type) && (over.DeclaredName is null || over.DeclaredName == key.Name))
            {
                found.Add(root);
            }
        }

        return [.. found];
    }
}
