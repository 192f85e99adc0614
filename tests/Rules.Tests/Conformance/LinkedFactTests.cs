using Workflows.Rules.RuleModel;
using Workflows.Rules.Tests.Fluent;

namespace Workflows.Rules.Tests.Conformance;

/// <summary>Conclusions and their reasons.</summary>
public class LinkedFactTests
{
    [Fact]
    public void Conclusion_comes_with_its_match_and_goes_with_it_transitively()
    {
        var session = Some.Session(Yielding(o => o.Amount > 5), Chained());
        var order = new Order { Key = "a", Amount = 6 };
        session.Insert(order);
        session.Fire();
        Assert.Equal(["big a", "next a"], Alerts(session));
        order.Amount = 1;
        session.Update(order);
        Assert.Empty(Alerts(session));
    }

    [Fact]
    public void Equal_conclusions_are_one_fact_that_goes_with_the_last_reason()
    {
        var session = Some.Session(Yielding(o => o.Amount > 5));
        var (a, b) = (new Order { Key = "k", Amount = 6 }, new Order { Key = "k", Amount = 7 });
        session.InsertAll([a, b]);
        session.Fire();
        Assert.Equal(["big k"], Alerts(session));
        session.Retract(a);
        Assert.Equal(["big k"], Alerts(session));
        session.Retract(b);
        Assert.Empty(Alerts(session));
    }

    [Fact]
    public void Equal_conclusion_drawn_again_causes_no_churn()
    {
        var updated = 0;
        var session = Some.Session(Yielding(o => o.Amount > 5), Chained());
        session.Events.FactUpdatedEvent += (_, e) => updated += e.Fact.Value is Alert ? 1 : 0;
        var order = new Order { Key = "k", Amount = 6 };
        session.Insert(order);
        session.Fire();
        session.Update(order);
        Assert.Equal(1, session.Fire());
        Assert.Equal(0, updated);
    }

    [Fact]
    public void Conclusion_whose_class_compares_a_key_alone_takes_the_place_of_the_old_one()
    {
        List<int> totals = [];
        var session = Some.Session(
            new Given(r =>
            {
                Order order = null!;
                r.When().Match(() => order);
                r.Then().Yield(_ => new KeyedTotal(order.Key, order.Amount));
            }),
            new Given(r =>
            {
                KeyedTotal total = null!;
                r.When().Match(() => total);
                r.Then().Do(_ => totals.Add(total.Amount));
            }));
        var order = new Order { Key = "k", Amount = 5 };
        session.Insert(order);
        session.Fire();
        order.Amount = 7;
        session.Update(order);
        session.Fire();
        Assert.Equal([5, 7], totals);
        Assert.Equal(7, Assert.Single(session.Query<KeyedTotal>()).Amount);
    }

    [Fact]
    public void Changed_conclusion_takes_the_place_of_the_old_one()
    {
        var session = Some.Session(Yielding(o => o.Amount > 5), Chained());
        var order = new Order { Key = "k", Amount = 6 };
        session.Insert(order);
        session.Fire();
        order.Key = "m";
        session.Update(order);
        session.Fire();
        Assert.Equal(["big m", "next m"], Alerts(session));
    }

    [Fact]
    public void Second_expression_makes_the_new_from_the_old()
    {
        var session = Some.Session(new Given(r =>
        {
            Order order = null!;
            r.When().Match(() => order);
            r.Then().Yield(_ => new Tally { Total = order.Amount }, (_, old) => new Tally { Total = old.Total + order.Amount });
        }));
        var order = new Order { Amount = 2 };
        session.Insert(order);
        session.Fire();
        order.Amount = 3;
        session.Update(order);
        session.Fire();
        Assert.Equal(5, session.Query<Tally>().Single().Total);
    }

    [Fact]
    public void Linked_facts_are_handled_by_key()
    {
        var session = Some.Session(new Given(r =>
        {
            Order order = null!;
            r.When().Match(() => order);
            r.Then().Do(ctx => Handle(ctx, order));
        }));
        var order = new Order { Key = "a", Amount = 1 };
        session.Insert(order);
        session.Fire();
        Assert.Equal(["a 1"], Alerts(session));
        order.Amount = 2;
        session.Update(order);
        session.Fire();
        Assert.Equal(["a 2"], Alerts(session));
        order.Amount = 0;
        session.Update(order);
        session.Fire();
        Assert.Empty(Alerts(session));
    }

