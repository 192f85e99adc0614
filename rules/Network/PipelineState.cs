namespace Workflows.Rules.Network;

/// <summary>A query at work, for the whole session or for one left match.</summary>
internal sealed class PipelineState : Deferred
{
    private readonly Stage[] _stages;

    public PipelineState(PipelineNode node, OwnerToken? owner)
    {
        Node = node;
        Owner = owner;
        _stages = [.. node.Stages.Select(s => s.Create(owner))];
        foreach (var stage in _stages)
        {
            stage.Start();
        }
    }

    /// <summary>A query of one aggregate before it has members, to be shown to one left match after the other.</summary>
    public static PipelineState Spare(PipelineNode node)
    {
        var made = new PipelineState(node, new OwnerToken(node));
        made.Initial = made._stages[0].Flush().First;
        if (made.Initial is not null)
        {
            made.Initial.Pending = Pending.None;
        }

        return made;
    }

    public PipelineNode Node { get; }

    /// <summary>A spare's result for no members; null when there is none.</summary>
    public SyntheticFact? Initial { get; private set; }

    public OwnerToken? Owner { get; }

    /// <summary>The fact of a query that starts from a computed value.</summary>
    public WorkFact? SourceFact { get; set; }

    private Slot? _sourceSlot;

    // Failures are rare: most queries never have one.
    private Withheld? _withheld;

    public override int Order => Node.Id;

    /// <summary>The left match was updated, so every result counts as updated.</summary>
    public bool OwnerUpdated { get; set; }

    public Slot Add(Matcher matcher, WorkFact fact)
    {
        matcher.MarkDirty(this);
        return Add(matcher, 0, fact);
    }

    public void Modify(Matcher matcher, Slot slot)
    {
        matcher.MarkDirty(this);
        Modify(matcher, 0, slot);
    }

    public void Remove(Matcher matcher, Slot slot)
    {
        matcher.MarkDirty(this);
        Remove(matcher, 0, slot);
    }

    /// <summary>The computed value that the query starts from has come, changed or (null) gone.</summary>
    public void SetSource(Matcher matcher, WorkFact? fact)
    {
        var before = _sourceSlot;
        switch (fact, before)
        {
            case (null, null):
                return;
            case (null, { } slot):
                Remove(matcher, slot);
                _sourceSlot = null;
                break;
            case ({ } value, null):
                _sourceSlot = Add(matcher, value);
                break;
            case (_, { } slot):
                Modify(matcher, slot);
                return;
        }

        matcher.Undo(() => _sourceSlot = before);
    }

    /// <summary>The results as they stand.</summary>
    public IEnumerable<SyntheticFact> Outputs(Matcher matcher) =>
        _withheld is not null && _withheld.Is(_stages.Length - 1) ? [] : Outputs(matcher, _stages.Length);

    private IEnumerable<SyntheticFact> Outputs(Matcher matcher, int stages)
    {
        var members = Owner is null ? matcher.SlotsOf(Node) : Members(Owner);
        IEnumerable<SyntheticFact> outputs = [];
        foreach (var stage in _stages.Take(stages))
        {
            outputs = stage.Outputs(members);
            members = outputs.Select(o => o.Next).OfType<Slot>();
        }

        return outputs;
    }

    /// <summary>Runs each stage's changes into the next, and the last stage's out.</summary>
    public override void Flush(Matcher matcher)
    {
        IsDirty = false;
        for (var i = 0; i < _stages.Length; i++)
        {
            var changes = _stages[i].Flush();
            if (changes.First is not null)
            {
                PassAll(matcher, changes, i);
                _stages[i].Reuse(changes.Others);
            }

            if (_withheld is not null && _withheld.Turns(matcher, i))
            {
                Turn(matcher, i);
            }
        }

        if (OwnerUpdated)
        {
            OwnerUpdated = false;
            Node.TouchResults(matcher, this);
        }
    }

    public override void Forget()
    {
        IsDirty = false;
        OwnerUpdated = false;
        foreach (var stage in _stages)
        {
            Forget(stage.Flush());
        }
    }

