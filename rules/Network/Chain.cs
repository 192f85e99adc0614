using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Network;

/// <summary>A branch of a rule while it is being built: where it has got to and which names stand where.</summary>
internal sealed class Chain
{
    private readonly List<(Declaration Declaration, int Depth)> _slots;

    public Chain() => _slots = [];

    /// <summary>A way off another, which sees its names and keeps its own to itself.</summary>
    public Chain(Chain other) => _slots = [.. other.Slots];

    /// <summary>The first pattern's facts, as long as nothing follows.</summary>
    public FactMemory? First { get; set; }

    /// <summary>The last node; null at the start and after only a first pattern.</summary>
    public BetaNode? Node { get; set; }

    /// <summary>How many tokens stand in the chain of a match so far.</summary>
    public int Depth { get; set; }

    public IReadOnlyList<(Declaration Declaration, int Depth)> Slots => _slots;

    public bool IsEmpty => First is null && Node is null;

    public void Declare(Declaration declaration) => _slots.Add((declaration, Depth));

    /// <summary>
    /// For each input how far back it stands from a token at <paramref name="depth"/>; the candidate's own name is the candidate.
    /// </summary>
    public int[] Steps(RuleExpression expression, int depth, Declaration? candidate) =>
        [.. expression.Inputs.Select(i => i.Equals(candidate) ? BoundExpression.Candidate : depth - DepthOf(i))];

    private int DepthOf(Declaration input)
    {
        foreach (var (declaration, depth) in _slots)
        {
            if (declaration.Equals(input))
            {
                return depth;
            }
        }

        throw new ArgumentException($"'{input.Name}' is used before a pattern declares it");
    }
}
