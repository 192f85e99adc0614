using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Network;

/// <summary>One result for each distinct value of the members' lists.</summary>
internal sealed class FlattenStage(StageSpec spec) : Stage(spec)
{
    private readonly BoundExpression _selector = spec.One(AggregateNames.Selector);
    private readonly Dictionary<GroupKey, Shared> _values = [];

    public override IEnumerable<SyntheticFact> Outputs(IEnumerable<Slot> members) => _values.Values.Select(v => v.Result);

    public override Slot Add(Matcher matcher, WorkFact fact)
    {
        var slot = new NotedSlot(fact);
        Modify(matcher, slot);
        return slot;
    }

    public override void Modify(Matcher matcher, Slot slot)
    {
        if (!TryItems(matcher, slot.Fact, out var now))
        {
            Remove(matcher, slot);
            return;
        }

        var before = NoteOf(slot) as List<object?> ?? [];
        Note(matcher, slot, now);
        foreach (var item in now)
        {
            Enter(matcher, item, slot.Fact, before.Contains(item));
        }

        foreach (var item in before.Except(now))
        {
            Leave(matcher, item, slot.Fact);
        }
    }

    public override void Remove(Matcher matcher, Slot slot)
    {
        foreach (var item in NoteOf(slot) as List<object?> ?? [])
        {
            Leave(matcher, item, slot.Fact);
        }

        Note(matcher, slot, null);
    }

    // A list that is made while it is read can fail then.
    private bool TryItems(Matcher matcher, WorkFact fact, out List<object?> items)
    {
        items = [];
        if (!TryValue(matcher, _selector, fact, out var list))
        {
            return false;
        }

        try
        {
            items.AddRange(((System.Collections.IEnumerable?)list)?.Cast<object?>().Distinct() ?? []);
            return true;
        }
        catch (Exception failure) when (matcher.IsDealtWith(_selector, Owner, fact, failure))
        {
            return false;
        }
    }

    private void Enter(Matcher matcher, object? item, WorkFact fact, bool wasThere)
    {
        var key = new GroupKey(matcher.IdentityOf(item));
        if (_values.TryGetValue(key, out var shared))
        {
            if (!wasThere)
            {
                shared.Members.Add(fact);
                matcher.Undo(() => shared.Members.RemoveAt(shared.Members.Count - 1));
            }

            matcher.SetValue(shared.Result, item);
            Touch(shared.Result, Pending.Modified);
            return;
        }

        List<WorkFact> members = [fact];
        shared = new Shared(members, new SyntheticFact(item, new Func<IEnumerable<WorkFact>>(() => members)));
        _values.Add(key, shared);
        matcher.Undo(() => _values.Remove(key));
        Touch(shared.Result, Pending.Added);
    }

    private void Leave(Matcher matcher, object? item, WorkFact fact)
    {
        var key = new GroupKey(matcher.IdentityOf(item));
        var place = _values.TryGetValue(key, out var shared) ? shared.Members.IndexOf(fact) : -1;
        if (place < 0)
        {
            return;
        }

        shared!.Members.RemoveAt(place);
        matcher.Undo(() => shared.Members.Insert(place, fact));
        if (shared.Members.Count == 0)
        {
            _values.Remove(key);
            matcher.Undo(() => _values.Add(key, shared));
            Touch(shared.Result, Pending.Removed);
        }
    }

    private sealed record Shared(List<WorkFact> Members, SyntheticFact Result);
}
