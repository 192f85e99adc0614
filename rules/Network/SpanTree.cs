namespace Workflows.Rules.Network;

/// <summary>
/// The tokens of one large bucket by the spans they stand for, to be found by a span that touches theirs: a search tree by the beginnings,
/// in which each node knows the furthest end below it. Kept in balance by chance that is always the same.
/// </summary>
internal sealed class SpanTree(RangeSpec spec, bool isRight)
{
    private readonly Dictionary<Token, Node?> _nodes = new(ReferenceEqualityComparer.Instance);
    private Node? _root;
    private Type? _type;
    private uint _arrivals;

    public RangeSpec Spec => spec;

    public bool IsRight => isRight;

    public void Add(Token token) => Add(token, ++_arrivals);

    /// <summary>The token's span may be another; it keeps its place in the order of arrival.</summary>
    public void Change(Token token)
    {
        var arrival = _nodes.GetValueOrDefault(token)?.Arrival ?? ++_arrivals;
        Remove(token);
        Add(token, arrival);
    }

    private void Add(Token token, uint arrival)
    {
        var span = spec.SpanOf(token, isRight);
        if (span is not { } known || (_type ??= known.Type) != known.Type || (known.To ?? known.From)!.GetType() != _type)
        {
            _nodes[token] = null;
            return;
        }

        var node = new Node(token, known, arrival);
        _nodes[token] = node;
        var (before, after) = Split(_root, node);
        _root = Merge(Merge(before, node), after);
    }

    public void Remove(Token token)
    {
        if (_nodes.Remove(token, out var node) && node is not null)
        {
            _root = Without(_root!, node);
        }
    }

    /// <summary>
    /// The tokens whose span touches the given one, and those that have none, in the order of arrival; null when it cannot be told.
    /// </summary>
    public List<Token>? Touching(RangeSpan span)
    {
        if (_type is not null && span.Type != _type)
        {
            return null;
        }

        List<Node> found = [];
        Collect(_root, span, found);
        found.Sort((a, b) => a.Arrival.CompareTo(b.Arrival));
        List<Token> tokens = found.ConvertAll(n => n.Token);
        if (_nodes.Count > Size(_root))
        {
            tokens.AddRange(_nodes.Where(n => n.Value is null).Select(n => n.Key));
        }

        return tokens;
    }

    private static void Collect(Node? node, RangeSpan span, List<Node> found)
    {
        // Nothing below ends late enough.
        if (node is null || (span.From is not null && node.Furthest is not null && span.From.CompareTo(node.Furthest) > 0))
        {
            return;
        }

        Collect(node.Left, span, found);
        if (span.To is not null && node.Span.From is not null && node.Span.From.CompareTo(span.To) > 0)
        {
            return;
        }

        if (span.From is null || node.Span.To is null || span.From.CompareTo(node.Span.To) <= 0)
        {
            found.Add(node);
        }

        Collect(node.Right, span, found);
    }

    private static (Node? Before, Node? After) Split(Node? tree, Node at)
    {
        if (tree is null)
        {
            return (null, null);
        }

        if (Order(tree, at) < 0)
        {
            (tree.Right, var after) = Split(tree.Right, at);
            return (tree.Renewed(), after);
        }

        (var before, tree.Left) = Split(tree.Left, at);
        return (before, tree.Renewed());
    }

    private static Node? Merge(Node? before, Node? after)
    {
        if (before is null || after is null)
        {
            return before ?? after;
        }

        if (before.Weight > after.Weight)
        {
            before.Right = Merge(before.Right, after);
            return before.Renewed();
        }

        after.Left = Merge(before, after.Left);
        return after.Renewed();
    }

    private static Node? Without(Node tree, Node node)
    {
        if (ReferenceEquals(tree, node))
        {
            return Merge(tree.Left, tree.Right);
        }

        if (Order(node, tree) < 0)
        {
            tree.Left = Without(tree.Left!, node);
        }
        else
        {
            tree.Right = Without(tree.Right!, node);
        }

        return tree.Renewed();
    }

    private static int Order(Node a, Node b)
    {
        var (from, other) = (a.Span.From, b.Span.From);
        var order = from is null ? (other is null ? 0 : -1) : other is null ? 1 : from.CompareTo(other);
        return order != 0 ? order : a.Arrival.CompareTo(b.Arrival);
    }

    private static int Size(Node? node) => node?.Size ?? 0;

    private sealed class Node(Token token, RangeSpan span, uint arrival)
    {
        public Token Token => token;

        public RangeSpan Span => span;

        public uint Arrival => arrival;

        public uint Weight { get; } = Scatter(arrival);

        public Node? Left { get; set; }

        public Node? Right { get; set; }

        public int Size { get; private set; } = 1;

        /// <summary>The furthest end of this span and those below; null is without end.</summary>
        public IComparable? Furthest { get; private set; } = span.To;

        public Node Renewed()
        {
            Size = 1 + SpanTree.Size(Left) + SpanTree.Size(Right);
            Furthest = Later(Later(span.To, Left), Right);
            return this;
        }

        private static IComparable? Later(IComparable? end, Node? below) =>
            below is null ? end : end is null || below.Furthest is null ? null : end.CompareTo(below.Furthest) >= 0 ? end : below.Furthest;

        private static uint Scatter(uint number)
        {
            var mixed = (number ^ (number >> 16)) * 0x45D9F3BU;
            mixed = (mixed ^ (mixed >> 16)) * 0x45D9F3BU;
            return mixed ^ (mixed >> 16);
        }
    }
}
