using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Network;

/// <summary>One result for each member; members with equal values have results of their own.</summary>
internal sealed class ProjectStage(StageSpec spec) : Stage(spec)
{
    private readonly BoundExpression _selector = spec.One(AggregateNames.Selector);

    public override IEnumerable<SyntheticFact> Outputs(IEnumerable<Slot> members) => members.Select(NoteOf).OfType<SyntheticFact>();

    public override Slot Add(Matcher matcher, WorkFact fact)
    {
        var slot = new NotedSlot(fact);
        Modify(matcher, slot);
        return slot;
    }

    public override void Modify(Matcher matcher, Slot slot)
    {
        if (!TryValue(matcher, _selector, slot.Fact, out var value))
        {
            Remove(matcher, slot);
            return;
        }

        if (NoteOf(slot) is SyntheticFact result)
        {
            matcher.SetValue(result, value);
            Touch(result, Pending.Modified);
            return;
        }

        result = new SyntheticFact(value, new Func<IEnumerable<WorkFact>>(() => [slot.Fact]));
        Note(matcher, slot, result);
        Touch(result, Pending.Added);
    }

    public override void Remove(Matcher matcher, Slot slot)
    {
        if (NoteOf(slot) is SyntheticFact result)
        {
            Note(matcher, slot, null);
            Touch(result, Pending.Removed);
        }
    }
}
