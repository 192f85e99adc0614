using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Network;

/// <summary>
/// How the conditions between a pattern and what stands before it are met: some by a key on both sides, the rest one by one.
/// </summary>
internal sealed class JoinPlan
{
    private JoinPlan(List<RuleExpression> all, List<RuleExpression> residual, List<RuleExpression> left, List<RuleExpression> right)
    {
        All = all;
        Residual = residual;
        LeftKey = left;
        RightKey = right;
    }

    public IReadOnlyList<RuleExpression> All { get; }

    public IReadOnlyList<RuleExpression> Residual { get; }

    /// <summary>The key over what stands before, part by part.</summary>
    public IReadOnlyList<RuleExpression> LeftKey { get; }

    /// <summary>The key over the pattern's fact.</summary>
    public IReadOnlyList<RuleExpression> RightKey { get; }

    /// <summary>What an ordered index can serve.</summary>
    public RangePlan? Range { get; private init; }

    public static JoinPlan For(IEnumerable<RuleExpression> conditions, Declaration candidate)
    {
        var all = conditions.ToList();
        List<RuleExpression> residual = [];
        List<RuleExpression> left = [];
        List<RuleExpression> right = [];
        foreach (var condition in all)
        {
            if (Oriented(condition, candidate) is { Operator: ComparisonOperator.Equal } shape)
            {
                left.Add(shape.Left);
                right.Add(shape.Right);
            }
            else
            {
                residual.Add(condition);
            }
        }

        return new JoinPlan(all, residual, left, right) { Range = RangePlan.For(residual, candidate) };
    }

    /// <summary>The condition as a comparison of what stands before with the candidate; null when it is none.</summary>
    public static ComparisonShape? Oriented(RuleExpression condition, Declaration candidate)
    {
        var shape = ComparisonAnalysis.ShapeOf(condition);
        shape = shape is not null && OnlyCandidate(shape.Left, candidate) ? shape.Mirrored() : shape;
        return shape is not null && OnlyCandidate(shape.Right, candidate) && WithoutCandidate(shape.Left, candidate) ? shape : null;
    }

    private static bool OnlyCandidate(RuleExpression side, Declaration candidate) =>
        side.Inputs.Count == 1 && side.Inputs[0].Equals(candidate);

    private static bool WithoutCandidate(RuleExpression side, Declaration candidate) =>
        side.Inputs.Count > 0 && !side.Inputs.Contains(candidate);
}
