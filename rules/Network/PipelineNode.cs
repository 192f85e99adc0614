namespace Workflows.Rules.Network;

/// <summary>
/// A query. Without outer names one instance serves the session and its results are facts of <see cref="Results"/>; with outer names each
/// left match
/// has an instance, and the results extend that match.
/// </summary>
internal sealed partial class PipelineNode : BetaNode
{
    public PipelineNode()
    {
    }

    public PipelineNode(int id, NodePlace place)
        : base(id, 2, place)
    {
    }

    /// <summary>The aggregates, first to last.</summary>
    public required StageSpec[] Stages { get; init; }

    /// <summary>The computed value the query starts from; null when it starts from facts.</summary>
    public BoundExpression? Source { get; init; }

    /// <summary>The facts that a query without outer names reads.</summary>
    public FactMemory? Members { get; init; }

    /// <summary>Where the results of a query without outer names go.</summary>
    public AlphaNode? Results { get; init; }

    /// <summary>Conditions on the results of a query with outer names.</summary>
    public BoundExpression[] ResultConditions { get; init; } = [];

    private OwnerInputs? _inputs;

    public bool IsCorrelated => Results is null;

    /// <summary>
    /// Whether a left match has a state only while there is something to keep: members, or a result that passes. Most left matches of
    /// most queries have neither.
    /// </summary>
    private bool IsSparing => LeftFacts is not null && Source is null && Stages is [{ IsCustom: false }];

    private OwnerInputs Inputs => _inputs ??= new OwnerInputs(this);

    public override void LeftInsert(Matcher matcher, Token left)
    {
        OwnerToken? owner = null;
        if (IsSparing)
        {
            matcher.MarkAtRest(this, left);
        }
        else
        {
            owner = Begin(matcher, left);
        }

        if (Source is not null)
        {
            FeedSource(matcher, owner!.State!, left);
            return;
        }

        if (LeftFacts is null)
        {
            matcher.AddToIndex(matcher.Memory(this), owner!, Matcher.SafeKey(LeftKey, left));
        }

        owner = TryMembers(matcher, left, owner);
        if (owner is not null)
        {
            owner.Inputs = Inputs.Read(left);
        }
    }

    public override void LeftUpdate(Matcher matcher, Token left)
    {
        if (OwnChild(left) is not OwnerToken owner)
        {
            matcher.MarkAtRest(this, left);
            TryMembers(matcher, left, null);
            return;
        }

        owner.State!.OwnerUpdated = true;
        matcher.MarkDirty(owner.State);
        if (Source is not null)
        {
            FeedSource(matcher, owner.State, left);
            return;
        }

        var inputs = Inputs.Read(left);
        if (OwnerInputs.AreSame(owner.Inputs, inputs))
        {
            TryOwnFact(matcher, left, owner);
            return;
        }

        SetInputs(matcher, owner, inputs);
        if (LeftFacts is null)
        {
            matcher.Rekey(matcher.Memory(this), owner, Matcher.SafeKey(LeftKey, left));
        }

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

        var candidates = matcher.Candidates(this, left);
        foreach (var bucket in candidates)
        {
            if (matcher.CandidatesNear(this, left, bucket, candidates.IsExact) is { } near)
            {
                foreach (var candidate in near.Where(e => !known.Contains(e)))
                {
                    TryMember(matcher, left, owner, (Entry)candidate, isExact: true);
                }

                continue;
            }

            for (var entry = bucket.First; entry is not null; entry = bucket.Next(entry))
            {
                if (!known.Contains(entry))
                {
                    TryMember(matcher, left, owner, (Entry)entry, candidates.IsExact);
                }
            }
        }

        matcher.Release(known);
    }

    public override void RightInsert(Matcher matcher, Entry entry)
    {
        var partners = Partners(matcher, entry);
        foreach (var bucket in partners)
        {
            if (matcher.PartnersNear(this, entry, bucket, partners.IsExact) is { } near)
            {
                foreach (var partner in near)
                {
                    TryPartner(matcher, partner, entry, isExact: true);
                }

                continue;
            }

            for (var token = bucket.First; token is not null; token = bucket.Next(token))
            {
                TryPartner(matcher, token, entry, partners.IsExact);
            }
        }
    }

