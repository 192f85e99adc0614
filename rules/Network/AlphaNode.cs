using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Network;

/// <summary>
/// A condition on one fact. Its children are tried only for facts that satisfy it; those that compare the same value with constants
/// are found by look-up instead of one by one.
/// </summary>
/// <param name="condition">The condition; null at the root.</param>
/// <param name="interpreted">How often expressions are interpreted before they are compiled.</param>
internal sealed class AlphaNode(BoundExpression? condition, int interpreted)
{
    private readonly List<AlphaNode> _plain = [];
    private readonly List<AlphaSwitch> _switches = [];
    private readonly Dictionary<StructuralKey, AlphaNode> _shared = [];

    /// <summary>The condition; null at the root.</summary>
    public BoundExpression? Condition { get; } = condition;

    /// <summary>The facts that satisfy everything down to here, if a rule asks for exactly those.</summary>
    public FactMemory? Memory { get; set; }

    public IEnumerable<AlphaNode> Children => _plain.Concat(_switches.SelectMany(s => s.Nodes));

    public void Pass(Matcher matcher, WorkFact fact, List<FactMemory> hits)
    {
        if (Memory is not null)
        {
            hits.Add(Memory);
        }

        foreach (var child in _plain)
        {
            if (matcher.Test(child.Condition!, null, fact))
            {
                child.Pass(matcher, fact, hits);
            }
        }

        foreach (var group in _switches)
        {
            PassSwitch(matcher, fact, hits, group);
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
                new BoundExpression(
                    new Evaluator(expression, interpreted), [.. expression.Inputs.Select(_ => BoundExpression.Candidate)]),
                interpreted);
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

    private static void PassSwitch(Matcher matcher, WorkFact fact, List<FactMemory> hits, AlphaSwitch group)
    {
        if (!matcher.Tracing && group.TryFind(fact.Value, out var from, out var to))
        {
            for (var i = from; i < to; i++)
            {
                group.Sorted[i].Pass(matcher, fact, hits);
            }

            return;
        }

        foreach (var node in group.Nodes)
        {
            if (matcher.Test(node.Condition!, null, fact))
            {
                node.Pass(matcher, fact, hits);
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
            group = new AlphaSwitch(shape.Operator, new Evaluator(shape.Left, interpreted), leftKey);
            _switches.Add(group);
        }

        return group.TryAdd(shape.Right.Evaluate([]), node);
    }
}
