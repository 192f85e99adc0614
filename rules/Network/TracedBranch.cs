using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Network;

/// <summary>One branch of a rule in a network of its own, each of its steps at hand, so that partial matches can be followed.</summary>
internal sealed record TracedBranch(
    CompiledNetwork Network, IReadOnlyList<TracedStep> Steps, IReadOnlyList<(Declaration Declaration, int Depth)> Slots);

/// <summary>One step of a traced branch.</summary>
/// <param name="Element">The step.</param>
/// <param name="Node">Its node; null for a first pattern.</param>
/// <param name="First">The facts of a first pattern; else null.</param>
/// <param name="Depth">How many tokens stand in the chain of a match that satisfies it.</param>
/// <param name="Open">For a query without outer names, its results before the step's conditions; else null.</param>
internal sealed record TracedStep(RuleElement Element, BetaNode? Node, IndexSpec? First, int Depth, IndexSpec? Open)
{
    /// <summary>The index from which a second step reads the facts of a first pattern.</summary>
    public IndexSpec? FirstFacts => (Node is GateNode ? Node.LeftNode : Node)!.LeftFacts;

    /// <summary>The partial matches that satisfy this step too.</summary>
    public IEnumerable<Token> Extend(Token left) => Node is GateNode ? Extend(left, Node.LeftNode!).SelectMany(s => Extend(s, Node))
        : Extend(left, Node!);

    private static IEnumerable<Token> Extend(Token left, BetaNode node)
    {
        for (var child = left.FirstChild; child is not null; child = child.NextSibling)
        {
            if (!ReferenceEquals(child.Node, node))
            {
                continue;
            }

            if (child is not (QuantifierToken or OwnerToken or GateToken))
            {
                yield return child;
                continue;
            }

            for (var output = child.FirstChild; output is not null; output = output.NextSibling)
            {
                if (output is not MemberToken)
                {
                    yield return output;
                }
            }
        }
    }
}

/// <summary>Networks for looking at one branch.</summary>
internal sealed partial class NetworkBuilder
{
    public TracedBranch Trace(IRuleDefinition definition, IReadOnlyList<RuleElement> branch)
    {
        var chain = new Chain();
        List<TracedStep> steps = [];
        foreach (var element in branch)
        {
            AddElement(chain, element);
            var first = chain.First?.Index([], () => NewState());
            steps.Add(new TracedStep(element, chain.Node, first, chain.Depth, OpenResults(element)));
        }

        _rules.Add(new CompiledRule(definition, _rules.Count));
        return new TracedBranch(Build(), steps, chain.Slots);
    }

    private IndexSpec? OpenResults(RuleElement element)
    {
        if (element is not PatternElement { Source: AggregateElement } pattern || IsCorrelated(pattern))
        {
            return null;
        }

        var results = Uncorrelated(pattern).Results!;
        if (results.Memory is null)
        {
            results.Memory = new FactMemory(_memories.Count);
            _memories.Add(results.Memory);
        }

        return results.Memory.Index([], () => NewState());
    }
}
