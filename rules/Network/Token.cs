namespace Workflows.Rules.Network;

/// <summary>
/// What a fact takes part in. All memberships are links inside it, so that taking it out costs the same however much there is beside it,
/// and a failed change can be undone by putting the links back in reverse order.
/// </summary>
internal abstract class FactUse
{
    public WorkFact? Fact;

    /// <summary>The next and previous use of the same fact (or of the same entry).</summary>
    public FactUse? NextUse;
    public FactUse? PrevUse;

    /// <summary>The change that touched it last; a change passes each token once.</summary>
    public int Stamp;

    public TokenFlags Flags;

    /// <summary>A match's trigger; here because there is room beside the flags.</summary>
    public byte TriggerBits;

    public bool IsAlive => (Flags & TokenFlags.Removed) == 0;
}

/// <summary>A partial match, or a fact's place in an index.</summary>
internal abstract class Token : FactUse
{
    /// <summary>Longer matches that begin with this one.</summary>
    public JoinToken? FirstChild;

    /// <summary>Its place in the only or the first index. A match that waits for firing uses the neighbours for its queue.</summary>
    public IndexPlace Place;

    /// <summary>The match that this one extends.</summary>
    public virtual Token? ParentToken => null;

    /// <summary>Its place in the index of a number; only facts stand in more than one.</summary>
    public ref IndexPlace PlaceAt(int index)
    {
        if (index == 0)
        {
            return ref Place;
        }

        return ref OtherPlace(index);
    }

    protected virtual ref IndexPlace OtherPlace(int index) => throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>The value of the match <paramref name="steps"/> before this one.</summary>
    public object? ValueAt(int steps) => At(steps).Fact?.Value;

    public Token At(int steps)
    {
        var token = this;
        for (; steps > 0; steps--)
        {
            token = ((JoinToken)token).Parent!;
        }

        return token;
    }
}

[Flags]
internal enum TokenFlags : byte
{
    None = 0,
    Removed = 1,
    Passing = 2,
    Queued = 4,
    Fired = 8,
    Unchanged = 16,
    Pending = 32,
    UndoDue = 64,
    Filtered = 128,
}

/// <summary>The bucket in which a token stands in one index, and its neighbours there.</summary>
internal struct IndexPlace
{
    public Bucket? Bucket;
    public Token? Next;
    public Token? Prev;
}

/// <summary>A fact in the indexes of one memory. It is also the partial match of a rule's first pattern.</summary>
internal class Entry : Token
{
    /// <summary>The longer matches in which this fact comes last, and the absences it prevents.</summary>
    public FactUse? FirstJoinUse;

    public FactMemory Memory => Place.Bucket!.Index.Spec!.Memory;

    /// <summary>The bucket in one of the memory's indexes; null while the fact is not there yet.</summary>
    public Bucket? BucketIn(IndexSpec index) => PlaceAt(index.Number).Bucket;

    /// <summary>An entry with room for as many places as the memory has indexes.</summary>
    public static Entry Of(FactMemory memory, WorkFact fact) => memory.Indexes.Count switch
    {
        1 => new Entry { Fact = fact },
        2 or 3 => new TripleEntry { Fact = fact },
        var places => new ManyEntry(places) { Fact = fact },
    };

    // There are as many of these as facts: a list of their own would take more room than the places.
    private sealed class TripleEntry : Entry
    {
        private IndexPlace _second;
        private IndexPlace _third;

        protected override ref IndexPlace OtherPlace(int index)
        {
            if (index == 1)
            {
                return ref _second;
            }

            return ref _third;
        }
    }

    private sealed class ManyEntry(int places) : Entry
    {
        private readonly IndexPlace[] _others = new IndexPlace[places - 1];

        protected override ref IndexPlace OtherPlace(int index) => ref _others[index - 1];
    }
}

/// <summary>A match extended by one node.</summary>
internal class JoinToken : Token
{
    public Token? Parent;
    public Entry? Right;
    public JoinToken? NextSibling;
    public JoinToken? PrevSibling;
    public BetaNode Node;

    public JoinToken(BetaNode node) => Node = node;

    public override Token? ParentToken => Parent;
}

/// <summary>The state of "exists" or "not" for one left match. Its fact is its witness's entry.</summary>
internal sealed class QuantifierToken(BetaNode node) : JoinToken(node);

/// <summary>The state of a correlated query for one left match.</summary>
internal sealed class OwnerToken(BetaNode node) : JoinToken(node)
{
    public PipelineState? State;

    /// <summary>What the query read of its match when it last looked at its members.</summary>
    public object?[]? Inputs;
}

/// <summary>One fact that takes part in a correlated query of one left match.</summary>
internal sealed class MemberToken(BetaNode node) : JoinToken(node)
{
    public Slot? Slot;
}

/// <summary>A match whose last value the network computed.</summary>
internal sealed class ResultToken(BetaNode node) : JoinToken(node);
