using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Diagnostics;

/// <summary>Gives the network as a graph.</summary>
public interface ISessionSchemaProvider
{
    ReteGraph GetSchema();
}

/// <summary>What a node of the network does.</summary>
public enum NodeType
{
    Root,
    Type,
    Selection,
    AlphaMemory,
    Dummy,
    Join,
    Not,
    Exists,
    Aggregate,
    Binding,
    Adapter,
    BetaMemory,
    Terminal,
    Rule,
}

/// <summary>A node of the network; a node that several rules share appears once.</summary>
public sealed class ReteNode
{
    internal ReteNode(int id, NodeType type, string text, IEnumerable<IRuleDefinition> rules)
    {
        Id = id;
        NodeType = type;
        Text = text;
        Rules = [.. rules];
    }

    public int Id { get; }

    public NodeType NodeType { get; }

    /// <summary>The type, condition, key or rule it stands for.</summary>
    public string Text { get; }

    /// <summary>The rules that end here.</summary>
    public IReadOnlyList<IRuleDefinition> Rules { get; }
}

/// <summary>What flows from one node to another.</summary>
public sealed record ReteLink(ReteNode Source, ReteNode Target);

/// <summary>The network as a graph.</summary>
public sealed class ReteGraph
{
    internal ReteGraph(IEnumerable<ReteNode> nodes, IEnumerable<ReteLink> links)
    {
        Nodes = [.. nodes];
        Links = [.. links];
    }

    public IReadOnlyList<ReteNode> Nodes { get; }

    public IReadOnlyList<ReteLink> Links { get; }
}

/// <summary>How much a session remembers, node by node.</summary>
public interface IMetricsProvider
{
    /// <summary>The figures of every node that remembers something.</summary>
    IEnumerable<INodeMetrics> Nodes { get; }

    /// <summary>The figures of one node; zero when it remembers nothing.</summary>
    INodeMetrics FindByNodeId(int nodeId);
}

/// <summary>The figures of one node.</summary>
public interface INodeMetrics
{
    int NodeId { get; }

    /// <summary>Facts or partial matches remembered.</summary>
    int ElementCount { get; }
}
