using Workflows.Rules.Fluent.Dsl;
using Workflows.Rules.RuleModel;
using Workflows.Rules.Tests.Conformance;

namespace Workflows.Rules.Tests.Network;

/// <summary>Changes that fail half way: what each kind of node had already done is taken back exactly.</summary>
public class UndoTests
{
    private readonly List<IMatch> _live = [];

    [Fact]
    public void Absence_whose_witness_was_exchanged_in_a_failed_update_still_hangs_on_the_old_and_then_on_the_new_witness()
    {
        var session = Session(new Unanswered());
        Item[] waiting = [new(1) { B = 9, C = 3 }, new(2) { B = 9, C = 3 }, new(3) { B = 9, C = 3 }];
        var (first, second) = (new Item(4) { A = 3 }, new Item(5) { A = 3, C = 8 });
        session.InsertAll([first, second, .. waiting]);
        Fail(first, session.Update, f => f.A = 1, f => f.A = 3);
        Assert.Equal(["#4", "#5"], Live());
        session.Retract(second);
        Assert.Equal(["#4"], Live());
        session.Retract(first);
        Assert.Equal(["#1", "#2", "#3"], Live());
    }

    private ISession Session(params Rule[] rules)
    {
        var session = Some.Session(rules);
        session.Events.ActivationCreatedEvent += (_, e) => _live.Add(e.Match);
        session.Events.ActivationDeletedEvent += (_, e) => _live.Remove(e.Match);
        return session;
    }

    private List<string> Live() => [.. _live.Select(m => string.Join(' ', m.Facts.Select(f => RandomRule.Text(f.Value)))).Order()];

    private static void Fail(Item fact, Action<Item> act, Action<Item> change, Action<Item> back)
    {
        change(fact);
        fact.IsPoisoned = true;
        Assert.Throws<RuleLhsExpressionEvaluationException>(() => act(fact));
        fact.IsPoisoned = false;
        back(fact);
    }

    private sealed class Unanswered : Rule
    {
        public override void Define()
        {
            Item item = null!;
            When().Match(() => item).Not<Item>(w => w.B <= 1, w => w.A == item.C);
            Then().Do(_ => item.ToString());
        }
    }
}
