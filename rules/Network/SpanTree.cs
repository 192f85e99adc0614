namespace Workflows.Rules.Network;

/// <summary>
/// The tokens of one large bucket by the spans they stand for, to be found by a span that touches theirs: a search tree by the beginnings,
/// in which each node knows the furthest end below it. Kept in balance by chance that is always the same.
/// </summary>
internal sealed class SpanTree(RangeSpec spec, bool isRight)
{
    private readonly Dictionary<Token, Node?> _nodes = new(ReferenceEqualityComparer.Instance);
    private readonly List<Node> _found = [];
    private Node? _root;
    private Type? _type;
    private uint _arrivals;

    // Tokens without a span, which are partners of every span as far as the tree can tell.
    private int _others;

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

    public void Remove(Token token)
    {
        if (!_nodes.Remove(token, out var node))
        {
            return;
        }

        if (node is null)
        {
            _others--;
        }
        else
        {
            _root = Without(_root!, node);
        }
    }

    /// <summary>
    /// The tokens whose span touches the given one, and those that have none, in the order of arrival; null when it cannot be told.
    /// </summary>
    public Token[]? Touching(in RangeSpan span)
    {
        if (_type is not null && span.Type != _type)
        {
            return null;
        }

        _found.Clear();
        Collect(_root, span.Stretch);
        if (_found.Count > 1)
        {
            _found.Sort(ByArrival.Order);
        }

        if (_found.Count + _others == 0)
        {
            return [];
        }

        var tokens = new Token[_found.Count + _others];
        for (var i = 0; i < _found.Count; i++)
        {
            tokens[i] = _found[i].Token;
        }

        if (_others > 0)
        {
            _nodes.Where(n => n.Value is null).Select(n => n.Key).ToArray().CopyTo(tokens, _found.Count);
        }

        return tokens;
    }

    private void Add(Token token, uint arrival)
    {
        var span = spec.SpanOf(token, isRight);
        if (span is not { } known || (_type ??= known.Type) != known.Type)
        {
            _nodes[token] = null;
            _others++;
            return;
        }

        var node = new Node(token, known.Stretch, arrival);
        _nodes[token] = node;
        ref var place = ref _root;
        var weight = node.Weight;
        while (place is not null && place.Weight >= weight)
        {
            place.Reach(node);
            place = ref IsBefore(node, place) ? ref place.Left : ref place.Right;
        }

        Split(place, node, out node.Left, out node.Right);
        node.Renew();
        place = node;
    }

    private void Collect(Node? node, in Stretch span)
    {
        // Nothing below a node ends late enough, or nothing on its right begins early enough.
        while (node is not null && !(span.HasFrom && !node.IsEndless && span.From.CompareTo(node.Furthest) > 0))
        {
            Collect(node.Left, span);
            if (node.Span.IsBehind(span))
            {
                return;
            }

            if (!span.IsBehind(node.Span))
            {
                _found.Add(node);
            }

            node = node.Right;
        }
    }

    private static void Split(Node? tree, Node at, out Node? before, out Node? after)
    {
        if (tree is null)
        {
            (before, after) = (null, null);
            return;
        }

        if (IsBefore(tree, at))
        {
            Split(tree.Right, at, out tree.Right, out after);
            before = tree;
        }
        else
        {
            Split(tree.Left, at, out before, out tree.Left);
            after = tree;
        }

        tree.Renew();
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
            before.Renew();
            return before;
        }

        after.Left = Merge(before, after.Left);
        after.Renew();
        return after;
    }

    private static Node? Without(Node tree, Node node)
    {
        if (ReferenceEquals(tree, node))
        {
            return Merge(tree.Left, tree.Right);
        }

        ref var side = ref IsBefore(node, tree) ? ref tree.Left : ref tree.Right;
        side = Without(side!, node);
        tree.Renew();
        return tree;
    }

    private static bool IsBefore(Node a, Node b)
    {
        var order = a.Span.HasFrom && b.Span.HasFrom ? a.Span.From.CompareTo(b.Span.From) : a.Span.HasFrom.CompareTo(b.Span.HasFrom);
        return order != 0 ? order < 0 : a.Arrival < b.Arrival;
    }

    private sealed class Node(Token token, Stretch span, uint arrival)
    {
        public readonly Token Token = token;
        public readonly Stretch Span = span;
        public readonly uint Arrival = arrival;
        public Node? Left;
        public Node? Right;

        /// <summary>Those of more weight stand above.</summary>
        public uint Weight => Scatter(Arrival);

        /// <summary>The furthest end of this span and those below, unless one of them has no end.</summary>
        public OrderedKey Furthest = span.To;
        public bool IsEndless = !span.HasTo;

        public void Renew()
        {
            (Furthest, IsEndless) = (Span.To, !Span.HasTo);
            if (Left is not null)
            {
                Reach(Left);
            }

            if (Right is not null)
            {
                Reach(Right);
            }
        }

        /// <summary>Another node is below this one.</summary>
        public void Reach(Node below)
        {
            IsEndless |= below.IsEndless;
            if (!IsEndless && below.Furthest.CompareTo(Furthest) > 0)
            {
                Furthest = below.Furthest;
            }
        }

        private static uint Scatter(uint number)
        {
            var mixed = (number ^ (number >> 16)) * 0x45D9F3BU;
            mixed = (mixed ^ (mixed >> 16)) * 0x45D9F3BU;
            return mixed ^ (mixed >> 16);
        }
    }

    private sealed class ByArrival : IComparer<Node>
    {
        public static readonly ByArrival Order = new();

        public int Compare(Node? x, Node? y) => x!.Arrival.CompareTo(y!.Arrival);
    }
}
