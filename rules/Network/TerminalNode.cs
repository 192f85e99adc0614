using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Network;

/// <summary>The end of one branch of a rule: its tokens are the rule's matches.</summary>
internal sealed class TerminalNode : BetaNode
{
    private FiredMark? _mark;

    public required CompiledRule Rule { get; init; }

    /// <summary>The names the branch declares and where, counted from the first token of the chain.</summary>
    public required (Declaration Declaration, int Depth)[] Slots { get; init; }

    /// <summary>Which of the rule's branches it ends.</summary>
    public int BranchNumber { get; init; }

    /// <summary>The elements of the branch, for reasons.</summary>
    public IReadOnlyList<RuleElement> Branch { get; init; } = [];

    /// <summary>The memory whose facts are the matches, for a rule with one pattern.</summary>
    public FactMemory? Memory { get; set; }

    /// <summary>What stands in the place of its matches that are set aside.</summary>
    public FiredMark Mark => _mark ??= new FiredMark(this);

    /// <summary>How many tokens stand in the chain of a match.</summary>
    public int MatchDepth { get; set; }

    public override void LeftInsert(Matcher matcher, Token left)
    {
        var match = new Match(this);
        matcher.Link(match, left, null);
        matcher.MatchCreated(match);
    }

    public override void LeftUpdate(Matcher matcher, Token left) => Touch(matcher, OwnChild(left)!);
}
