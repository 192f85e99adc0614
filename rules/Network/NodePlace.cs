namespace Workflows.Rules.Network;

/// <summary>
/// Where a node that looks to the right stands: what comes from the left, where candidates are and what they must satisfy. The depth is
/// that of the chain before it.
/// </summary>
internal readonly record struct NodePlace(
    IndexSpec? Facts, BetaNode? Node, IndexSpec Right, BoundExpression[] LeftKey, BoundExpression[] Conditions,
        BoundExpression[] Residual, RangeSpec? Range, int Depth);