    [Fact]
    public void Conclusion_cannot_be_updated_or_retracted_from_outside_and_names_its_source()
    {
        var session = Some.Session(Yielding(o => o.Amount > 5));
        IFact? seen = null;
        session.Events.FactInsertedEvent += (_, e) => seen = e.Fact;
        session.Insert(new Order { Key = "k", Amount = 6 });
        session.Fire();
        var alert = session.Query<Alert>().Single();
        Assert.Throws<ArgumentException>(() => session.Update(alert));
        Assert.Throws<ArgumentException>(() => session.Retract(alert));
        var source = Assert.IsAssignableFrom<ILinkedFactSource>(seen!.Source);
        Assert.Equal((FactSourceType.Linked, "yielding"), (source.SourceType, source.Rule.Name));
        Assert.Equal("k", ((Order)source.Facts.Single().Value!).Key);
    }

    [Fact]
    public void Conclusion_that_the_caller_states_too_stays_when_its_reasons_go()
    {
        var session = Some.Session(Yielding(o => o.Amount > 5));
        var order = new Order { Key = "k", Amount = 6 };
        session.Insert(order);
        session.Fire();
        session.Insert(new Alert("big", "k"));
        session.Retract(order);
        Assert.Equal(["big k"], Alerts(session));
        session.Retract(new Alert("big", "k"));
        Assert.Empty(Alerts(session));
    }

    [Fact]
    public void Conclusions_wait_when_they_are_not_to_be_matched_at_once()
    {
        var session = Some.Session(new Given(r =>
        {
            Order order = null!;
            r.When().Match(() => order);
            r.Then().Yield(_ => new Alert("1", order.Key)).Yield(_ => new Alert("2", order.Key));
        }));
        session.AutoPropagateLinkedFacts = false;
        session.Insert(new Order { Key = "k" });
        session.Fire();
        Assert.Empty(Alerts(session));
        var set = Assert.Single(session.PropagateLinked());
        Assert.Equal((LinkedFactAction.Insert, 2), (set.Action, set.FactCount));
        Assert.Equal(["1 k", "2 k"], Alerts(session));
    }

    [Fact]
    public void Facts_inserted_by_an_action_are_matched_at_once_and_stay()
    {
        List<int> seen = [];
        ISession session = null!;
        session = Some.Session(new Given(r =>
        {
            Order order = null!;
            r.When().Match(() => order);
            r.Then().Do(ctx => ctx.Insert(new Alert("x", order.Key))).Do(_ => seen.Add(session.Query<Alert>().Count()));
        }));
        var order = new Order { Key = "k" };
        session.Insert(order);
        session.Fire();
        session.Retract(order);
        Assert.Equal([1], seen);
        Assert.Equal(["x k"], Alerts(session));
    }

    [Fact]
    public void Fact_retracted_by_its_own_action_takes_the_conclusion_of_that_firing_with_it()
    {
        var session = Some.Session(new Given(r =>
        {
            Order order = null!;
            r.When().Match(() => order);
            r.Then().Yield(_ => new Alert("x", order.Key)).Do(ctx => ctx.Retract(order));
        }));
        session.Insert(new Order { Key = "k" });
        Assert.Equal(1, session.Fire());
        Assert.Empty(session.Query<object>());
    }

    private static void Handle(IContext context, Order order)
    {
        var fact = new Alert(order.Key, $"{order.Amount}");
        if (context.GetLinked("key") is not { } old)
        {
            context.InsertLinked("key", fact);
        }
        else if (order.Amount > 0)
        {
            context.UpdateLinked("key", fact);
        }
        else
        {
            context.RetractLinked("key", old);
        }
    }

    private static IEnumerable<string> Alerts(ISession session) => session.Query<Alert>().ToList().Select(a => $"{a.Kind} {a.Key}");

    private static Given Yielding(System.Linq.Expressions.Expression<Func<Order, bool>> condition) => new(
        r =>
        {
            Order order = null!;
            r.When().Match(() => order, condition);
            r.Then().Yield(_ => new Alert("big", order.Key));
        },
        "yielding");

    private static Given Chained() => new(r =>
    {
        Alert alert = null!;
        r.When().Match(() => alert, a => a.Kind == "big");
        r.Then().Yield(_ => new Alert("next", alert.Key));
    });

    private sealed class KeyedTotal(string key, int amount)
    {
        public int Amount => amount;

        private string Key => key;

        public override bool Equals(object? obj) => obj is KeyedTotal other && other.Key == key;

        public override int GetHashCode() => key.GetHashCode(StringComparison.Ordinal);
    }
}
