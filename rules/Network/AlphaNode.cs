using System.Runtime.InteropServices;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Network;

/// <summary>
/// A condition on one fact. Its children are tried only for facts that satisfy it; those that compare the same value with constants
/// are found by look-up instead of one by one.
/// </summary>
/// <param name="condition">The condition; null at the root.</param>
/// <param name="evaluators">Those of the network.</param>
internal sealed class AlphaNode(BoundExpression? condition, Evaluators evaluators)
{
    private readonly List<AlphaNode> _plain = [];
    private readonly List<AlphaSwitch> _switches = [];
    private readonly Dictionary<StructuralKey, AlphaNode> _shared = [];

    /// <summary>The condition; null at the root.</summary>
    public BoundExpression? Condition { get; } = condition;

    /// <summary>The facts that satisfy everything down to here, if a rule asks for exactly those.</summary>
    public FactMemory? Memory { get; set; }

    public IEnumerable<AlphaNode> Children => _plain.Concat(_switches.SelectMany(s => s.Nodes));

    public void Pass(Matcher matcher, WorkFact fact, List<FactMemory> hits) => Pass(matcher, fact, hits, matcher.Tracing);

    private void Pass(Matcher matcher, WorkFact fact, List<FactMemory> hits, bool isTraced)
    {
        if (Memory is not null)
        {
            hits.Add(Memory);
        }

        foreach (var child in CollectionsMarshal.AsSpan(_plain))
        {
            if (matcher.Test(child.Condition!, null, fact))
            {
                child.Pass(matcher, fact, hits, isTraced);
            }
        }

        foreach (var group in CollectionsMarshal.AsSpan(_switches))
        {
            PassSwitch(matcher, fact, hits, group, isTraced);
        }
    }

    /// <summary>The child for a condition: a known one of equal meaning, or a new one.</summary>
    public AlphaNode Child(RuleExpression expression)
    {
        var key = StructuralKey.Of(expression);
        if (key is not null && _shared.TryGetValue(key, out var known))
        {
            return known;
        }

        var node =
            new AlphaNode(
                new BoundExpression(evaluators.New(expression), [.. expression.Inputs.Select(_ => BoundExpression.Candidate)]), evaluators);
        if (key is not null)
        {
            _shared.Add(key, node);
        }

        if (!TrySwitch(expression, node))
        {
            _plain.Add(node);
        }

        return node;
    }

    private static void PassSwitch(Matcher matcher, WorkFact fact, List<FactMemory> hits, AlphaSwitch group, bool isTraced)
    {
        if (!isTraced && group.TryFind(fact.Value, out var from, out var to))
        {
            foreach (var node in group.Sorted.AsSpan(from, to - from))
            {
                node.Pass(matcher, fact, hits, isTraced);
            }

            return;
        }

        foreach (var node in group.Nodes)
        {
            if (matcher.Test(node.Condition!, null, fact))
            {
                node.Pass(matcher, fact, hits, isTraced);
            }
        }
    }

    private bool TrySwitch(RuleExpression expression, AlphaNode node)
    {
        var shape = ComparisonAnalysis.ShapeOf(expression);
        if (shape is { Left.Inputs.Count: 0, Right.Inputs.Count: > 0 })
        {
            shape = shape.Mirrored();
        }

        if (shape is not { Left.Inputs.Count: 1, Right.Inputs.Count: 0 } || StructuralKey.Of(shape.Left) is not { } leftKey)
        {
            return false;
        }

        var group = _switches.FirstOrDefault(s => s.Operator == shape.Operator && s.LeftKey.Equals(leftKey));
        if (group is null)
        {
            group = new AlphaSwitch(shape.Operator, evaluators.Of(shape.Left, leftKey), leftKey);
            _switches.Add(group);
        }

        return group.TryAdd(shape.Right.Evaluate([]), node);
    }
}
