using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Network;

/// <summary>
/// One aggregate of a pipeline at work: members come, change and go; at the end of a change <see cref="Flush"/> tells each result that is
/// new, changed
/// or gone once, whatever happened to it in between.
/// </summary>
internal abstract class Stage(StageSpec spec)
{
    private const int KeptCapacity = 256;

    // Most stages have one result, of which there are many in a session: the list is made for the second.
    private SyntheticFact? _change;
    private List<SyntheticFact>? _changes;
    private int _kinds;

    public StageSpec Spec { get; } = spec;

    /// <summary>Counts how often <see cref="Flush"/> has told results.</summary>
    protected int Round { get; private set; } = 1;

    public Token? Owner { get; init; }

    /// <summary>Called once when the pipeline starts: aggregates with a result for nothing tell it.</summary>
    public virtual void Start()
    {
    }

    public abstract Slot Add(Matcher matcher, WorkFact fact);

    public abstract void Modify(Matcher matcher, Slot slot);

    public abstract void Remove(Matcher matcher, Slot slot);

    /// <summary>The results as they stand, for the members as they stand.</summary>
    public abstract IEnumerable<SyntheticFact> Outputs(IEnumerable<Slot> members);

    /// <summary>The results that have come, changed or gone since the last time.</summary>
    public StageChanges Flush()
    {
        var changes = new StageChanges(_change, _changes, _kinds);
        (_change, _changes, _kinds) = (null, null, 0);
        Round++;
        return changes;
    }

    /// <summary>Takes back the list that <see cref="Flush"/> gave, so that the next change need not make one.</summary>
    public void Reuse(List<SyntheticFact>? others)
    {
        if (others is not null && others.Capacity <= KeptCapacity)
        {
            others.Clear();
            _changes ??= others;
        }
    }

    protected void Touch(SyntheticFact result, Pending change)
    {
        var before = result.Pending;
        result.Pending = (before, change) switch
        {
            (Pending.None, _) => change,
            (Pending.Added, Pending.Removed) => Pending.None,
            (Pending.Added, _) => Pending.Added,
            (Pending.Removed, Pending.Added) => Pending.Modified,
            (Pending.Modified, Pending.Removed) => Pending.Removed,
            _ => before,
        };
        _kinds |= StageChanges.Bit(result.Pending);
        if (before != Pending.None)
        {
            return;
        }

        if (_change is null)
        {
            _change = result;
        }
        else
        {
            (_changes ??= []).Add(result);
        }
    }

    /// <summary>Puts a member into a list, behind another.</summary>
    protected static void Enter(Matcher matcher, SlotList list, Slot slot, Slot? after)
    {
        list.InsertAfter(slot, after);
        list.Sum?.Enter(slot);
        matcher.SlotEntered(slot);
    }

    /// <summary>Takes a member out of its list.</summary>
    protected static void Exit(Matcher matcher, Slot slot)
    {
        var (list, after) = (slot.List!, slot.Prev);
        list.Sum?.Leave(slot);
        list.Remove(slot);
        matcher.SlotLeft(slot, list, after);
    }

    /// <summary>Gives a member its value anew.</summary>
    protected static void Assign(Matcher matcher, Slot slot, object? value)
    {
        if (!ReferenceEquals(slot.Value, value))
        {
            matcher.SlotNoted(slot);
            slot.Value = value;
        }
    }

    /// <summary>Notes something about a member.</summary>
    protected static void Note(Matcher matcher, Slot slot, object? extra)
    {
        matcher.SlotNoted(slot);
        ((NotedSlot)slot).Extra = extra;
    }

    /// <summary>What was noted about a member.</summary>
    protected static object? NoteOf(Slot slot) => (slot as NotedSlot)?.Extra;

    protected bool TryValue(Matcher matcher, BoundExpression expression, WorkFact fact, out object? value) =>
        matcher.TryValue(expression, Owner, fact, out value);
}

/// <summary>The results of a stage that are to be told.</summary>
/// <param name="First">One of them; null when there are none.</param>
/// <param name="Others">The others, if any.</param>
/// <param name="Kinds">What may have happened to one of them, as bits; of many results each look costs.</param>
internal readonly record struct StageChanges(SyntheticFact? First, List<SyntheticFact>? Others, int Kinds)
{
    public static int Bit(Pending kind) => 1 << (int)kind;

    public bool MayHave(Pending kind) => (Kinds & Bit(kind)) != 0;
}

/// <summary>What a stage is, shared by all sessions.</summary>
internal sealed class StageSpec(AggregateElement element, IReadOnlyList<KeyValuePair<string, BoundExpression>> expressions, Func<StageSpec,
    Token?, Stage> create)
{
    public AggregateElement Element { get; } = element;

    /// <summary>The selectors in the author's order.</summary>
    public IReadOnlyList<KeyValuePair<string, BoundExpression>> Expressions { get; } = expressions;

    /// <summary>Whether a user's aggregator does the work.</summary>
    public bool IsCustom { get; init; }

    /// <summary>
    /// What rules ask the sum of, of the lists of this stage; known when one has asked. A list that begins later keeps the sum from its
    /// first member on, which looks at each member while it is at hand anyway; to sum a long list up means to fetch all of it from afar.
    /// The stage is shared by sessions: a race keeps either, and who asks for another sum adds it up.
    /// </summary>
    public Evaluator? Summed { get; set; }

    /// <summary>Conditions between this stage's results and the next stage.</summary>
    public BoundExpression[] Filters { get; set; } = [];

    public BoundExpression One(string name) => Optional(name)
        ?? throw new ArgumentException($"Aggregate '{Element.Name}' needs an expression '{name}'");

    public BoundExpression? Optional(string name) => Expressions.FirstOrDefault(e => e.Key == name).Value;

    public Stage Create(Token? owner) => create(this, owner);
}
