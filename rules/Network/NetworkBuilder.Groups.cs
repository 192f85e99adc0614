using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Network;

/// <summary>How "exists" and "not" become nodes.</summary>
internal sealed partial class NetworkBuilder
{
    private void AddQuantifier(Chain chain, RuleElement source, bool negated)
    {
        var branches = Branches.Of(source).ToList();
        switch (branches)
        {
            case [[]]:
                throw new ArgumentException($"There is nothing under '{(negated ? "not" : "exists")}'");
            case [[PatternElement pattern]] when pattern.Source is not BindingElement && !IsCorrelated(pattern):
                AddWitness(chain, pattern, negated);
                return;
            case [var branch]:
                AddGate(chain, branch, negated);
                return;
        }

        // Not one of several is each of them not, and one of several is not that.
        AddGate(chain, [.. branches.Select(b => Element.Not(Element.AndGroup(b)))], !negated);
    }

    private void AddGate(Chain chain, IReadOnlyList<RuleElement> group, bool negated)
    {
        var (facts, node) = Left(chain, []);
        var depth = chain.Depth;
        var start = Share(null, () => new GroupStartNode { Id = NewState(), Depth = depth + 1, LeftFacts = facts, LeftNode = node });
        var inner = new Chain(chain) { Node = start, Depth = depth + 1 };
        foreach (var element in group)
        {
            AddElement(inner, element);
        }

        var end = (GroupEndNode)Share(null, () => new GroupEndNode(inner.Depth - depth - 1)
        {
            Id = NewState(),
            Depth = inner.Depth + 1,
            LeftNode = inner.Node,
        });

        // The gate comes last, so that it settles after everything inside the group has.
        chain.Node = Share(null, () =>
        {
            var gate = new GateNode(negated) { Id = NewState(), Depth = depth + 3, LeftNode = start };
            end.Gates.Add(gate);
            return gate;
        });
        chain.First = null;
        chain.Depth = depth + 3;
    }

    private void AddWitness(Chain chain, PatternElement source, bool negated)
    {
        var (memory, joins) = Memory(source);
        var plan = JoinPlan.For(joins, source.Declaration);
        Follow(chain, negated ? "not" : "exists", plan, source.Declaration, memory, 2,
            place => new QuantifierNode(NewState(2), place, negated));
    }
}
