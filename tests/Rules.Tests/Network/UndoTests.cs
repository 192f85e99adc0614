using System.Globalization;
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

    [Fact]
    public void Query_that_had_not_told_its_results_when_the_change_failed_tells_them_with_the_next()
    {
        var session = Session(new Crowded());
        Item[] items = [new(1) { A = 1 }, new(2) { A = 2, C = 8 }];
        session.InsertAll(items);
        Assert.Equal(["#1 [1,2]", "#2 [1,2]"], Live());
        var third = new Item(3) { A = 3, C = 9, IsPoisoned = true };
        Assert.Throws<RuleLhsExpressionEvaluationException>(() => session.Insert(third));
        Assert.Equal(["#1 [1,2]", "#2 [1,2]"], Live());
        third.IsPoisoned = false;
        session.Insert(third);
        Assert.Equal(["#1 [1,2,3]", "#2 [1,2,3]", "#3 [1,2,3]"], Live());
        session.Retract(items[1]);
        Assert.Equal(["#1 [1,3]", "#3 [1,3]"], Live());
    }

    [Fact]
    public void Query_from_a_value_is_empty_again_after_the_change_that_filled_it_failed()
    {
        var session = Session(new FromValue());
        var item = new Item(1) { A = 0, C = 1 };
        session.Insert(item);
        Assert.Equal(["#1 "], Live());
        Fail(item, session.Update, i => i.A = 5, i => i.A = 0);
        item.B = 1;
        session.Update(item);
        Assert.Equal(["#1 "], Live());
        item.A = 2;
        session.Update(item);
        Assert.Equal(["#1 2"], Live());
    }

    [Fact]
    public void Group_shows_the_members_as_they_were_after_a_replacement_failed()
    {
        var session = Session(new Counted());
        session.InsertAll([new Reading("a", 1), new Reading("b", 2)]);
        Assert.Throws<RuleLhsExpressionEvaluationException>(() => session.Update(new Reading("a", 0)));
        var group = (IEnumerable<Reading>)_live.Single().Facts.First().Value!;
        Assert.Equal([1, 2], group.ToList().Select(r => r.Value));
        Assert.Equal(1, group.First().Value);
    }

    [Fact]
    public void Own_aggregate_counts_what_is_there_after_a_change_failed()
    {
        var session = Session(new OwnTotal());
        Item[] items = [new(1) { A = 1 }, new(2) { A = 2 }];
        session.InsertAll(items);
        Assert.Equal(["3"], Live());
        Assert.Throws<RuleLhsExpressionEvaluationException>(() => session.Insert(new Item(3) { A = 4, IsPoisoned = true }));
        Fail(items[0], session.Update, i => i.A = 100, i => i.A = 1);
        session.Insert(new Item(4) { A = 8 });
        Assert.Equal(["11"], Live());
        Assert.Equal(3, _live.Single().Facts.Single().Source!.Facts.Count());
        session.Retract(items[1]);
        Assert.Equal(["9"], Live());
    }

    private ISession Session(params Rule[] rules) => Some.Factory(rules).CreateSession(
        session =>
        {
            session.Events.ActivationCreatedEvent += (_, e) => _live.Add(e.Match);
            session.Events.ActivationDeletedEvent += (_, e) => _live.Remove(e.Match);
        });

    private List<string> Live() => [.. _live.Select(RandomKind.Text).Order()];

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

    private sealed class Crowded : Rule
    {
        public override void Define()
        {
            Item item = null!;
            IEnumerable<Item> others = null!;
            When().Match(() => item)
                .Query(() => others, q => q.Match<Item>(o => o.A != item.B).Collect())
                .Not<Item>(w => w.A == item.C);
            Then().Do(_ => item.ToString());
        }
    }

    private sealed class FromValue : Rule
    {
        public override void Define()
        {
            Item item = null!;
            IEnumerable<int> values = null!;
            When().Match(() => item)
                .Query(() => values, q => q.From(() => item.A).Where(a => a > 0).Select(a => a).Collect())
                .Exists<Item>(w => w.C == item.C);
            Then().Do(_ => item.ToString());
        }
    }

    private sealed record Reading(string Key, int Value) : IIdentityProvider
    {
        public object GetIdentity() => Key;
    }

    private sealed class Counted : Rule
    {
        public override void Define()
        {
            IEnumerable<Reading> all = null!;
            var ratio = 0;
            When().Query(() => all, q => q.Match<Reading>().Collect())
                .Let(() => ratio, () => 12 / all.ToArray().Select(r => r.Value).DefaultIfEmpty(1).Min());
            Then().Do(_ => all.ToString());
        }
    }

    private sealed class OwnTotal : Rule
    {
        public override void Define()
        {
            var total = 0;
            When().Query(() => total, q => q.Match<Item>().Total(i => i.A)).Not<Item>(i => i.C > 100);
            Then().Do(_ => total.ToString(CultureInfo.InvariantCulture));
        }
    }
}
