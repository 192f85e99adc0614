using Workflows.Rules.Fluent.Dsl;
using Workflows.Rules.RuleModel;
using Workflows.Rules.Tests.Fluent;

namespace Workflows.Rules.Tests.Conformance;

/// <summary>Batches of changes, values as facts, and conclusions that wait.</summary>
public class BatchTests
{
    private readonly List<string> _seen = [];

    [Fact]
    public void Same_fact_twice_in_a_batch_of_updates_or_retractions_is_refused_as_a_whole()
    {
        var session = Some.Session(Any<Order>());
        var (a, b) = (new Order { Key = "a" }, new Order { Key = "b" });
        session.InsertAll([a, b]);
        session.Fire();
        Assert.Throws<ArgumentException>(() => session.UpdateAll([a, b, a]));
        Assert.Throws<ArgumentException>(() => session.RetractAll([b, b]));
        Assert.Equal(0, session.Fire());
        Assert.Equal([a, b], session.Query<Order>());
        Assert.Equal((1, 1), (session.TryUpdateAll([a, a]).FailedCount, session.TryRetractAll([b, b]).FailedCount));
        Assert.Equal(0, session.Fire());
    }

    [Fact]
    public void Batch_with_an_unknown_fact_changes_nothing_unless_it_may_skip()
    {
        var session = Some.Session(Any<Order>());
        var (a, b) = (new Order { Key = "a" }, new Order { Key = "b" });
        session.Insert(a);
        session.Fire();
        Assert.Throws<ArgumentException>(() => session.UpdateAll([a, b]));
        Assert.Throws<ArgumentException>(() => session.RetractAll([a, b]));
        var result = session.TryRetractAll([a, b], BatchOptions.AllOrNothing);
        Assert.Equal((1, (object)b), (result.FailedCount, result.Failed.Single()));
        Assert.Single(session.Query<Order>());
        Assert.Equal(0, session.TryUpdateAll([a], BatchOptions.SkipFailed).FailedCount);
        Assert.Equal(1, session.Fire());
    }

    [Fact]
    public void Values_and_texts_are_facts_known_by_their_content()
    {
        var session = Some.Session(Any<int>(), Any<Point>(), Any<string>(), Any<DayOfWeek>());
        session.InsertAll([5, new Point(1, 2), "text", DayOfWeek.Monday]);
        Assert.Equal(4, session.Fire());
        Assert.False(session.TryInsert(5));
        Assert.False(session.TryInsert(new Point(1, 2)));
        Assert.True(session.TryInsert(new Point(2, 1)));
        session.Update(string.Concat("te", "xt"));
        Assert.Equal(2, session.Fire());
        session.RetractAll([5, new Point(1, 2), DayOfWeek.Monday]);
        Assert.Equal(["text", new Point(2, 1)], session.Query<object>());
    }

    [Fact]
    public void Replacement_of_an_immutable_fact_is_matched_as_its_update()
    {
        var session = Some.Session(new Given(r =>
        {
            Versioned fact = null!;
            r.When().Match(() => fact, f => f.Total > 0);
            r.Then().Do(ctx => _seen.Add($"{ctx.Match.Trigger} {fact.Total}")).Undo(_ => _seen.Add("gone"));
        }));
        session.Insert(new Versioned(1, 5));
        session.Fire();
        session.Update(new Versioned(1, 6));
        session.Fire();
        session.Update(new Versioned(1, 0));
        session.Fire();
        session.Retract(new Versioned(1, 9));
        Assert.Equal(["Created 5", "Updated 6", "gone"], _seen);
        Assert.Empty(session.Query<Versioned>());
    }

    [Fact]
    public void Waiting_conclusions_are_propagated_in_sets_of_one_kind_or_with_the_next_change()
    {
        var session = Some.Session(new Given(r =>
        {
            Order order = null!;
            r.When().Match(() => order, o => o.IsOpen);
            r.Then().Yield(_ => new Alert("x", order.Key));
        }));
        session.AutoPropagateLinkedFacts = false;
        var (a, b) = (new Order { Key = "a" }, new Order { Key = "b" });
        session.InsertAll([a, b]);
        session.Fire();
        Assert.Equal(["Insert 2"], Propagate(session));
        a.Key = "c";
        session.Update(a);
        session.Fire();
        Assert.Equal(["Update 1"], Propagate(session));
        session.Retract(b);
        Assert.Equal(["c", "b"], session.Query<Alert>().Select(x => x.Key));
        Assert.Equal(["Retract 1"], Propagate(session));
        Assert.Equal(["c"], session.Query<Alert>().Select(x => x.Key));
        session.Insert(b);
        session.Fire();
        Assert.Single(session.Query<Alert>());
        session.Insert(new Customer());
        Assert.Equal(2, session.Query<Alert>().Count());
        Assert.Empty(session.PropagateLinked());
    }

    [Fact]
    public void Waiting_match_that_a_filter_rejects_on_its_update_still_fires()
    {
        var session = Some.Session(new Given(r =>
        {
            Order order = null!;
            r.When().Match(() => order);
            r.Filter().Where(() => order.Amount > 5);
            r.Then().Do(_ => _seen.Add($"{order.Amount}"));
        }));
        var order = new Order { Amount = 6 };
        session.Insert(order);
        order.Amount = 1;
        session.Update(order);
        Assert.Equal(1, session.Fire());
        session.Update(order);
        Assert.Equal(0, session.Fire());
        Assert.Equal(["1"], _seen);
    }

    [Fact]
    public void Filter_of_the_session_for_one_rule_asks_about_its_matches_alone()
    {
        var factory = Some.Factory(Any<Order>("one"), Any<Order>("other"));
        var session = factory.CreateSession();
        session.Agenda.AddFilter(session.Rules.Single(r => r.Name == "one"), new None());
        session.Insert(new Order());
        Assert.Equal("other", session.Agenda.Peek()!.Rule.Name);
        Assert.Equal(1, session.Fire());
    }

    private static IEnumerable<string> Propagate(ISession session) =>
        session.PropagateLinked().ToList().Select(s => $"{s.Action} {s.FactCount}");

    private static Given Any<T>(string name = "any") => new(
        r =>
        {
            T fact = default!;
            r.When().Match(() => fact);
            r.Then().Do(ctx => ctx.Match.ToString());
        },
        name);

    private readonly record struct Point(int X, int Y);

    private sealed record Versioned(int Id, int Total) : IIdentityProvider
    {
        public object GetIdentity() => Id;
    }

    private sealed class None : AgendaFilters.IAgendaFilter
    {
        public bool Accept(AgendaFilters.AgendaContext context, Activation activation) => false;
    }
}
