namespace Workflows.Rules.Network;

/// <summary>
/// A query. Without outer names one instance serves the session and its results are facts of <see cref="Results"/>; with outer names each
/// left match
/// has an instance, and the results extend that match.
/// </summary>
internal sealed class PipelineNode : BetaNode
{
    /// <summary>The aggregates, first to last.</summary>
    public required StageSpec[] Stages { get; init; }

    /// <summary>The computed value the query starts from; null when it starts from facts.</summary>
    public BoundExpression? Source { get; init; }

    /// <summary>Where the results of a query without outer names go.</summary>
    public AlphaNode? Results { get; init; }

    /// <summary>Conditions on the results of a query with outer names.</summary>
    public BoundExpression[] ResultConditions { get; init; } = [];

    private OwnerInputs? _inputs;

    public bool IsCorrelated => Results is null;

    public override void LeftInsert(Matcher matcher, Token left)
    {
        var owner = new OwnerToken(this);
        matcher.Link(owner, left, null);
        owner.State = new PipelineState(this, owner);
        owner.Inputs = (_inputs ??= new OwnerInputs(this)).Read(left);
        matcher.MarkDirty(owner.State);
        if (Source is not null)
        {
            FeedSource(matcher, owner.State, left);
            return;
        }

        matcher.AddToIndex(matcher.Memory(this), owner, matcher.SafeKey(LeftKey, left));
        foreach (var bucket in matcher.Candidates(this, left))
        {
            for (var entry = bucket.First; entry is not null; entry = entry.BucketNext)
            {
                TryMember(matcher, owner, (Entry)entry);
            }
        }
    }

    public override void LeftUpdate(Matcher matcher, Token left)
    {
        var owner = (OwnerToken)OwnChild(left)!;
        owner.State!.OwnerUpdated = true;
        matcher.MarkDirty(owner.State);
        if (Source is not null)
        {
            FeedSource(matcher, owner.State, left);
            return;
        }

        var (before, inputs) = (owner.Inputs, (_inputs ??= new OwnerInputs(this)).Read(left));
        if (OwnerInputs.AreSame(before, inputs))
        {
            return;
        }

        owner.Inputs = inputs;
        matcher.Undo(() => owner.Inputs = before);
        matcher.Rekey(matcher.Memory(this), owner, matcher.SafeKey(LeftKey, left));
        var known = matcher.KnownPartners;
        JoinToken? next;
        for (var child = owner.FirstChild; child is not null; child = next)
        {
            next = child.NextSibling;
            if (child is MemberToken member)
            {
                known.Add(member.Right!);
                UpdateMember(matcher, owner, member);
            }
        }

        foreach (var bucket in matcher.Candidates(this, left))
        {
            for (var entry = bucket.First; entry is not null; entry = entry.BucketNext)
            {
                if (!known.Contains(entry))
                {
                    TryMember(matcher, owner, (Entry)entry);
                }
            }
        }

        matcher.Release(known);
    }

    public override void RightInsert(Matcher matcher, Entry entry)
    {
        if (!IsCorrelated)
        {
            var slot = matcher.Root(this).Add(matcher, entry.Fact!);
            slot.Reader = this;
            slot.NextOfEntry = entry.Slots;
            entry.Slots = slot;
            return;
        }

        foreach (var bucket in matcher.Buckets(matcher.Memory(this), entry.Bucket!.Key))
        {
            for (var owner = bucket.First; owner is not null; owner = owner.BucketNext)
            {
                TryMember(matcher, (OwnerToken)owner, entry);
            }
        }
    }

    public override void RightUpdate(Matcher matcher, Entry entry)
    {
        if (!IsCorrelated)
        {
            matcher.Root(this).Modify(matcher, entry.SlotOf(this)!);
            return;
        }

        var known = matcher.KnownPartners;
        Token? next;
        for (var use = entry.FirstJoinUse; use is not null; use = next)
        {
            next = use.NextUse;
            if (use is MemberToken member && ReferenceEquals(member.Node, this))
            {
                known.Add(member.Parent!);
                UpdateMember(matcher, (OwnerToken)member.Parent!, member);
            }
        }

        foreach (var bucket in matcher.Buckets(matcher.Memory(this), entry.Bucket!.Key))
        {
            for (var owner = bucket.First; owner is not null; owner = owner.BucketNext)
            {
                if (!known.Contains(owner))
                {
                    TryMember(matcher, (OwnerToken)owner, entry);
                }
            }
        }

        matcher.Release(known);
    }

