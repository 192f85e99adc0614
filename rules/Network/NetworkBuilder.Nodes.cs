using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Network;

/// <summary>How nodes are placed and shared.</summary>
internal sealed partial class NetworkBuilder
{
    /// <summary>Adds a node that looks to the right, or finds one that means the same.</summary>
    private void Follow(Chain chain, string kind, JoinPlan plan, Declaration candidate, FactMemory memory, int tokens, Func<NodePlace,
        BetaNode> make)
    {
        // A query looks its first pattern up by key as a join does; for longer matches it keeps states, which it looks up itself.
        var isRemembered = kind == "join" || (chain.First is not null && kind is not ("not" or "exists"));
        var leftKey = Bind(chain, plan.LeftKey, chain.Depth, null);
        var conditions = Bind(chain, plan.All, chain.Depth, candidate);
        var residual = Bind(chain, plan.Residual, chain.Depth, candidate);
        var range = plan.Range is null ? null : Bind(chain, plan.Range, candidate);
        var right = memory.Index([.. plan.RightKey.Select(Evaluators.Of)], () => NewState());
        var (facts, node) = Left(chain, leftKey, isRemembered);
        var key = ShareKey(kind, facts, node, [], leftKey, conditions, right);
        var depth = chain.Depth;
        chain.Node = Share(key, () => make(new NodePlace(facts, node, right, leftKey, conditions, residual, range, depth)));
        chain.First = null;
        chain.Depth = depth + tokens;
    }

    /// <summary>Where a following node's left matches come from; for a join they must be remembered by its key.</summary>
    private (IndexSpec? Facts, BetaNode? Node) Left(Chain chain, BoundExpression[] key, bool remembered = false)
    {
        if (chain.First is not null)
        {
            var parts = remembered ? key.Select(k => k.Evaluator).ToArray() : [];
            return (chain.First.Index(parts, () => NewState()), null);
        }

        if (chain.Node is null || !remembered)
        {
            return (null, chain.Node);
        }

        if (chain.Node.OutputKey is { } known && !SameKey(known, key))
        {
            chain.Node = Variant(chain.Node, key);
        }

        chain.Node.OutputKey = key;
        return (null, chain.Node);
    }

    // One node remembers its output by one key. A join that asks for another key gets a twin of the node.
    private BetaNode Variant(BetaNode node, BoundExpression[] key)
    {
        var share = ShareKey("variant", null, node, [], key);
        return share is not null && _shared.TryGetValue(share, out var twin) ? twin : Share(share, _recipes[node]);
    }

    private static bool SameKey(BoundExpression[] a, BoundExpression[] b) =>
        a.Length == b.Length && (a.Length == 0 || (KeyOf(a) is { } known && known.Equals(KeyOf(b))));

    private BetaNode Share(StructuralKey? key, Func<BetaNode> make)
    {
        if (key is not null && _shared.TryGetValue(key, out var known))
        {
            return known;
        }

        var node = make();
        _nodes.Add(node);
        _recipes[node] = make;
        Attach(node);
        if (key is not null)
        {
            _shared.Add(key, node);
        }

        return node;
    }

    private static void Attach(BetaNode node)
    {
        node.Right?.Right.Add(node);
        node.LeftFacts?.Left.Add(node);
        node.LeftNode?.Children.Add(node);
        (node as PipelineNode)?.Members?.Readers.Add((PipelineNode)node);
    }

    private static StructuralKey? ShareKey(
        string kind, IndexSpec? facts, BetaNode? node, BoundExpression[] values, BoundExpression[] conditions,
            BoundExpression[]? more = null, IndexSpec? right = null)
    {
        object?[] parts =
            [kind, facts ?? (object)kind, node ?? (object)kind, right ?? (object)kind, KeyOf(values), KeyOf(conditions), KeyOf(more ?? [])];
        return StructuralKey.Combine(parts);
    }

    private static StructuralKey? KeyOf(BoundExpression[] expressions)
    {
        var parts = new List<object?>();
        foreach (var expression in expressions)
        {
            parts.Add(StructuralKey.Of(expression.Rule));
            parts.AddRange(expression.Steps.Cast<object?>());
        }

        return StructuralKey.Combine(parts);
    }

    private RangeSpec Bind(Chain chain, RangePlan plan, Declaration candidate) => new(
        Bind(chain, plan.Right, chain.Depth, candidate),
        plan.Lower is null ? null : Bind(chain, plan.Lower, chain.Depth, null),
        plan.Upper is null ? null : Bind(chain, plan.Upper, chain.Depth, null));

    private BoundExpression[] Bind(Chain chain, IEnumerable<RuleExpression> expressions, int depth, Declaration? candidate) =>
        [.. expressions.Select(e => Bind(chain, e, depth, candidate))];

    private BoundExpression Bind(Chain chain, RuleExpression expression, int depth, Declaration? candidate) =>
        new(Evaluators.Of(expression), chain.Steps(expression, depth, candidate));
}
