using System.Runtime.InteropServices;

namespace Workflows.Rules.Network;

/// <summary>How facts come, change and go.</summary>
internal sealed partial class Matcher
{
    private const int LeftOrder = -1;
    private const int Known = -1;
    private readonly List<FactMemory> _hits = [];
    private readonly List<Key> _keys = [];
    private readonly List<Work> _work = [];
    private readonly List<Fresh> _fresh = [];
    private readonly List<Entry> _dropped = [];
    private LatestTypes<AlphaNode[]> _roots = new();

    // By a memory's number: the update in which a fact was last found to satisfy it, and whether the fact stood there already.
    private (int Update, bool IsKnown)[] _met = [];
    private int _update;

    public void InsertFact(WorkFact fact) => InsertFact(fact, RootsOf(fact.Value!));

    public void InsertFact(WorkFact fact, params ReadOnlySpan<AlphaNode> roots)
    {
        _hits.Clear();
        _keys.Clear();
        Route(fact, roots);
        KeyAll(fact, CollectionsMarshal.AsSpan(_hits));
        Insert(fact, CollectionsMarshal.AsSpan(_hits), CollectionsMarshal.AsSpan(_keys));
    }

    public void UpdateFact(WorkFact fact) => UpdateFact(fact, RootsOf(fact.Value!));

    public void UpdateFact(WorkFact fact, params ReadOnlySpan<AlphaNode> roots)
    {
        Recall(fact);
        NextStamp();
        _hits.Clear();
        Route(fact, roots);
        NoteMet();
        LeaveMissed(fact);
        for (var use = fact.FirstUse; use is not null; use = use.NextUse)
        {
            _met[MemoryOf(use).Id].IsKnown = true;
            if (use is Entry entry)
            {
                RekeyAll(entry);
            }
            else if (use is Slot slot)
            {
                Root(slot.Reader!).Modify(this, slot);
            }
        }

        foreach (var memory in _hits)
        {
            if (!_met[memory.Id].IsKnown)
            {
                _keys.Clear();
                KeyAll(fact, new ReadOnlySpan<FactMemory>(in memory));
                Enter(fact, memory, CollectionsMarshal.AsSpan(_keys));
            }
        }

        RunWork();
        UpdateTerminals(fact);
        foreach (var memory in _hits)
        {
            if (!_met[memory.Id].IsKnown)
            {
                EnterTerminals(fact, memory);
            }
        }
    }

    public void RetractFact(WorkFact fact)
    {
        Recall(fact);
        while (fact.FirstUse is { } use)
        {
            Leave(fact, use);
        }

        DropEntries();
    }

    private static FactMemory MemoryOf(FactUse use) => use switch
    {
        Entry entry => entry.Memory,
        Slot slot => slot.Reader!.Members!,
        _ => ((Match)use).Terminal.Memory!,
    };

    // Where facts enter depends on their type alone, unless they say themselves what they are.
    private AlphaNode[] RootsOf(object value)
    {
        var type = value.GetType();
        if (_roots.TryGet(type, out var known))
        {
            return known;
        }

        var roots = Network.RootsOf(value);
        if (value is not RuleModel.IDeclaredFact)
        {
            _roots.Add(type, roots);
        }

        return roots;
    }

    private void Route(WorkFact fact, ReadOnlySpan<AlphaNode> roots)
    {
        foreach (var root in roots)
        {
            root.Pass(this, fact, _hits);
        }
    }

    private void KeyAll(WorkFact fact, ReadOnlySpan<FactMemory> memories)
    {
        foreach (var memory in memories)
        {
            foreach (var spec in memory.Indexes)
            {
                _keys.Add(SafeKey(spec, fact));
            }
        }
    }

    private void Insert(WorkFact fact, ReadOnlySpan<FactMemory> memories, ReadOnlySpan<Key> keys)
    {
        foreach (var memory in memories)
        {
            if (memory.HasMoreThanTerminals)
            {
                Enter(fact, memory, keys[..memory.Indexes.Count]);
                keys = keys[memory.Indexes.Count..];
            }
        }

        RunWork();
        foreach (var memory in memories)
        {
            EnterTerminals(fact, memory);
        }
    }

    private void Enter(WorkFact fact, FactMemory memory, ReadOnlySpan<Key> keys)
    {
        var entry = memory.Indexes.Count == 0 ? null : Entry.Of(memory, fact);
        foreach (var spec in memory.Indexes)
        {
            _fresh.Add(new Fresh(entry!, spec, keys[spec.Number]));
            AddWork(entry!, spec, _fresh.Count - 1);
        }

        foreach (var reader in memory.Readers)
        {
            var slot = Root(reader).Add(this, fact);
            slot.Reader = reader;
            TokenList.AppendUse(ref fact.FirstUse, slot);
            Log(LogKind.Entered, slot);
        }
    }

    private void AddWork(Entry entry, IndexSpec spec, int fresh)
    {
        foreach (var node in spec.Right)
        {
            AddSorted(new Work(node.Depth, node, entry, fresh));
        }

        foreach (var node in spec.Left)
        {
            AddSorted(new Work(LeftOrder, node, entry, fresh));
        }
    }

