using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Network;

/// <summary>
/// A session's working memory inside the network: the tokens, their indexes, and the way a change runs through. A change either runs
/// to its
/// end
/// (<see cref="Commit"/>) or is undone link by link (<see cref="Rollback"/>).
/// </summary>
internal sealed partial class Matcher
{
    private const int PageSize = 64;
    private readonly object?[]?[] _pages;
    private readonly IMatcherHost _host;
    private readonly SortedList<int, DueList> _dirty = [];
    private DueList? _flushing;
    private DueList? _spareList;
    private readonly Stack<HashSet<Token>> _partners = new();
    private PipelineState? _spare;

    public Matcher(CompiledNetwork network, IMatcherHost host)
    {
        Network = network;
        _host = host;
        _pages = new object?[]?[(network.StateCount / PageSize) + 1];
        Empty = new RootToken();
    }

    public CompiledNetwork Network { get; }

    /// <summary>The match of no pattern, with which rules begin that do not begin with a fact.</summary>
    public Token Empty { get; }

    public int Stamp { get; private set; }

    /// <summary>Counts the changes that were committed or undone.</summary>
    public int Change { get; private set; }

    /// <summary>Whether someone listens to single evaluations; then nothing is looked up that could be evaluated.</summary>
    public bool Tracing => _host.IsTracing;

    /// <summary>A set for one look at partners; give it back with <see cref="Release"/>.</summary>
    public HashSet<Token> KnownPartners => _partners.Count > 0 ? _partners.Pop() : [];

    public void Release(HashSet<Token> partners)
    {
        partners.Clear();
        _partners.Push(partners);
    }

    public void NextStamp() => Stamp++;

    /// <summary>Starts the rules that need no facts.</summary>
    public void Start()
    {
        foreach (var pipeline in Network.EagerPipelines)
        {
            Root(pipeline);
        }

        foreach (var node in Network.RootNodes)
        {
            node.LeftInsert(this, Empty);
        }

        Flush();
    }

    public TokenIndex Index(IndexSpec spec) => (TokenIndex)(State(spec.Id) ??= new TokenIndex(spec.KeyParts.Length > 0, spec));

    public TokenIndex Output(BetaNode node) => (TokenIndex)(State(node.Id) ??= new TokenIndex(node.OutputKey!.Length > 0));

    /// <summary>The left matches that a quantifier or a correlated query has a state for.</summary>
    public TokenIndex Memory(BetaNode node) => (TokenIndex)(State(node.Id + 1) ??= new TokenIndex(node.LeftKey.Length > 0));

    /// <summary>The one instance of a query without outer names.</summary>
    public PipelineState Root(PipelineNode node)
    {
        ref var state = ref State(node.Id);
        if (state is null)
        {
            var made = new PipelineState(node, null);
            state = made;
            MarkDirty(made);
        }

        return (PipelineState)state;
    }

    /// <summary>A query without members that is no left match's yet.</summary>
    public PipelineState TakeSpare(PipelineNode node)
    {
        if (!ReferenceEquals(_spare?.Node, node))
        {
            return PipelineState.Spare(node);
        }

        var spare = _spare!;
        _spare = null;
        return spare;
    }

    public void KeepSpare(PipelineState spare) => _spare = spare;

    public void MarkDirty(Deferred state)
    {
        if (state.IsDirty)
        {
            return;
        }

        state.IsDirty = true;
        DueAt(state.Order).Add(state);
    }

    /// <summary>Asks, when the change is told, for the result without members of a left match that has no state.</summary>
    public void MarkAtRest(PipelineNode node, Token left) => DueAt(node.Id).Add(node, left);

    /// <summary>Lets the queries and gates that were touched tell their results, earlier ones first, until nothing is left.</summary>
    public void Flush()
    {
        while (_dirty.Count > 0)
        {
            _flushing = _dirty.GetValueAtIndex(0);
            _dirty.RemoveAt(0);
            _flushing.Flush(this);
            _spareList = _flushing;
            _flushing = null;
        }
    }

    private DueList DueAt(int order)
    {
        if (!_dirty.TryGetValue(order, out var list))
        {
            list = _spareList ?? new DueList();
            _spareList = null;
            _dirty.Add(order, list);
        }

        return list;
    }

    public BucketRange Candidates(BetaNode node, Token left)
    {
        if (State(node.Right!.Id) is not TokenIndex index)
        {
            return default;
        }

        return Buckets(index, SafeKey(node.LeftKey, left));
    }

    public BucketRange Partners(BetaNode node, Entry entry)
    {
        var index = node.LeftFacts is not null ? State(node.LeftFacts.Id) : State(node.LeftNode!.Id);
        return index is TokenIndex known ? Buckets(known, entry.BucketIn(node.Right!)!.Key) : default;
    }

    /// <summary>
    /// The bucket of a key, and of what has none; all of them for what has none itself, or while evaluations are traced, so that each
    /// pair is seen.
    /// </summary>
    public BucketRange Buckets(TokenIndex index, Key key) =>
        Tracing || key.IsFailed ? new BucketRange([.. index.All]) : new BucketRange(index.Find(key), index.Failed);

    public object IdentityOf(object? value) => _host.IdentityOf(value);

    /// <summary>What each index holds.</summary>
    public IEnumerable<(int Id, int Count)> Counts() =>
        _pages.SelectMany((page, p) => page?.Select((state, i) => ((p * PageSize) + i, (state as TokenIndex)?.Count ?? 0)) ?? [])
            .Where(c => c.Item2 > 0);

    internal ref object? State(int id)
    {
        ref var page = ref _pages[id / PageSize];
        page ??= new object?[PageSize];
        return ref page[id % PageSize];
    }

    /// <summary>The match of no pattern.</summary>
    private sealed class RootToken : Token;
}

/// <summary>A left match as custom aggregators see it.</summary>
internal sealed class TokenTuple(Token? last) : ITuple
{
    public int Count => Facts.Count();

    public IEnumerable<IFact> Facts
    {
        get
        {
            var facts = new List<IFact>();
            for (var token = last; token is not null; token = token.ParentToken)
            {
                if (token.Fact is not null)
                {
                    facts.Add(token.Fact);
                }
            }

            facts.Reverse();
            return facts;
        }
    }
}
