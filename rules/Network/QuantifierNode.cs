namespace Workflows.Rules.Network;

/// <summary>
/// "Exists" and "not": each left match keeps one witness. A change among the other facts that satisfy the conditions costs nothing and
/// tells nothing;
/// when the witness goes, another is looked for.
/// </summary>
internal sealed class QuantifierNode(int id, NodePlace place, bool negated) : BetaNode(id, 2, place)
{
    public bool IsNegated { get; } = negated;

    public override void LeftInsert(Matcher matcher, Token left)
    {
        var state = new QuantifierToken(this);
        matcher.Link(state, left, null);
        matcher.AddToIndex(matcher.Memory(this), state, Matcher.SafeKey(LeftKey, left));
        FindWitness(matcher, state);
        Settle(matcher, state);
    }

    public override void LeftUpdate(Matcher matcher, Token left)
    {
        var state = (QuantifierToken)OwnChild(left)!;
        matcher.Rekey(matcher.Memory(this), state, Matcher.SafeKey(LeftKey, left));
        if (state.Right is not null && !matcher.Holds(this, left, state.Right))
        {
            matcher.Unhang(state);
        }

        if (state.Right is null)
        {
            FindWitness(matcher, state);
        }

        if (!Settle(matcher, state) && OwnOutput(state) is { } output)
        {
            Touch(matcher, output);
        }
    }

    public override void RightInsert(Matcher matcher, Entry entry)
    {
        var states = matcher.Buckets(matcher.Memory(this), entry.BucketIn(Right!)!.Key);
        foreach (var bucket in states)
        {
            if (matcher.PartnersNear(this, entry, bucket, states.IsExact) is { } near)
            {
                foreach (var partner in near)
                {
                    TryWitness(matcher, (QuantifierToken)partner, entry, isExact: true);
                }

                continue;
            }

            for (var state = bucket.First; state is not null; state = bucket.Next(state))
            {
                TryWitness(matcher, (QuantifierToken)state, entry, states.IsExact);
            }
        }
    }

    public override void RightUpdate(Matcher matcher, Entry entry)
    {
        JoinToken? next;
        for (var state = OwnUse(entry.FirstJoinUse); state is not null; state = next)
        {
            next = OwnUse(state.NextUse);
            if (!matcher.Holds(this, state.Parent!, entry))
            {
                UseLost(matcher, state);
            }
        }

        RightInsert(matcher, entry);
    }

    public override void UseLost(Matcher matcher, JoinToken token)
    {
        var state = (QuantifierToken)token;
        if (state.Right is not null)
        {
            matcher.Unhang(state);
        }

        FindWitness(matcher, state);
        Settle(matcher, state);
    }

    private static JoinToken? OwnOutput(QuantifierToken state) => state.FirstChild;

    private void FindWitness(Matcher matcher, QuantifierToken state)
    {
        var candidates = matcher.Candidates(this, state.Parent!);
        foreach (var bucket in candidates)
        {
            if (matcher.CandidatesNear(this, state.Parent!, bucket, candidates.IsExact) is { } near)
            {
                if (Array.Find(near, e => matcher.TestPair(this, state.Parent!, (Entry)e, isExact: true)) is Entry witness)
                {
                    matcher.Hang(state, witness);
                    return;
                }

                continue;
            }

            for (var entry = bucket.First; entry is not null; entry = bucket.Next(entry))
            {
                if (matcher.TestPair(this, state.Parent!, (Entry)entry, candidates.IsExact))
                {
                    matcher.Hang(state, (Entry)entry);
                    return;
                }
            }
        }
    }

    private void TryWitness(Matcher matcher, QuantifierToken state, Entry entry, bool isExact)
    {
        if (state.Right is null && matcher.TestPair(this, state.Parent!, entry, isExact))
        {
            matcher.Hang(state, entry);
            Settle(matcher, state);
        }
    }

    /// <summary>Brings the output in line with the witness; says whether that changed anything.</summary>
    private bool Settle(Matcher matcher, QuantifierToken state)
    {
        var passes = state.Right is null == IsNegated;
        var output = OwnOutput(state);
        if (passes == output is not null)
        {
            return false;
        }

        if (passes)
        {
            Emit(matcher, state, null, null);
        }
        else
        {
            matcher.Remove(output!);
        }

        return true;
    }
}