    // Deepest first: a node that takes the fact from the right must do so before shorter matches that contain it arrive from the left.
    private void AddSorted(Work work)
    {
        var i = _work.Count;
        while (i > 0 && _work[i - 1].Order < work.Order)
        {
            i--;
        }

        _work.Insert(i, work);
    }

    private void RunWork()
    {
        if (_work.Count + _fresh.Count == 0)
        {
            return;
        }

        for (var i = 0; i < _work.Count; i++)
        {
            var work = _work[i];
            if (work.Order == LeftOrder)
            {
                LinkFresh();
            }
            else if (work.Fresh != Known)
            {
                LinkFresh(work.Fresh);
            }

            Run(work);
        }

        LinkFresh();
        _work.Clear();
        _fresh.Clear();
    }

    private void Run(Work work)
    {
        switch (work.Order == LeftOrder, work.Fresh == Known)
        {
            case (true, true):
                work.Node.LeftUpdate(this, work.Entry);
                break;
            case (true, false):
                work.Node.LeftInsert(this, work.Entry);
                break;
            case (false, true):
                work.Node.RightUpdate(this, work.Entry);
                break;
            default:
                work.Node.RightInsert(this, work.Entry);
                break;
        }
    }

    private void LinkFresh()
    {
        for (var i = 0; i < _fresh.Count; i++)
        {
            LinkFresh(i);
        }
    }

    private void LinkFresh(int i)
    {
        var (entry, spec, key) = _fresh[i];
        if (entry.BucketIn(spec) is not null)
        {
            return;
        }

        if (spec.Number == 0)
        {
            TokenList.AppendUse(ref entry.Fact!.FirstUse, entry);
            Log(LogKind.Entered, entry);
        }
        else
        {
            // Its first place tells what memory it belongs to.
            LinkFresh(i - spec.Number);
        }

        Index(spec).Add(entry, key);
    }

    private void RekeyAll(Entry entry)
    {
        foreach (var index in entry.Memory.Indexes)
        {
            Rekey(entry.BucketIn(index)!.Index, entry, SafeKey(index, entry.Fact!));
            AddWork(entry, index, Known);
        }
    }

    // A change that failed may have put it into some of the indexes only.
    private static void TakeOut(Entry entry)
    {
        foreach (var index in entry.Memory.Indexes)
        {
            entry.BucketIn(index)?.Index.Remove(entry);
        }
    }

    private void EnterTerminals(WorkFact fact, FactMemory memory)
    {
        foreach (var terminal in CollectionsMarshal.AsSpan(memory.Terminals))
        {
            var match = TakeMatch(terminal);
            match.Fact = fact;
            TokenList.AppendUse(ref fact.FirstUse, match);
            Log(LogKind.Entered, match);
            MatchCreated(match);
        }
    }

    private void UpdateTerminals(WorkFact fact)
    {
        for (var use = fact.FirstUse; use is not null; use = use.NextUse)
        {
            if (use is Match match)
            {
                MatchUpdated(match);
            }
        }
    }

    private void NoteMet()
    {
        _update++;
        if (_met.Length < Network.Memories.Count)
        {
            Array.Resize(ref _met, Network.Memories.Count);
        }

        foreach (var memory in _hits)
        {
            _met[memory.Id] = (_update, false);
        }
    }

    /// <summary>Takes the fact out of the memories whose conditions it no longer satisfies.</summary>
    private void LeaveMissed(WorkFact fact)
    {
        FactUse? next;
        for (var use = fact.FirstUse; use is not null; use = next)
        {
            next = use.NextUse;
            if (_met[MemoryOf(use).Id].Update != _update)
            {
                Leave(fact, use);
            }
        }

        DropEntries();
    }

    private void Leave(WorkFact fact, FactUse use)
    {
        if (use is Token token)
        {
            // What begins with the fact goes first, so that absences it caused elsewhere do not bring it back for a moment.
            RemoveChildren(token);
        }

        use.Flags |= TokenFlags.Removed;
        TokenList.RemoveUse(ref fact.FirstUse, use);
        Log(LogKind.Left, use);
        switch (use)
        {
            case Entry entry:
                TakeOut(entry);
                _dropped.Add(entry);
                break;
            case Slot slot:
                Root(slot.Reader!).Remove(this, slot);
                break;
            default:
                MatchRemoved((Match)use);
                break;
        }
    }

    /// <summary>Ends what hung on entries that are out of their indexes.</summary>
    private void DropEntries()
    {
        for (var i = 0; i < _dropped.Count; i++)
        {
            var entry = _dropped[i];
            while (entry.FirstJoinUse is { } use)
            {
                var token = (JoinToken)use;
                token.Node.UseLost(this, token);
            }
        }

        _dropped.Clear();
    }

    private void RemoveChildren(Token token)
    {
        while (token.FirstChild is { } child)
        {
            Remove(child);
        }
    }

    private readonly record struct Work(int Order, BetaNode Node, Entry Entry, int Fresh);

    private readonly record struct Fresh(Entry Entry, IndexSpec Spec, Key Key);
}
