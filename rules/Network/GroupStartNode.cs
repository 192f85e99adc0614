namespace Workflows.Rules.Network;

/// <summary>Where the matches of a group under "exists" or "not" begin: one token for each left match.</summary>
internal sealed class GroupStartNode : BetaNode
{
    public override void LeftInsert(Matcher matcher, Token left) => Emit(matcher, left, null, null);

    public override void LeftUpdate(Matcher matcher, Token left) => Touch(matcher, OwnChild(left)!);

    protected override JoinToken NewToken() => new StartToken(this);
}

/// <summary>The beginning of a group's matches for one left match; counts those that have reached the end.</summary>
internal sealed class StartToken(BetaNode node) : JoinToken(node)
{
    public int Ends;
}

/// <summary>Where the matches of a group end.</summary>
internal sealed class GroupEndNode(int length) : BetaNode
{
    /// <summary>What passes by the number of matches; more than one when joins behind it need its output by different keys.</summary>
    public List<GateNode> Gates { get; } = [];

    public override void LeftInsert(Matcher matcher, Token left)
    {
        matcher.Link(new ResultToken(this), left, null);
        Count(matcher, left, 1);
    }

    // The group binds no name: what its facts have become does not matter as long as they match.
    public override void LeftUpdate(Matcher matcher, Token left)
    {
    }

    public override void Removed(Matcher matcher, JoinToken token) => Count(matcher, token.Parent!, -1);

    private void Count(Matcher matcher, Token last, int change)
    {
        var start = (StartToken)last.At(length);
        start.Ends += change;
        matcher.Undo(() => start.Ends -= change);
        foreach (var gate in Gates)
        {
            gate.EndsChanged(matcher, start);
        }
    }
}
