using System.Globalization;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Network;

/// <summary>
/// One value computed from all members: count, sum, least, greatest, mean, or the list of distinct values. Each change costs the change.
/// </summary>
internal sealed class FoldStage(StageSpec spec) : Stage(spec)
{
    private readonly BoundExpression? _selector = spec.Optional(AggregateNames.Selector);
    private readonly SlotList _members = new();

    // For the least and the greatest: the values in order, and how often each is there.
    private readonly SortedSet<Ranked>? _ordered = IsOrdered(spec)
        ? new(Comparer<Ranked>.Create((a, b) => Comparer<object>.Default.Compare(a.Value, b.Value))) : null;

    // For distinct values: each with its place in the list, and how often it is there.
    private readonly Dictionary<GroupKey, (Slot? Place, int Count)>? _places = IsDistinct(spec) ? [] : null;
    private readonly SlotList? _distinct = IsDistinct(spec) ? new() : null;
    private decimal _sum;
    private InexactSum _inexact;
    private int _count;
    private SyntheticFact? _output;

    public override void Start()
    {
        _output = new SyntheticFact(_distinct is null ? Result() : StageFactory.View(Spec.Element.ResultType, _distinct), _members);
        Touch(_output, Pending.Added);
    }

    public override IEnumerable<SyntheticFact> Outputs(IEnumerable<Slot> members) => [_output!];

    public override Slot Add(Matcher matcher, WorkFact fact)
    {
        var slot = new NotedSlot(fact);
        Enter(matcher, slot);
        return slot;
    }

    public override void Modify(Matcher matcher, Slot slot)
    {
        Leave(matcher, slot);
        Enter(matcher, slot);
    }

    public override void Remove(Matcher matcher, Slot slot)
    {
        Leave(matcher, slot);
        Tell(matcher);
    }

    private static bool IsDistinct(StageSpec spec) => spec.Element.Name == AggregateNames.Distinct;

    private static bool IsOrdered(StageSpec spec) => spec.Element.Name is AggregateNames.Min or AggregateNames.Max;

    private void Enter(Matcher matcher, Slot slot)
    {
        object? value = null;
        if ((_selector is null || TryValue(matcher, _selector, slot.Fact, out value)) && TryCount(matcher, value, slot))
        {
            Assign(matcher, slot, value);
            Note(matcher, slot, this);
            Enter(matcher, _members, slot, _members.Last);
        }

        Tell(matcher);
    }

    private void Leave(Matcher matcher, Slot slot)
    {
        if (NoteOf(slot) is not null)
        {
            Note(matcher, slot, null);
            Exit(matcher, slot);
            Count(matcher, slot.Value, -1, slot);
        }
    }

    // A total that does not fit, or values that cannot be compared, fail like the selector that gave them.
    private bool TryCount(Matcher matcher, object? value, Slot slot)
    {
        try
        {
            Count(matcher, value, 1, slot);
            return true;
        }
        catch (Exception failure) when (_selector is not null && matcher.IsDealtWith(_selector, Owner, slot.Fact, failure))
        {
            return false;
        }
    }

    private void Count(Matcher matcher, object? value, int by, Slot slot)
    {
        var before = (_sum, _inexact, _count);
        switch (Spec.Element.Name)
        {
            case AggregateNames.Sum or AggregateNames.Average when value is double or float:
                _inexact.Add(by * Convert.ToDouble(value, CultureInfo.InvariantCulture));
                break;
            case AggregateNames.Sum or AggregateNames.Average when value is not null:
                _sum += by * Convert.ToDecimal(value, CultureInfo.InvariantCulture);
                break;
            case AggregateNames.Min or AggregateNames.Max when value is not null:
                CountOrdered(value, by);
                matcher.Undo(() => CountOrdered(value, -by));
                break;
            case AggregateNames.Distinct:
                CountDistinct(matcher, new GroupKey(value), by, slot);
                break;
        }

        _count += by;
        if (!_inexact.IsFinite && by < 0)
        {
            _inexact = InexactSum.Of(_members);
        }

        matcher.Undo(() => (_sum, _inexact, _count) = before);
    }

    private void CountOrdered(object value, int by)
    {
        var rank = new Ranked(value);
        if (_ordered!.TryGetValue(rank, out var known))
        {
            rank = known;
        }
        else
        {
            _ordered.Add(rank);
        }

        rank.Count += by;
        if (rank.Count == 0)
        {
            _ordered.Remove(rank);
        }
    }

    private void CountDistinct(Matcher matcher, GroupKey key, int by, Slot slot)
    {
        var before = _places!.GetValueOrDefault(key);
        var place = before.Place ?? new Slot(slot.Fact) { Value = key.Value };
        SetPlace(key, (place, before.Count + by));
        matcher.Undo(() => SetPlace(key, before));
        if (before.Count == 0)
        {
            Enter(matcher, _distinct!, place, _distinct!.Last);
        }
        else if (before.Count + by == 0)
        {
            Exit(matcher, place);
        }
    }

    private void SetPlace(GroupKey key, (Slot? Place, int Count) place)
    {
        if (place.Count == 0)
        {
            _places!.Remove(key);
        }
        else
        {
            _places![key] = place;
        }
    }

    private void Tell(Matcher matcher)
    {
        if (_distinct is null)
        {
            matcher.SetValue(_output!, Result());
        }

        Touch(_output!, Pending.Modified);
    }

    /// <summary>A value among those that are ordered, and how often it is there.</summary>
    private sealed class Ranked(object value)
    {
        public object Value => value;

        public int Count { get; set; }
    }

    private object? Result()
    {
        var type = Nullable.GetUnderlyingType(Spec.Element.ResultType) ?? Spec.Element.ResultType;
        object? value = Spec.Element.Name switch
        {
            AggregateNames.Count => _count,
            AggregateNames.Sum => type == typeof(double) || type == typeof(float) ? (object)((double)_sum + _inexact.Value) : _sum,
            AggregateNames.Average =>
                _count == 0 ? null : (object)(type == typeof(double) ? ((double)_sum + _inexact.Value) / _count : _sum / _count),
            AggregateNames.Min => _ordered!.Min?.Value,
            _ => _ordered!.Max?.Value,
        };
        return value is IConvertible && type != typeof(object) && value.GetType() != type
            ? Convert.ChangeType(value, type, CultureInfo.InvariantCulture) : value;
    }
}
