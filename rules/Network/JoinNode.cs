namespace Workflows.Rules.Network;

/// <summary>Extends each left match by each candidate that satisfies the conditions; equality conditions are a look-up.</summary>
internal sealed class JoinNode : BetaNode
{
    public override void LeftInsert(Matcher matcher, Token left)
    {
        foreach (var bucket in matcher.Candidates(this, left))
        {
            Token? next;
            for (var entry = bucket.First; entry is not null; entry = next)
            {
                next = entry.BucketNext;
                TryEmit(matcher, left, (Entry)entry);
            }
        }
    }

    public override void RightInsert(Matcher matcher, Entry entry)
    {
        foreach (var bucket in matcher.Partners(this, entry))
        {
            Token? next;
            for (var left = bucket.First; left is not null; left = next)
            {
                next = left.BucketNext;

                // A fact that is itself the first pattern's match meets all candidates when it comes from the left.
                if (LeftFacts is null || !ReferenceEquals(left.Fact, entry.Fact))
                {
                    TryEmit(matcher, left, entry);
                }
            }
        }
    }

    public override void LeftUpdate(Matcher matcher, Token left)
    {
        JoinToken? next;
        var kept = 0;
        for (var child = left.FirstChild; child is not null; child = next)
        {
            next = child.NextSibling;
            if (ReferenceEquals(child.Node, this) && !matcher.Holds(this, left, child.Right!))
            {
                matcher.Remove(child);
            }
        }

        for (var child = left.FirstChild; child is not null; child = next)
        {
            next = child.NextSibling;
            if (ReferenceEquals(child.Node, this))
            {
                kept++;
                Touch(matcher, child);
            }
        }

        var known = matcher.KnownPartners;
        foreach (var bucket in matcher.Candidates(this, left))
        {
            if (kept > 0)
            {
                CollectRights(left, bucket, known);
                if (known.Count == bucket.Count)
                {
                    known.Clear();
                    continue;
                }
            }

            for (var entry = bucket.First; entry is not null; entry = entry.BucketNext)
            {
                if (kept == 0 || !known.Contains(entry))
                {
                    TryEmit(matcher, left, (Entry)entry);
                }
            }

            known.Clear();
        }

        matcher.Release(known);
    }

    public override void RightUpdate(Matcher matcher, Entry entry)
    {
        JoinToken? next;
        var kept = 0;
        for (var token = OwnUse(entry.FirstJoinUse); token is not null; token = next)
        {
            next = OwnUse(token.NextUse);
            if (!matcher.Holds(this, token.Parent!, entry))
            {
                matcher.Remove(token);
            }
        }

        for (var token = OwnUse(entry.FirstJoinUse); token is not null; token = next)
        {
            next = OwnUse(token.NextUse);
            kept++;
            Touch(matcher, token);
        }

        var known = matcher.KnownPartners;
        foreach (var bucket in matcher.Partners(this, entry))
        {
            if (kept > 0)
            {
                CollectLefts(entry, bucket, known);
                if (known.Count == bucket.Count)
                {
                    known.Clear();
                    continue;
                }
            }

            for (var left = bucket.First; left is not null; left = left.BucketNext)
            {
                if ((LeftFacts is null || !ReferenceEquals(left.Fact, entry.Fact)) && (kept == 0 || !known.Contains(left)))
                {
                    TryEmit(matcher, left, entry);
                }
            }

            known.Clear();
        }

        matcher.Release(known);
    }

    private void TryEmit(Matcher matcher, Token left, Entry entry)
    {
        if (matcher.TestResidual(this, left, entry))
        {
            Emit(matcher, left, entry, entry.Fact);
        }
    }

    private void CollectRights(Token left, Bucket bucket, HashSet<Token> known)
    {
        for (var child = left.FirstChild; child is not null; child = child.NextSibling)
        {
            if (ReferenceEquals(child.Node, this) && ReferenceEquals(child.Right!.Bucket, bucket))
            {
                known.Add(child.Right);
            }
        }
    }

    private void CollectLefts(Entry entry, Bucket bucket, HashSet<Token> known)
    {
        for (var token = OwnUse(entry.FirstJoinUse); token is not null; token = OwnUse(token.NextUse))
        {
            if (ReferenceEquals(token.Parent!.Bucket, bucket))
            {
                known.Add(token.Parent);
            }
        }
    }
}
