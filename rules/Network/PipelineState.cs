namespace Workflows.Rules.Network;

/// <summary>A query at work, for the whole session or for one left match.</summary>
internal sealed class PipelineState
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

    public PipelineNode Node { get; }

    public OwnerToken? Owner { get; }

    /// <summary>The fact of a query that starts from a computed value.</summary>
    public WorkFact? SourceFact { get; set; }

    public Slot? SourceSlot { get; set; }

    /// <summary>Stands in the session's list of queries to flush.</summary>
    public bool IsDirty { get; set; }

    /// <summary>The left match was updated, so every result counts as updated.</summary>
    public bool OwnerUpdated { get; set; }

    /// <summary>The results that are out, for a correlated query.</summary>
    public List<SyntheticFact> Results { get; } = [];

    public Slot Add(Matcher matcher, WorkFact fact)
    {
        matcher.MarkDirty(this);
        return _stages[0].Add(matcher, fact);
    }

    public void Modify(Matcher matcher, Slot slot)
    {
        matcher.MarkDirty(this);
        _stages[0].Modify(matcher, slot);
    }

    public void Remove(Matcher matcher, Slot slot)
    {
        matcher.MarkDirty(this);
        _stages[0].Remove(matcher, slot);
    }

    /// <summary>The results of a query without outer names, as they stand.</summary>
    public IEnumerable<SyntheticFact> Outputs(Matcher matcher)
    {
        var members = matcher.SlotsOf(Node);
        IEnumerable<SyntheticFact> outputs = [];
        foreach (var stage in _stages)
        {
            outputs = stage.Outputs(members);
            members = outputs.Select(o => o.Next).OfType<Slot>();
        }

        return outputs;
    }

    /// <summary>Runs each stage's changes into the next, and the last stage's out.</summary>
    public void Flush(Matcher matcher)
    {
        IsDirty = false;
        for (var i = 0; i < _stages.Length; i++)
        {
            var changes = _stages[i].Flush();
            Pass(matcher, changes, i, Pending.Removed);
            Pass(matcher, changes, i, Pending.Modified);
            Pass(matcher, changes, i, Pending.Added);
            changes.Clear();
        }

        if (OwnerUpdated)
        {
            OwnerUpdated = false;
            Node.TouchResults(matcher, this);
        }
    }

    /// <summary>The change that made it dirty has been undone.</summary>
    public void Forget()
    {
        IsDirty = false;
        OwnerUpdated = false;
        foreach (var stage in _stages)
        {
            stage.Flush().ForEach(f => f.Pending = Pending.None);
        }
    }

    private void Pass(Matcher matcher, List<SyntheticFact> changes, int stage, Pending kind)
    {
        foreach (var fact in changes)
        {
            if (fact.Pending != kind)
            {
                continue;
            }

            fact.Pending = Pending.None;
            if (stage + 1 < _stages.Length)
            {
                Forward(matcher, fact, kind, _stages[stage], _stages[stage + 1]);
            }
            else
            {
                Node.Emit(matcher, this, fact, kind);
            }
        }
    }

    private void Forward(Matcher matcher, SyntheticFact fact, Pending kind, Stage from, Stage to)
    {
        var passes = kind != Pending.Removed && matcher.TestAll(from.Spec.Filters, Owner, fact);
        if (passes && fact.Next is not null)
        {
            to.Modify(matcher, fact.Next);
        }
        else if (passes)
        {
            fact.Next = to.Add(matcher, fact);
            matcher.Undo(() => fact.Next = null);
        }
        else if (fact.Next is not null)
        {
            var member = fact.Next;
            to.Remove(matcher, member);
            fact.Next = null;
            matcher.Undo(() => fact.Next = member);
        }
    }
}
