using Workflows.Rules.Network;

namespace Workflows.Rules.Diagnostics;

/// <summary>Draws the network as a graph.</summary>
internal sealed class NetworkSchema
{
    private readonly List<ReteNode> _nodes = [];
    private readonly List<ReteLink> _links = [];
    private readonly Dictionary<object, ReteNode> _byPart = new(ReferenceEqualityComparer.Instance);

    private NetworkSchema()
    {
    }

    public static ReteGraph Of(CompiledNetwork network)
    {
        var schema = new NetworkSchema();
        schema.Draw(network);
        return new ReteGraph(schema._nodes, schema._links);
    }

    private void Draw(CompiledNetwork network)
    {
        var root = Add(network, NodeType.Root, "root", null);
        foreach (var (key, alpha) in network.Roots)
        {
            DrawAlpha(alpha, Add(alpha, NodeType.Type, key.ToString(), root));
        }

        foreach (var node in network.Nodes)
        {
            DrawBeta(network, node);
        }

        foreach (var memory in network.Memories)
        {
            foreach (var terminal in memory.Terminals)
            {
                DrawTerminal(terminal, Entrance(memory));
            }
        }
    }

    private void DrawAlpha(AlphaNode alpha, ReteNode at)
    {
        if (alpha.Memory is not null)
        {
            Add(alpha.Memory, NodeType.AlphaMemory, "facts", at);
        }

        foreach (var child in alpha.Children)
        {
            DrawAlpha(child, Add(child, NodeType.Selection, child.Condition!.Rule.ToString()!, at));
        }
    }

    private void DrawBeta(CompiledNetwork network, BetaNode node)
    {
        var from = node.LeftFacts is not null ? Entrance(node.LeftFacts.Memory) : node.LeftNode is not null ? _byPart[node.LeftNode]
            : _byPart[network];
        var text = string.Join(" and ", node.Conditions.Select(c => c.Rule.ToString()));
        var drawn = Add(node, TypeOf(node), text, node is PipelineNode { IsCorrelated: false } ? null : from);
        if ((node.Right?.Memory ?? (node as PipelineNode)?.Members) is { } memory)
        {
            _links.Add(new ReteLink(_byPart[memory], drawn));
        }

        if (node is PipelineNode { Results: not null } pipeline)
        {
            DrawAlpha(pipeline.Results, drawn);
        }

        foreach (var terminal in node.Children.OfType<TerminalNode>())
        {
            DrawTerminal(terminal, drawn);
        }

        if (node.Direct is not null)
        {
            DrawTerminal(node.Direct, drawn);
        }
    }

    // A first pattern joins the empty match: one node for all rules that begin with it.
    private ReteNode Entrance(FactMemory memory)
    {
        var part = memory.Indexes;
        return _byPart.TryGetValue(part, out var known) ? known : Add(part, NodeType.Join, "first pattern", _byPart[memory]);
    }

    private void DrawTerminal(TerminalNode terminal, ReteNode from)
    {
        var drawn = new ReteNode(_nodes.Count, NodeType.Rule, terminal.Rule.Definition.Name, [terminal.Rule.Definition]);
        _nodes.Add(drawn);
        _links.Add(new ReteLink(from, drawn));
    }

    private static NodeType TypeOf(BetaNode node) => node switch
    {
        QuantifierNode { IsNegated: true } or GateNode { IsNegated: true } => NodeType.Not,
        QuantifierNode or GateNode => NodeType.Exists,
        GroupStartNode or GroupEndNode => NodeType.Adapter,
        PipelineNode => NodeType.Aggregate,
        BindingNode => NodeType.Binding,
        _ => NodeType.Join,
    };

    private ReteNode Add(object part, NodeType type, string text, ReteNode? from)
    {
        var node = new ReteNode(_nodes.Count, type, text, []);
        _nodes.Add(node);
        _byPart[part] = node;
        if (from is not null)
        {
            _links.Add(new ReteLink(from, node));
        }

        return node;
    }
}

/// <summary>Counts what a session's indexes hold.</summary>
internal sealed class SessionMetrics(Matcher matcher) : IMetricsProvider
{
    public IEnumerable<INodeMetrics> Nodes => matcher.Counts().Select(c => new NodeMetrics(c.Id, c.Count));

    public INodeMetrics FindByNodeId(int nodeId) => Nodes.FirstOrDefault(n => n.NodeId == nodeId) ?? new NodeMetrics(nodeId, 0);

    private sealed record NodeMetrics(int NodeId, int ElementCount) : INodeMetrics;
}

/// <summary>Finds the rules that an expression belongs to.</summary>
internal static class RuleSearch
{
    public static IEnumerable<RuleModel.IRuleDefinition> With(CompiledNetwork network, RuleModel.RuleExpression expression)
    {
        var finder = new Finder(expression);
        return [.. network.Rules.Select(r => r.Definition).Where(finder.IsIn)];
    }

    private sealed class Finder(RuleModel.RuleExpression sought) : RuleModel.RuleElementVisitor<List<RuleModel.RuleExpression>>
    {
        private readonly StructuralKey? _key = StructuralKey.Of(sought);

        public bool IsIn(RuleModel.IRuleDefinition rule)
        {
            var found = new List<RuleModel.RuleExpression>();
            Visit(found, rule.LeftHandSide);
            return found.SelectMany(e => ComparisonAnalysis.Conjuncts(e).Append(e)).Any(Means);
        }

        protected override void VisitNamedExpression(List<RuleModel.RuleExpression> context,
            RuleModel.NamedExpressionElement element) =>
            context.Add(element.Rule);

        protected override void VisitBinding(List<RuleModel.RuleExpression> context, RuleModel.BindingElement element) =>
            context.Add(element.Rule);

        private bool Means(RuleModel.RuleExpression expression) =>
            ReferenceEquals(expression, sought) || (_key is not null && _key.Equals(StructuralKey.Of(expression))) || Side(expression);

        private bool Side(RuleModel.RuleExpression expression) =>
            _key is not null && ComparisonAnalysis.ShapeOf(expression) is { } shape
            && (_key.Equals(StructuralKey.Of(shape.Left)) || _key.Equals(StructuralKey.Of(shape.Right)));
    }
}
