using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Network;

/// <summary>
/// Sibling conditions that compare one value of the fact with different constants by one operator. One look-up finds all that hold.
/// </summary>
internal sealed class AlphaSwitch(ComparisonOperator op, Evaluator left, StructuralKey leftKey)
{
    private readonly List<Case> _cases = [];
    private volatile Table? _table;

    public ComparisonOperator Operator { get; } = op;

    public StructuralKey LeftKey { get; } = leftKey;

    public IEnumerable<AlphaNode> Nodes => _cases.Select(c => c.Node);

    public AlphaNode[] Sorted => _table!.Nodes;

    public bool TryAdd(object? constant, AlphaNode node)
    {
        if (Operator != ComparisonOperator.Equal && constant is not IComparable)
        {
            return false;
        }

        _cases.Add(new Case(constant, node));
        _table = null;
        return true;
    }

    /// <summary>
    /// The stretch of <see cref="Sorted"/> that holds for a fact; false when the look-up itself fails and each case must be asked.
    /// </summary>
    public bool TryFind(object? fact, out int from, out int to)
    {
        var table = _table ??= new Table(Operator, _cases, left);
        try
        {
            (from, to) = table.Find(left, fact);
            return true;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The case's own condition will fail in the same way, and is told with its rule.
            (from, to) = (0, 0);
            return false;
        }
    }

    // A class: sorting and grouping values of a type of our own would be compiled anew for it, in every process that makes a session.
    private sealed record Case(object? Constant, AlphaNode Node);

    private sealed class Table
    {
        private readonly ComparisonOperator _operator;
        // Of few constants the next one is nearer than a hash.
        private const int Few = 8;
        private readonly Dictionary<Key, (int From, int To)>? _equal;
        private readonly long[]? _whole;
        private readonly IComparable[]? _ordered;

        public Table(ComparisonOperator op, List<Case> cases, Evaluator left)
        {
            _operator = op;
            if (op == ComparisonOperator.Equal && !(left.IsWhole && cases.Count <= Few))
            {
                // Two parameters may have one value: the nodes of equal constants stand side by side.
                var byKey = cases.GroupBy(c => left.HasKeyOfBits ? BitsOf(c.Constant) : new Key(c.Constant), c => c.Node).ToList();
                Nodes = [.. byKey.SelectMany(g => g)];
                _equal = [];
                var from = 0;
                foreach (var group in byKey)
                {
                    _equal.Add(group.Key, (from, from += group.Count()));
                }

                return;
            }

            var sorted = cases.OrderBy(c => (IComparable)c.Constant!, Comparer<IComparable>.Create((a, b) => a.CompareTo(b))).ToList();
            Nodes = [.. sorted.Select(c => c.Node)];
            if (sorted.TrueForAll(c => c.Constant is int or long))
            {
                _whole = [.. sorted.Select(c => Convert.ToInt64(c.Constant, System.Globalization.CultureInfo.InvariantCulture))];
            }
            else
            {
                _ordered = [.. sorted.Select(c => (IComparable)c.Constant!)];
            }
        }

        public AlphaNode[] Nodes { get; }

        public (int From, int To) Find(Evaluator left, object? fact)
        {
            if (_equal is not null)
            {
                return _equal.GetValueOrDefault(left.Key(fact));
            }

            int below;
            int upTo;
            if (_whole is not null && left.IsWhole)
            {
                var value = left.Whole(fact);
                below = LowerBound(value);
                upTo = below;
                while (upTo < _whole.Length && _whole[upTo] == value)
                {
                    upTo++;
                }
            }
            else
            {
                if (left.Value(fact) is not IComparable value)
                {
                    return (0, 0);
                }

                (below, upTo) = Bounds(value);
            }

            // Constants in [0, below) are less than the value, those in [below, upTo) equal it.
            return _operator switch
            {
                ComparisonOperator.Equal => (below, upTo),
                ComparisonOperator.Greater => (0, below),
                ComparisonOperator.GreaterOrEqual => (0, upTo),
                ComparisonOperator.Less => (upTo, Nodes.Length),
                _ => (below, Nodes.Length),
            };
        }

        private static Key BitsOf(object? constant) => constant switch
        {
            int or long or short or byte or uint => new Key(Convert.ToInt64(constant, System.Globalization.CultureInfo.InvariantCulture)),
            bool flag => new Key(flag ? 1L : 0L),
            char letter => new Key(letter),
            _ => new Key(constant),
        };

        private int LowerBound(long value)
        {
            var (low, high) = (0, _whole!.Length);
            if (high <= Few)
            {
                while (low < high && _whole[low] < value)
                {
                    low++;
                }

                return low;
            }

            while (low < high)
            {
                var middle = (low + high) >>> 1;
                (low, high) = _whole[middle] < value ? (middle + 1, high) : (low, middle);
            }

            return low;
        }

        private (int Below, int UpTo) Bounds(IComparable value)
        {
            var below = 0;
            while (below < _ordered!.Length && value.CompareTo(_ordered[below]) > 0)
            {
                below++;
            }

            var upTo = below;
            while (upTo < _ordered.Length && value.CompareTo(_ordered[upTo]) == 0)
            {
                upTo++;
            }

            return (below, upTo);
        }
    }
}