    public override void RightRemove(Matcher matcher, Entry entry)
    {
        if (!IsCorrelated)
        {
            matcher.Root(this).Remove(matcher, entry.SlotOf(this)!);
        }
    }

    public override void UseLost(Matcher matcher, JoinToken token) => matcher.Remove(token);

    public override void Removed(Matcher matcher, JoinToken token)
    {
        if (token is MemberToken { Slot: not null } member && member.Parent!.IsAlive)
        {
            ((OwnerToken)member.Parent!).State!.Remove(matcher, member.Slot);
        }
    }

    /// <summary>Brings one result out, or back in line, or away.</summary>
    public void Emit(Matcher matcher, PipelineState state, SyntheticFact fact, Pending kind)
    {
        if (!IsCorrelated)
        {
            EmitFact(matcher, fact, kind);
            return;
        }

        var owner = state.Owner!;
        if (!owner.IsAlive)
        {
            return;
        }

        var passes = kind != Pending.Removed && matcher.TestAll(ResultConditions, owner, fact);
        var token = fact.FirstUse as JoinToken;
        if (passes && token is not null)
        {
            matcher.NextStamp();
            Touch(matcher, token);
        }
        else if (passes)
        {
            fact.FirstUse = Emit(matcher, owner, null, fact);
            matcher.Undo(() => fact.FirstUse = null);
        }
        else if (token is not null)
        {
            fact.FirstUse = null;
            matcher.Undo(() => fact.FirstUse = token);
            matcher.Remove(token);
        }
    }

    /// <summary>The left match was updated: its results pass it on, or come and go with the conditions.</summary>
    public void TouchResults(Matcher matcher, PipelineState state)
    {
        foreach (var fact in state.Outputs(matcher).ToList())
        {
            Emit(matcher, state, fact, Pending.Modified);
        }
    }

    private void EmitFact(Matcher matcher, SyntheticFact fact, Pending kind)
    {
        switch (kind)
        {
            case Pending.Removed when fact.IsOut:
                fact.IsOut = false;
                matcher.Undo(() => fact.IsOut = true);
                matcher.RetractFact(fact);
                break;
            case Pending.Added or Pending.Modified when fact.IsOut:
                matcher.UpdateFact(fact, Results!);
                break;
            case Pending.Added or Pending.Modified:
                fact.IsOut = true;
                matcher.Undo(() => fact.IsOut = false);
                matcher.InsertFact(fact, Results!);
                break;
        }
    }

    private void FeedSource(Matcher matcher, PipelineState state, Token left)
    {
        if (!matcher.TryValue(Source!, left, null, out var value))
        {
            if (state.SourceSlot is not null)
            {
                state.Remove(matcher, state.SourceSlot);
                state.SourceSlot = null;
            }

            return;
        }

        state.SourceFact ??= new WorkFact(null);
        matcher.SetValue(state.SourceFact, value);
        var passes = matcher.TestAll(Conditions, left, state.SourceFact);
        switch (passes, state.SourceSlot)
        {
            case (true, null):
                state.SourceSlot = state.Add(matcher, state.SourceFact);
                break;
            case (true, { } slot):
                state.Modify(matcher, slot);
                break;
            case (false, { } slot):
                state.Remove(matcher, slot);
                state.SourceSlot = null;
                break;
        }
    }

    private void TryMember(Matcher matcher, OwnerToken owner, Entry entry)
    {
        if (matcher.TestResidual(this, owner.Parent!, entry))
        {
            var member = new MemberToken(this) { Fact = entry.Fact };
            matcher.Link(member, owner, entry);
            member.Slot = owner.State!.Add(matcher, entry.Fact!);
        }
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