    public override void RightUpdate(Matcher matcher, Entry entry)
    {
        var known = matcher.KnownPartners;
        JoinToken? next;
        for (var use = OwnUse(entry.FirstJoinUse); use is not null; use = next)
        {
            next = OwnUse(use.NextUse);
            known.Add(use.Parent!.ParentToken!);
            UpdateMember(matcher, (OwnerToken)use.Parent!, (MemberToken)use);
        }

        var partners = Partners(matcher, entry);
        foreach (var bucket in partners)
        {
            if (matcher.PartnersNear(this, entry, bucket, partners.IsExact) is { } near)
            {
                foreach (var partner in near.Where(t => !known.Contains(LeftFacts is null ? t.ParentToken! : t)))
                {
                    TryPartner(matcher, partner, entry, isExact: true);
                }

                continue;
            }

            for (var token = bucket.First; token is not null; token = bucket.Next(token))
            {
                if (!known.Contains(LeftFacts is null ? token.ParentToken! : token))
                {
                    TryPartner(matcher, token, entry, partners.IsExact);
                }
            }
        }

        matcher.Release(known);
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
            Show(matcher, owner, fact);
        }
        else if (token is not null)
        {
            Hide(matcher, fact, token);
        }
    }

    /// <summary>Shows the result for no members, if it passes; a left match that has a state by now shows it by that.</summary>
    public void ShowEmpty(Matcher matcher, Token left)
    {
        if (!left.IsAlive || OwnChild(left) is not null)
        {
            return;
        }

        var state = matcher.TakeSpare(this);
        var owner = state.Owner!;
        owner.Parent = left;
        if (state.Initial is { } result && matcher.TestAll(ResultConditions, owner, result))
        {
            owner.State = state;
            matcher.Link(owner, left, null);
            Show(matcher, owner, result);
            return;
        }

        owner.Parent = null;
        matcher.KeepSpare(state);
    }

    /// <summary>The results for a left match, whether or not they pass.</summary>
    public IEnumerable<SyntheticFact> ResultsFor(Matcher matcher, Token left) =>
        ((OwnChild(left) as OwnerToken)?.State ?? new PipelineState(this, new OwnerToken(this) { Parent = left })).Outputs(matcher);

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
                matcher.SetOut(fact, false);
                matcher.RetractFact(fact);
                break;
            case Pending.Added or Pending.Modified when fact.IsOut:
                matcher.UpdateFact(fact, Results!);
                break;
            case Pending.Added or Pending.Modified:
                matcher.SetOut(fact, true);
                matcher.InsertFact(fact, Results!);
                break;
        }
    }

    private void FeedSource(Matcher matcher, PipelineState state, Token left)
    {
        if (!matcher.TryValue(Source!, left, null, out var value))
        {
            state.SetSource(matcher, null);
            return;
        }

        state.SourceFact ??= new WorkFact(null);
        matcher.SetValue(state.SourceFact, value);
        var passes = matcher.TestAll(Conditions, left, state.SourceFact);
        state.SetSource(matcher, passes ? state.SourceFact : null);
    }

    private static void Hide(Matcher matcher, SyntheticFact fact, JoinToken token)
    {
        fact.FirstUse = null;
        matcher.Undo(() => fact.FirstUse = token);
        matcher.Remove(token);
    }

    private static void SetInputs(Matcher matcher, OwnerToken owner, object?[] inputs)
    {
        var before = owner.Inputs;
        owner.Inputs = inputs;
        matcher.Undo(() => owner.Inputs = before);
    }

    private void Show(Matcher matcher, OwnerToken owner, SyntheticFact fact)
    {
        fact.FirstUse = Emit(matcher, owner, null, fact);
        matcher.Undo(() => fact.FirstUse = null);
    }

    private OwnerToken Begin(Matcher matcher, Token left)
    {
        var owner = new OwnerToken(this);
        matcher.Link(owner, left, null);
        owner.State = new PipelineState(this, owner);
        matcher.MarkDirty(owner.State);
        return owner;
    }
}
