using System.Globalization;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Network;

/// <summary>
/// One value computed from all members: count, sum, least, greatest, mean, or the list of distinct values. Each change costs the change.
/// </summary>
internal sealed class FoldStage(StageSpec spec) : Stage(spec)
{
    private readonly BoundExpression? _selector = spec.Optional(AggregateNames.Selector);
    private readonly SortedDictionary<object, int> _ordered = new(Comparer<object>.Default);
    private readonly Dictionary<GroupKey, Slot> _firsts = [];
    private readonly Dictionary<GroupKey, int> _counts = [];
    private readonly SlotList _distinct = new();
    private readonly SlotList _members = new();
    private decimal _sum;
    private double _inexact;
    private int _count;
    private SyntheticFact? _output;

    private bool IsOrdered => Spec.Element.Name is AggregateNames.Min or AggregateNames.Max;

    private bool IsDistinct => Spec.Element.Name == AggregateNames.Distinct;

    public override void Start()
    {
        _output = new SyntheticFact(IsDistinct ? StageFactory.View(Spec.Element.ResultType, _distinct) : Result(), _members);
        Touch(_output, Pending.Added);
    }

    public override IEnumerable<SyntheticFact> Outputs(IEnumerable<Slot> members) => [_output!];

    public override Slot Add(Matcher matcher, WorkFact fact)
    {
        var slot = new Slot(fact);
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

    private void Enter(Matcher matcher, Slot slot)
    {
        object? value = null;
        if (_selector is null || TryValue(matcher, _selector, slot.Fact, out value))
        {
            Assign(matcher, slot, value);
            Note(matcher, slot, this);
            Count(value, 1, slot);
            matcher.Undo(() => Count(value, -1, slot));
            Enter(matcher, _members, slot, _members.Last);
        }

        Tell(matcher);
    }

    private void Leave(Matcher matcher, Slot slot)
    {
        if (slot.Extra is not null)
        {
            var value = slot.Value;
            Note(matcher, slot, null);
            Count(value, -1, slot);
            matcher.Undo(() => Count(value, 1, slot));
            Exit(matcher, slot);
        }
    }

    private void Count(object? value, int by, Slot slot)
    {
        _count += by;
        switch (Spec.Element.Name)
        {
            case AggregateNames.Sum or AggregateNames.Average when value is double or float:
                _inexact += by * Convert.ToDouble(value, CultureInfo.InvariantCulture);
                break;
            case AggregateNames.Sum or AggregateNames.Average when value is not null:
                _sum += by * Convert.ToDecimal(value, CultureInfo.InvariantCulture);
                break;
            case AggregateNames.Min or AggregateNames.Max when value is not null:
                _ordered[value] = _ordered.GetValueOrDefault(value) + by;
                if (_ordered[value] == 0)
                {
                    _ordered.Remove(value);
                }

                break;
            case AggregateNames.Distinct:
                CountDistinct(new GroupKey(value), by, slot);
                break;
        }
    }

    private void CountDistinct(GroupKey key, int by, Slot slot)
    {
        var count = _counts.GetValueOrDefault(key) + by;
        if (count == 0)
        {
            _counts.Remove(key);
            _firsts.Remove(key, out var first);
            _distinct.Remove(first!);
            return;
        }

        _counts[key] = count;
        if (count == 1 && by == 1)
        {
            var first = new Slot(slot.Fact) { Value = slot.Value };
            _firsts.Add(key, first);
            _distinct.Append(first);
        }
    }

    private void Tell(Matcher matcher)
    {
        if (!IsDistinct)
        {
            matcher.SetValue(_output!, Result());
        }

        Touch(_output!, Pending.Modified);
    }

    private object? Result()
    {
        var type = Nullable.GetUnderlyingType(Spec.Element.ResultType) ?? Spec.Element.ResultType;
        object? value = Spec.Element.Name switch
        {
            AggregateNames.Count => _count,
            AggregateNames.Sum => type == typeof(double) || type == typeof(float) ? (object)((double)_sum + _inexact) : _sum,
            AggregateNames.Average =>
                _count == 0 ? null : (object)(type == typeof(double) ? ((double)_sum + _inexact) / _count : _sum / _count),
            AggregateNames.Min => IsOrdered && _ordered.Count > 0 ? _ordered.First().Key : null,
            _ => _ordered.Count > 0 ? _ordered.Last().Key : null,
        };
        return value is IConvertible && type != typeof(object) && value.GetType() != type
            ? Convert.ChangeType(value, type, CultureInfo.InvariantCulture) : value;
    }
}
