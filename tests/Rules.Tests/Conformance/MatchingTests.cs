using Workflows.Rules.Diagnostics;
using Workflows.Rules.Fluent.Dsl;
using Workflows.Rules.Tests.Fluent;

namespace Workflows.Rules.Tests.Conformance;

/// <summary>Matching, joins, quantifiers, groups, let and having.</summary>
public class MatchingTests
{
    private readonly List<string> _seen = [];

    [Fact]
    public void Patterns_match_base_classes_interfaces_and_object()
    {
        var session = Some.Session(Counting<object>("o"), Counting<Order>("order"), Counting<IComparable>("c"));
        session.InsertAll([new BigOrder(), "text"]);
        session.Fire();
        Assert.Equal(["o", "o", "order", "c"], _seen.OrderBy(s => s switch { "o" => 0, "order" => 1, _ => 2 }));
    }

    [Fact]
    public void All_is_true_of_nothing_and_follows_violations()
    {
        var session = Some.Session(new Given(r =>
        {
            r.When().All<Order>(o => o.Amount > 5, o => o.IsOpen);
            r.Then().Do(_ => _seen.Add("all")).Undo(_ => _seen.Add("not all"));
        }));
        session.Fire();
        var order = new Order { Amount = 6, IsOpen = false };
        session.Insert(order);
        session.Fire();
        order.IsOpen = true;
        session.Update(order);
        session.Fire();
        Assert.Equal(["all", "not all", "all"], _seen);
    }

    [Fact]
    public void Witness_that_changes_does_not_fire_an_existing_match_again()
    {
        var session = Some.Session(new Given(r =>
        {
            Customer customer = null!;
            r.When().Match(() => customer).Exists<Order>(o => o.Key == customer.Name);
            r.Then().Do(_ => _seen.Add("has"));
        }));
        var orders = new[] { new Order { Key = "c" }, new Order { Key = "c" } };
        session.Insert(new Customer { Name = "c" });
        session.InsertAll(orders);
        session.Fire();
        session.Update(orders[0]);
        session.Retract(orders[0]);
        Assert.Equal(0, session.Fire());
        session.Retract(orders[1]);
        session.Insert(orders[1]);
        Assert.Equal(1, session.Fire());
    }

    [Fact]
    public void Each_branch_that_holds_fires_and_missing_names_read_as_default()
    {
        var session = Some.Session(new Given(r =>
        {
            Order order = null!;
            Customer customer = null!;
            r.When().Or(x => x.Match(() => order, o => o.Amount > 5)
                .And(y => y.Match(() => order).Match(() => customer, c => c.Name == order.Key)));
            r.Then().Do(_ => _seen.Add(customer == null ? "alone" : customer.Name));
        }));
        session.InsertAll([new Order { Key = "c", Amount = 9 }, new Customer { Name = "c" }]);
        Assert.Equal(2, session.Fire());
        Assert.Equal(["alone", "c"], _seen.Order());
    }

    [Fact]
    public void Let_may_be_null_and_having_adds_conditions_to_the_latest()
    {
        var session = Some.Session(new Given(r =>
        {
            Order order = null!;
            Customer customer = null!;
            r.When().Match(() => order).Let(() => customer, () => order.Customer!).Having(() => customer == null || customer.Level > 1);
            r.Then().Do(_ => _seen.Add(order.Key));
        }));
        session.InsertAll([
            new Order { Key = "none" }, new Order { Key = "low", Customer = new Customer { Level = 1 } },
            new Order { Key = "high", Customer = new Customer { Level = 2 } }]);
        session.Fire();
        Assert.Equal(["none", "high"], _seen);
    }

    [Fact]
    public void Having_without_a_pattern_fails() => Assert.Throws<Rules.Fluent.RuleDefinitionException>(() =>
        Some.Session(new Given(r => r.When().Having(() => true))));

    [Fact]
    public void Null_keys_join_with_null_keys()
    {
        var session = Some.Session(new Given(r =>
        {
            Order order = null!;
            Customer customer = null!;
            r.When().Match(() => order).Match(() => customer, c => c.Name == order.Key);
            r.Then().Do(_ => _seen.Add("joined"));
        }));
        session.InsertAll([new Order { Key = null! }, new Customer { Name = null! }, new Customer { Name = "" }]);
        Assert.Equal(1, session.Fire());
    }

    [Fact]
    public void Equal_conditions_are_shared_and_unknown_shapes_are_not_an_error()
    {
        Given Rule(string name) => new(
            r =>
            {
                Order order = null!;
                r.When().Match(() => order, o => new List<int> { 1, 2 }.Contains(o.Amount), o => o.IsOpen);
                r.Then().Do(_ => _seen.Add(name));
            },
            name);

        var session = Some.Session(Rule("a"), Rule("b"));
        session.Insert(new Order { Amount = 2 });
        Assert.Equal(2, session.Fire());
        var shared = Some.Session(Counting<Order>("a"), Counting<Order>("b")).GetSchema();
        Assert.Single(shared.Nodes, n => n.NodeType == NodeType.AlphaMemory);
    }

    [Fact]
    public void Evaluations_are_told_to_those_who_listen()
    {
        var session = Some.Session(new Given(r =>
        {
            Order order = null!;
            r.When().Match(() => order, o => o.Amount > 5);
            r.Then().Do(_ => _seen.Add("fired"));
        }));
        session.Events.LhsExpressionEvaluatedEvent += (_, e) =>
            _seen.Add($"{e.Expression} {((Order)e.Arguments.Single()!).Amount} {e.Result} {e.Exception is null}");
        session.Insert(new Order { Amount = 7 });
        Assert.Equal(["order => (order.Amount > 5) 7 True True"], _seen);
    }

    [Fact]
    public void Life_of_facts_and_matches_is_told_to_session_and_factory()
    {
        var factory = Some.Factory(new Given(r =>
        {
            Order order = null!;
            r.When().Match(() => order, o => o.IsOpen);
            r.Then().Do(_ => order.ToString());
        }));
        object? sender = null;
        factory.Events.FactInsertedEvent += (s, _) => sender = s;
        var session = factory.CreateSession();
        session.Events.FactInsertingEvent += (_, e) => _seen.Add("inserting");
        session.Events.FactInsertedEvent += (_, e) => _seen.Add("inserted");
        session.Events.ActivationCreatedEvent += (_, e) => _seen.Add("created " + e.Rule.Name);
        session.Events.RuleFiringEvent += (_, e) => _seen.Add("firing");
        session.Events.RuleFiredEvent += (_, e) => _seen.Add("fired");
        session.Events.FactUpdatedEvent += (_, e) => _seen.Add("updated");
        session.Events.ActivationUpdatedEvent += (_, e) => _seen.Add("match updated");
        session.Events.FactRetractedEvent += (_, e) => _seen.Add("retracted");
        session.Events.ActivationDeletedEvent += (_, e) => _seen.Add("deleted " + e.Facts.Single().Declaration.Name);
        var order = new Order();
        session.Insert(order);
        session.Fire();
        session.Update(order);
        session.Retract(order);
        Assert.Same(session, sender);
        Assert.Equal(
            ["inserting", "created given", "inserted", "firing", "fired", "match updated", "updated", "deleted order", "retracted"], _seen);
    }

    private Given Counting<T>(string what)
        where T : class => new(
        r =>
        {
            T fact = null!;
            r.When().Match(() => fact);
            r.Then().Do(_ => _seen.Add(what));
        },
        what);
}
