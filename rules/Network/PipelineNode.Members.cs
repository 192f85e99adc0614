namespace Workflows.Rules.Network;

/// <summary>How facts become members of a left match's query.</summary>
internal sealed partial class PipelineNode
{
    /// <summary>What stands to the left of a fact: the facts of the first pattern, or the states of longer matches.</summary>
    private BucketRange Partners(Matcher matcher, Entry entry) =>
        LeftFacts is null ? matcher.Buckets(matcher.Memory(this), entry.BucketIn(Right!)!.Key) : matcher.Partners(this, entry);

    private void TryPartner(Matcher matcher, Token token, Entry entry, bool isExact)
    {
        if (LeftFacts is null)
        {
            TryMember(matcher, token.ParentToken!, (OwnerToken)token, entry, isExact);
        }
        else if (!ReferenceEquals(token.Fact, entry.Fact))
        {
            // A fact that is itself the first pattern's match meets all candidates when it comes from the left.
            TryMember(matcher, token, null, entry, isExact);
        }
    }

    private OwnerToken? TryMembers(Matcher matcher, Token left, OwnerToken? owner)
    {
        var candidates = matcher.Candidates(this, left);
        foreach (var bucket in candidates)
        {
            if (matcher.CandidatesNear(this, left, bucket, candidates.IsExact) is { } near)
            {
                foreach (var candidate in near)
                {
                    owner = TryMember(matcher, left, owner, (Entry)candidate, isExact: true);
                }

                continue;
            }

            for (var entry = bucket.First; entry is not null; entry = bucket.Next(entry))
            {
                owner = TryMember(matcher, left, owner, (Entry)entry, candidates.IsExact);
            }
        }

        return owner;
    }

    /// <summary>The first pattern's fact may have become a candidate of its own query by the change.</summary>
    private void TryOwnFact(Matcher matcher, Token left, OwnerToken owner)
    {
        for (var use = LeftFacts is null ? null : left.Fact!.FirstUse; use is not null; use = use.NextUse)
        {
            if (use is Entry entry && IsCandidate(entry) && !IsMember(owner, entry) && matcher.Holds(this, left, entry))
            {
                AddMember(matcher, owner, entry);
            }
        }
    }

    private bool IsCandidate(Entry entry) => ReferenceEquals(entry.Memory, Right!.Memory) && entry.BucketIn(Right) is not null;

    private static bool IsMember(OwnerToken owner, Entry entry)
    {
        for (var use = entry.FirstJoinUse; use is not null; use = use.NextUse)
        {
            if (ReferenceEquals(((JoinToken)use).Parent, owner))
            {
                return true;
            }
        }

        return false;
    }

    private OwnerToken? TryMember(Matcher matcher, Token left, OwnerToken? owner, Entry entry, bool isExact)
    {
        if (matcher.TestPair(this, left, entry, isExact))
        {
            owner ??= (OwnerToken?)OwnChild(left) ?? Begin(matcher, left);
            AddMember(matcher, owner, entry);
        }

        return owner;
    }

    private void AddMember(Matcher matcher, OwnerToken owner, Entry entry)
    {
        var member = new MemberToken(this) { Fact = entry.Fact };
        matcher.Link(member, owner, entry);
        member.Slot = owner.State!.Add(matcher, entry.Fact!);
    }

    private void UpdateMember(Matcher matcher, OwnerToken owner, MemberToken member)
    {
        if (matcher.Holds(this, owner.Parent!, member.Right!))
        {
            owner.State!.Modify(matcher, member.Slot!);
        }
        else
        {
            matcher.Remove(member);
        }
    }
}