    private static void Forget(StageChanges changes)
    {
        if (changes.First is { } first)
        {
            first.Pending = Pending.None;
            changes.Others?.ForEach(f => f.Pending = Pending.None);
        }
    }

    private IEnumerable<Slot> Members(OwnerToken owner)
    {
        if (_sourceSlot is not null)
        {
            yield return _sourceSlot;
        }

        for (var child = owner.FirstChild; child is not null; child = child.NextSibling)
        {
            if (child is MemberToken { Slot: { } slot })
            {
                yield return slot;
            }
        }
    }

    // What fails is undone, and with it what the results that have not had their turn were to tell.
    private void PassAll(Matcher matcher, StageChanges changes, int stage)
    {
        try
        {
            Pass(matcher, changes, stage, Pending.Removed);
            Pass(matcher, changes, stage, Pending.Modified);
            Pass(matcher, changes, stage, Pending.Added);
        }
        catch (Exception)
        {
            Forget(changes);
            throw;
        }
    }

    private void Pass(Matcher matcher, StageChanges changes, int stage, Pending kind)
    {
        if (!changes.MayHave(kind))
        {
            return;
        }

        PassOne(matcher, changes.First!, stage, kind);
        foreach (var fact in changes.Others ?? [])
        {
            PassOne(matcher, fact, stage, kind);
        }
    }

    private void PassOne(Matcher matcher, SyntheticFact fact, int stage, Pending kind)
    {
        if (fact.Pending != kind)
        {
            return;
        }

        fact.Pending = Pending.None;
        if (kind == Pending.Removed || _withheld is null || !_withheld.Is(stage))
        {
            Tell(matcher, fact, stage, kind);
        }
    }

    private void Tell(Matcher matcher, SyntheticFact fact, int stage, Pending kind)
    {
        if (stage + 1 < _stages.Length)
        {
            Forward(matcher, fact, kind, stage);
        }
        else
        {
            Node.Emit(matcher, this, fact, kind);
        }
    }

    /// <summary>All results of an aggregate go because a member failed, or come back because none does any more.</summary>
    private void Turn(Matcher matcher, int stage)
    {
        var kind = _withheld!.Is(stage) ? Pending.Removed : Pending.Added;
        foreach (var fact in Outputs(matcher, stage + 1).ToList())
        {
            Tell(matcher, fact, stage, kind);
        }
    }

    private Slot Add(Matcher matcher, int stage, WorkFact fact)
    {
        var failures = matcher.Failures;
        var slot = _stages[stage].Add(matcher, fact);
        Note(matcher, stage, slot, failures);
        return slot;
    }

    private void Modify(Matcher matcher, int stage, Slot slot)
    {
        var failures = matcher.Failures;
        _stages[stage].Modify(matcher, slot);
        Note(matcher, stage, slot, failures);
    }

    private void Remove(Matcher matcher, int stage, Slot slot)
    {
        _stages[stage].Remove(matcher, slot);
        _withheld?.Note(matcher, stage, slot, hasFailed: false);
    }

    private void Note(Matcher matcher, int stage, Slot slot, int failuresBefore)
    {
        var hasFailed = matcher.Failures != failuresBefore;
        if (hasFailed || _withheld is not null)
        {
            (_withheld ??= new Withheld(_stages.Length)).Note(matcher, stage, slot, hasFailed);
        }
    }

    private void Forward(Matcher matcher, SyntheticFact fact, Pending kind, int from)
    {
        var to = from + 1;
        var passes = kind != Pending.Removed && matcher.TestAll(_stages[from].Spec.Filters, Owner, fact);
        if (passes && fact.Next is not null)
        {
            Modify(matcher, to, fact.Next);
        }
        else if (passes)
        {
            fact.Next = Add(matcher, to, fact);
            matcher.Undo(() => fact.Next = null);
        }
        else if (fact.Next is not null)
        {
            var member = fact.Next;
            Remove(matcher, to, member);
            fact.Next = null;
            matcher.Undo(() => fact.Next = member);
        }
    }
}
