namespace Workflows.Rules.Network;

/// <summary>
/// "Exists" and "not" over several patterns: partial matches grow from a <see cref="GroupStartNode"/> to a <see cref="GroupEndNode"/>,
/// and a left match passes while one, or none, has reached the end. What happens on the way within one change does not show.
/// </summary>
internal sealed class GateNode(bool negated) : BetaNode
{
    public bool IsNegated { get; } = negated;

    public override void LeftInsert(Matcher matcher, Token left)
    {
        var token = new GateToken(this);
        token.State = new GateState(token);
        matcher.Link(token, left, null);
        matcher.MarkDirty(token.State);
    }

    public override void LeftUpdate(Matcher matcher, Token left)
    {
        var token = (GateToken)OwnChild(left)!;
        token.State!.IsUpdated = true;
        matcher.MarkDirty(token.State);
    }

    /// <summary>The number of matches that have reached the end has changed.</summary>
    public void EndsChanged(Matcher matcher, StartToken start)
    {
        if (OwnChild(start) is GateToken token)
        {
            matcher.MarkDirty(token.State!);
        }
    }

    public void Settle(Matcher matcher, GateToken token, bool isUpdated)
    {
        if (!token.IsAlive)
        {
            return;
        }

        var passes = ((StartToken)token.Parent!).Ends == 0 == IsNegated;
        var output = token.FirstChild;
        if (passes && output is null)
        {
            Emit(matcher, token, null, null);
        }
        else if (!passes && output is not null)
        {
            matcher.Remove(output);
        }
        else if (isUpdated && output is not null)
        {
            matcher.NextStamp();
            Touch(matcher, output);
        }
    }

    private sealed class GateState(GateToken token) : GateToken.Waiting
    {
        public override int Order => token.Node.Id;

        public override void Flush(Matcher matcher)
        {
            var isUpdated = IsUpdated;
            Forget();
            ((GateNode)token.Node).Settle(matcher, token, isUpdated);
        }

        public override void Forget() => (IsDirty, IsUpdated) = (false, false);
    }
}

/// <summary>The state of a gate for one left match.</summary>
internal sealed class GateToken(BetaNode node) : JoinToken(node)
{
    public Waiting? State;

    /// <summary>A gate that waits for the end of a change.</summary>
    internal abstract class Waiting : Deferred
    {
        /// <summary>The left match was updated.</summary>
        public bool IsUpdated { get; set; }
    }
}
