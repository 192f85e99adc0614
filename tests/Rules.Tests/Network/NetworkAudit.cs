using Workflows.Rules.Network;

namespace Workflows.Rules.Tests.Network;

/// <summary>
/// Looks at every link of a session's memory: a list that leads astray is found at once and not only when a later change stumbles on it.
/// </summary>
internal static class NetworkAudit
{
    public static void Check(ISession session)
    {
        var matcher = ((Session)session).Matcher;
        var states = Enumerable.Range(0, matcher.Network.StateCount).Select(id => matcher.State(id)).ToList();
        foreach (var bucket in states.OfType<TokenIndex>().SelectMany(i => i.All.ToList()))
        {
            CheckBucket(matcher, bucket);
        }

        CheckChildren(matcher, matcher.Empty);
        foreach (var fact in ((Session)session).Facts.All)
        {
            if (fact.FirstUse is FiredMark)
            {
                continue;
            }

            var uses = Uses(fact.FirstUse);
            Assert.All(uses, u => Assert.Same(fact, u.Fact));
            uses.OfType<Token>().ToList().ForEach(t => CheckChildren(matcher, t));
        }
    }

    private static void CheckBucket(Matcher matcher, Bucket bucket)
    {
        Token? before = null;
        var count = 0;
        for (var token = bucket.First; token is not null; (before, token) = (token, bucket.Next(token)))
        {
            Assert.True(token.IsAlive, "a bucket holds a token that is gone");
            var place = bucket.Index.PlaceOf(token);
            Assert.Same(before, place.Prev);
            Assert.Same(bucket, place.Bucket);
            if (bucket.Index.Spec is { } spec)
            {
                Assert.True(bucket.Key.IsFailed || spec.KeyOf(token.Fact!.Value).Equals(bucket.Key));
                CheckUses((Entry)token);
                CheckChildren(matcher, token);
            }

            Assert.True(++count <= bucket.Count, "a bucket holds more than it counts");
        }

        Assert.Same(before, bucket.Last);
        Assert.Equal(bucket.Count, count);
    }

    private static void CheckUses(Entry entry)
    {
        foreach (var use in Uses(entry.FirstJoinUse))
        {
            Assert.Same(entry, ((JoinToken)use).Right);
        }
    }

    private static List<FactUse> Uses(FactUse? first)
    {
        List<FactUse> uses = [];
        for (var use = first; use is not null; use = use.NextUse)
        {
            Assert.True(use.IsAlive, "a use is gone");
            Assert.Same(uses.Count == 0 ? Last(first!) : uses[^1], use.PrevUse);
            uses.Add(use);
        }

        return uses;
    }

    private static FactUse Last(FactUse first)
    {
        var last = first;
        for (var steps = 0; last.NextUse is { } next; last = next)
        {
            Assert.True(++steps < 100_000, "a list of uses runs in a ring");
        }

        return last;
    }

    private static void CheckChildren(Matcher matcher, Token parent)
    {
        JoinToken? before = null;
        for (var child = parent.FirstChild; child is not null; (before, child) = (child, child.NextSibling))
        {
            Assert.True(child.IsAlive, "a longer match is gone");
            Assert.Same(parent, child.Parent);
            Assert.Same(before ?? Youngest(parent), child.PrevSibling);
            if (child is QuantifierToken state)
            {
                CheckQuantifier(matcher, state);
            }

            if (child is GateToken gate)
            {
                var start = (StartToken)gate.Parent!;
                Assert.Equal(Ends(start, ((GateNode)gate.Node).LeftNode!), start.Ends);
                Assert.Equal(start.Ends == 0 == ((GateNode)gate.Node).IsNegated, gate.FirstChild is not null);
            }

            CheckChildren(matcher, child);
        }
    }

    private static int Ends(Token token, BetaNode start)
    {
        var ends = token is JoinToken { Node: GroupEndNode end } && end.Gates.Exists(g => ReferenceEquals(g.LeftNode, start)) ? 1 : 0;
        for (var child = token.FirstChild; child is not null; child = child.NextSibling)
        {
            ends += Ends(child, start);
        }

        return ends;
    }

    private static JoinToken Youngest(Token parent)
    {
        var last = parent.FirstChild!;
        for (var steps = 0; last.NextSibling is { } next; last = next)
        {
            Assert.True(++steps < 100_000, "a list of longer matches runs in a ring");
        }

        return last;
    }

    private static void CheckQuantifier(Matcher matcher, QuantifierToken state)
    {
        var node = (QuantifierNode)state.Node;
        var place = state.Place.Bucket!;
        if (!place.Key.IsFailed)
        {
            Assert.Equal(BetaNode.KeyOf(node.LeftKey, state.Parent), place.Key);
        }

        if (state.Right is { } witness)
        {
            Assert.True(witness.IsAlive, "a witness is gone");
            Assert.True(matcher.Holds(node, state.Parent!, witness), "a witness is none");
        }
        else
        {
            foreach (var bucket in matcher.Candidates(node, state.Parent!))
            {
                for (var entry = bucket.First; entry is not null; entry = bucket.Next(entry))
                {
                    Assert.False(matcher.TestPair(node, state.Parent!, (Entry)entry, isExact: false), "a witness was overlooked");
                }
            }
        }

        Assert.Equal(state.Right is null == node.IsNegated, state.FirstChild is not null);
    }
}
