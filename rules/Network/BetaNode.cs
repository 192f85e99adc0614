namespace Workflows.Rules.Network;

/// <summary>
/// A step of a rule after its first pattern: takes partial matches from the left, extends each or lets it pass, and tells its children.
/// Part of the immutable network; whatever a session remembers is in the session's tokens and indexes.
/// </summary>
internal abstract class BetaNode
{
    protected BetaNode()
    {
    }

    /// <summary>A node that looks to the right; its place says where and for what.</summary>
    protected BetaNode(int id, int tokens, NodePlace place)
    {
        Id = id;
        Depth = place.Depth + tokens;
        LeftFacts = place.Facts;
        LeftNode = place.Node;
        Right = place.Right;
        LeftKey = place.LeftKey;
        Conditions = place.Conditions;
        Residual = place.Residual;
        Range = place.Range;
    }

    /// <summary>Place among the network's nodes; also the order in which queries are flushed.</summary>
    public int Id { get; init; }

    /// <summary>How many tokens stand in a chain that ends with this node's output.</summary>
    public int Depth { get; init; }

    /// <summary>Where partial matches come from: the facts of a first pattern, another node, or (both null) the empty match.</summary>
    public IndexSpec? LeftFacts { get; init; }

    public BetaNode? LeftNode { get; init; }

    /// <summary>Where candidates come from; null for nodes that look only to the left.</summary>
    public IndexSpec? Right { get; init; }

    /// <summary>What a left match's candidates have for a key.</summary>
    public BoundExpression[] LeftKey { get; init; } = [];

    /// <summary>
    /// All conditions, for tracing and reasons; <see cref="Residual"/> holds those that the key does not already ensure.
    /// </summary>
    public BoundExpression[] Conditions { get; init; } = [];

    public BoundExpression[] Residual { get; init; } = [];

    /// <summary>The comparisons of order among the conditions that an index can serve; null when there are none.</summary>
    public RangeSpec? Range { get; init; }

    public List<BetaNode> Children { get; } = [];

    /// <summary>The rule whose matches this node's output is, when nothing else follows.</summary>
    public TerminalNode? Direct { get; set; }

    /// <summary>The key by which output is remembered for the joins that follow; null when none follows.</summary>
    public BoundExpression[]? OutputKey { get; set; }

    public abstract void LeftInsert(Matcher matcher, Token left);

    public abstract void LeftUpdate(Matcher matcher, Token left);

    public virtual void RightInsert(Matcher matcher, Entry entry)
    {
    }

    public virtual void RightUpdate(Matcher matcher, Entry entry)
    {
    }

    /// <summary>An entry is gone on which one of this node's own tokens hung.</summary>
    public virtual void UseLost(Matcher matcher, JoinToken token) => matcher.Remove(token);

    /// <summary>A token of this node has been taken out.</summary>
    public virtual void Removed(Matcher matcher, JoinToken token)
    {
    }

    public static Key KeyOf(BoundExpression[] parts, Token? left)
    {
        switch (parts.Length)
        {
            case 0:
                return default;
            case 1:
                return parts[0].Key(left, null);
            default:
                var keys = new Key[parts.Length];
                for (var i = 0; i < keys.Length; i++)
                {
                    keys[i] = parts[i].Key(left, null);
                }

                return new Key(new Key.Composite(keys));
        }
    }

    /// <summary>A longer match: remembers it and tells the children.</summary>
    protected JoinToken Emit(Matcher matcher, Token left, Entry? right, WorkFact? fact)
    {
        var token = Direct is null ? NewToken() : new Match(this);
        token.Fact = fact;
        matcher.Link(token, left, right);
        if (Direct is not null)
        {
            matcher.MatchCreated((Match)token);
            return token;
        }

        if (OutputKey is not null)
        {
            matcher.AddToIndex(matcher.Output(this), token, Matcher.SafeKey(OutputKey, token));
        }

        foreach (var child in Children)
        {
            child.LeftInsert(matcher, token);
        }

        return token;
    }

    protected virtual JoinToken NewToken() => new ResultToken(this);

    /// <summary>An output token's facts were updated: tells the children, once per change.</summary>
    protected void Touch(Matcher matcher, JoinToken token)
    {
        if (token.Stamp == matcher.Stamp)
        {
            return;
        }

        token.Stamp = matcher.Stamp;
        if (token is Match match)
        {
            matcher.MatchUpdated(match);
            return;
        }

        if (OutputKey is not null)
        {
            matcher.Rekey(matcher.Output(this), token, Matcher.SafeKey(OutputKey, token));
        }

        foreach (var child in Children)
        {
            child.LeftUpdate(matcher, token);
        }
    }

    /// <summary>
    /// The first of this node's own tokens from a use on. Those of nodes further down may go or change their place while one of these is
    /// dealt with, so they are passed over before.
    /// </summary>
    protected JoinToken? OwnUse(FactUse? use)
    {
        while (use is not null && !ReferenceEquals(((JoinToken)use).Node, this))
        {
            use = use.NextUse;
        }

        return (JoinToken?)use;
    }

    protected JoinToken? OwnChild(Token left)
    {
        for (var child = left.FirstChild; child is not null; child = child.NextSibling)
        {
            if (ReferenceEquals(child.Node, this))
            {
                return child;
            }
        }

        return null;
    }
}
