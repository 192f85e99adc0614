namespace Workflows.Rules.Network;

/// <summary>Extends each left match by each candidate that satisfies the conditions; equality conditions are a look-up.</summary>
internal sealed class JoinNode(int id, NodePlace place) : BetaNode(id, 1, place)
{
    public override void LeftInsert(Matcher matcher, Token left)
    {
        var candidates = matcher.Candidates(this, left);
        foreach (var bucket in candidates)
        {
            if (matcher.CandidatesNear(this, left, bucket, candidates.IsExact) is { } near)
            {
                foreach (var candidate in near)
                {
                    TryEmit(matcher, left, (Entry)candidate, isExact: true);
                }

                continue;
            }

            Token? next;
            for (var entry = bucket.First; entry is not null; entry = next)
            {
                next = bucket.Next(entry);
                TryEmit(matcher, left, (Entry)entry, candidates.IsExact);
            }
        }
    }

    public override void RightInsert(Matcher matcher, Entry entry)
    {
        var partners = matcher.Partners(this, entry);
        foreach (var bucket in partners)
        {
            if (matcher.PartnersNear(this, entry, bucket, partners.IsExact) is { } near)
            {
                foreach (var partner in near)
                {
                    TryPartner(matcher, partner, entry);
                }

                continue;
            }

            Token? next;
            for (var left = bucket.First; left is not null; left = next)
            {
                next = bucket.Next(left);

                // A fact that is itself the first pattern's match meets all candidates when it comes from the left.
                if (LeftFacts is null || !ReferenceEquals(left.Fact, entry.Fact))
                {
                    TryEmit(matcher, left, entry, partners.IsExact);
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
        var candidates = matcher.Candidates(this, left);
        foreach (var bucket in candidates)
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

            if (matcher.CandidatesNear(this, left, bucket, candidates.IsExact) is { } near)
            {
                foreach (var candidate in near.Where(e => !known.Contains(e)))
                {
                    TryEmit(matcher, left, (Entry)candidate, isExact: true);
                }

                known.Clear();
                continue;
            }

            for (var entry = bucket.First; entry is not null; entry = bucket.Next(entry))
            {
                if (kept == 0 || !known.Contains(entry))
                {
                    TryEmit(matcher, left, (Entry)entry, candidates.IsExact);
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
        var partners = matcher.Partners(this, entry);
        foreach (var bucket in partners)
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

            if (matcher.PartnersNear(this, entry, bucket, partners.IsExact) is { } near)
            {
                foreach (var partner in near.Where(left => !known.Contains(left)))
                {
                    TryPartner(matcher, partner, entry);
                }

                known.Clear();
                continue;
            }

            for (var left = bucket.First; left is not null; left = bucket.Next(left))
            {
                if ((LeftFacts is null || !ReferenceEquals(left.Fact, entry.Fact)) && (kept == 0 || !known.Contains(left)))
                {
                    TryEmit(matcher, left, entry, partners.IsExact);
                }
            }

            known.Clear();
        }

        matcher.Release(known);
    }

    private void TryPartner(Matcher matcher, Token left, Entry entry)
    {
        if (LeftFacts is null || !ReferenceEquals(left.Fact, entry.Fact))
        {
            TryEmit(matcher, left, entry, isExact: true);
        }
    }

    private void TryEmit(Matcher matcher, Token left, Entry entry, bool isExact)
    {
        if (matcher.TestPair(this, left, entry, isExact))
        {
            Emit(matcher, left, entry, entry.Fact);
        }
    }

    private void CollectRights(Token left, Bucket bucket, HashSet<Token> known)
    {
        for (var child = left.FirstChild; child is not null; child = child.NextSibling)
        {
            if (ReferenceEquals(child.Node, this) && ReferenceEquals(child.Right!.BucketIn(Right!), bucket))
            {
                known.Add(child.Right);
            }
        }
    }

    private void CollectLefts(Entry entry, Bucket bucket, HashSet<Token> known)
    {
        for (var token = OwnUse(entry.FirstJoinUse); token is not null; token = OwnUse(token.NextUse))
        {
            if (ReferenceEquals(bucket.Index.PlaceOf(token.Parent!).Bucket, bucket))
            {
                known.Add(token.Parent!);
            }
        }
    }
}
