using Workflows.Rules.Diagnostics;
using Workflows.Rules.Fluent.Dsl;
using Workflows.Rules.Tests.Fluent;

namespace Workflows.Rules.Tests.Conformance;

/// <summary>Every event, what it says, and that the factory repeats it with the session as sender.</summary>
public class EventTests
{
    private readonly List<string> _seen = [];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_step_is_told_with_fact_or_match(bool atFactory)
    {
        var factory = Some.Factory(Open());
        var session = factory.CreateSession();
        Listen(atFactory ? factory.Events : session.Events, session);
        var order = new Order { Key = "a" };
        session.Insert(order);
        session.Fire();
        session.Update(order);
        session.Fire();
        session.Retract(order);
        Assert.Equal(
            [
                "inserting order a 0 Workflows.Rules.Tests.Fluent.Order", "created open order:order a 0", "inserted order a 0",
                "firing order a 0", "fired order a 0",
                "updating order a 0", "match updated order a 0", "updated order a 0", "firing order a 0", "fired order a 0",
                "retracting order a 0", "deleted order a 0", "retracted order a 0",
            ],
            _seen);
    }

    [Fact]
    public void Conclusions_are_told_like_facts_with_their_source()
    {
        var session = Some.Session(new Given(
            r =>
            {
                Order order = null!;
                r.When().Match(() => order, o => o.IsOpen);
                r.Then().Yield(_ => new Alert("x", order.Key));
            },
            "yielding"));
        session.Events.FactInsertedEvent += (_, e) => Note("inserted", e);
        session.Events.FactUpdatedEvent += (_, e) => Note("updated", e);
        session.Events.FactRetractedEvent += (_, e) => Note("retracted", e);
        var order = new Order { Key = "a" };
        session.Insert(order);
        session.Fire();
        order.Key = "b";
        session.Update(order);
        session.Fire();
        session.Retract(order);
        Assert.Equal(
            ["inserted order a 0", "inserted Alert { Kind = x, Key = a } by yielding", "updated order b 0",
                "updated Alert { Kind = x, Key = b } by yielding", "retracted order b 0",
                "retracted Alert { Kind = x, Key = b } by yielding"],
            _seen.Select(s => s.Replace(" by none", "", StringComparison.Ordinal)));

        void Note(string what, WorkingMemoryEventArgs e)
        {
            var by = e.Fact.Source is ILinkedFactSource source ? source.Rule.Name : "none";
            _seen.Add($"{what} {e.Fact.Value} by {by}");
        }
    }

    [Fact]
    public void Actions_are_told_with_match_and_arguments_when_they_ran_and_when_they_failed()
    {
        var session = Some.Session(new Given(
            r =>
            {
                Customer customer = null!;
                Order order = null!;
                r.When().Match(() => customer).Match(() => order);
                r.Then().Do(ctx => _seen.Add(customer.Name + order.Key)).Do(ctx => Fail(order));
            },
            "failing"));
        session.Events.RhsExpressionEvaluatedEvent += (_, e) =>
            _seen.Add($"ran {e.Rule.Name} {string.Join(",", e.Arguments)} {e.Match.Facts.Count()} {e.Exception is null}");
        session.Events.RhsExpressionFailedEvent += (_, e) =>
        {
            _seen.Add($"failed {string.Join(",", e.Arguments)} {e.Exception!.Message} {e.Match.Rule.Name}");
            e.IsHandled = true;
        };
        session.InsertAll([new Customer { Name = "c" }, new Order { Key = "o" }]);
        Assert.Equal(1, session.Fire());
        Assert.Equal(
            ["co", "ran failing c,order o 0 2 True", "failed order o 0 as arranged failing", "ran failing order o 0 2 False"], _seen);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_failed_is_told_as_evaluated_too_with_its_exception(bool isHandled)
    {
        var session = Some.Session(new Given(r =>
        {
            Order order = null!;
            r.When().Match(() => order, o => o.Key.Length > 0);
            r.Filter().Where(() => 1 / (int)order.Amount == 1);
            r.Then().Do(_ => Fail(order));
        }));
        session.Events.LhsExpressionFailedEvent += (_, e) => e.IsHandled = isHandled;
        session.Events.AgendaExpressionFailedEvent += (_, e) => e.IsHandled = isHandled;
        session.Events.RhsExpressionFailedEvent += (_, e) => e.IsHandled = isHandled;
        session.Events.LhsExpressionEvaluatedEvent += (_, e) => Note(e);
        session.Events.AgendaExpressionEvaluatedEvent += (_, e) => Note(e);
        session.Events.RhsExpressionEvaluatedEvent += (_, e) => Note(e);
        Assert.Equal(!isHandled, Record.Exception(() => session.Insert(new Order { Key = null! })) is RuleLhsExpressionEvaluationException);
        Assert.Equal(!isHandled, Record.Exception(() => session.Insert(new Order { Key = "0" })) is AgendaExpressionEvaluationException);
        session.Insert(new Order { Key = "1", Amount = 1 });
        Assert.Equal(!isHandled, Record.Exception(() => session.Fire()) is RuleRhsExpressionEvaluationException);
        Assert.Equal(
            [" NullReferenceException", "True ", " DivideByZeroException", "True ", "True ", " InvalidOperationException"], _seen);

        void Note(ExpressionEventArgs e) => _seen.Add($"{e.Result} {e.Exception?.GetType().Name}");
    }

    [Fact]
    public void Filters_are_told_with_arguments_and_result()
    {
        var session = Some.Session(new Given(
            r =>
            {
                Order order = null!;
                r.When().Match(() => order);
                r.Filter().Where(() => order.Amount > 5);
                r.Then().Do(_ => order.ToString());
            },
            "filtered"));
        session.Events.AgendaExpressionEvaluatedEvent += (_, e) =>
            _seen.Add($"{e.Rule.Name} {string.Join(",", e.Arguments)} {e.Result} {e.Facts.Single().Value} {e.Expression}");
        session.Insert(new Order { Key = "a", Amount = 6 });
        Assert.StartsWith("filtered order a 6 True order a 6 ", Assert.Single(_seen), StringComparison.Ordinal);
    }

    [Fact]
    public void Conditions_are_told_with_both_sides_of_a_join_and_selectors_with_their_fact()
    {
        var session = Some.Session(new Given(r =>
        {
            Customer customer = null!;
            Order order = null!;
            IEnumerable<Alert> alerts = null!;
            var length = 0;
            r.When()
                .Match(() => customer)
                .Match(() => order, o => o.Key == customer.Name)
                .Query(() => alerts, q => q.Match<Alert>().Collect().OrderBy(a => a.Key))
                .Let(() => length, () => order.Key.Length);
            r.Then().Do(_ => _seen.Add("fired"));
        }));
        session.Events.LhsExpressionEvaluatedEvent += (_, e) =>
            _seen.Add($"{string.Join(",", e.Arguments)} -> {e.Result} of {string.Join(",", e.Facts.Select(f => f.Value))}");
        session.Insert(new Alert("k", "z"));
        session.InsertAll([new Customer { Name = "c" }, new Order { Key = "c" }]);
        Assert.Contains("Alert { Kind = k, Key = z } -> z of Alert { Kind = k, Key = z }", _seen);
        Assert.Contains(_seen, s => s.EndsWith("-> True of c,order c 0", StringComparison.Ordinal));
        Assert.Contains(_seen, s => s.StartsWith("order c 0 -> 1 of c,order c 0", StringComparison.Ordinal));
    }

    [Fact]
    public void Schema_shows_a_node_for_each_kind_of_step()
    {
        var graph = Some.Session(new Given(r =>
        {
            Customer customer = null!;
            Order order = null!;
            IEnumerable<Alert> alerts = null!;
            var length = 0;
            r.When()
                .Match(() => customer, c => c.IsPreferred)
                .Match(() => order, o => o.Key == customer.Name)
                .Exists<Tally>(t => t.Key == order.Key)
                .Not<Tally>(t => t.Total > 5)
                .Query(() => alerts, q => q.Match<Alert>().Collect())
                .Let(() => length, () => order.Key.Length);
            r.Then().Do(_ => _seen.Add("fired"));
        })).GetSchema();
        NodeType[] wanted = [NodeType.Selection, NodeType.Join, NodeType.Exists, NodeType.Not, NodeType.Aggregate, NodeType.Binding];
        Assert.Empty(wanted.Except(graph.Nodes.Select(n => n.NodeType)));
    }

    private static Given Open() => new(
        r =>
        {
            Order order = null!;
            r.When().Match(() => order, o => o.IsOpen);
            r.Then().Do(_ => order.ToString());
        },
        "open");

    private static void Fail(Order order) => throw new InvalidOperationException(order is null ? "" : "as arranged");

    private void Listen(IEventProvider events, ISession session)
    {
        events.FactInsertingEvent += (s, e) => Note(s, $"inserting {e.Fact.Value} {e.Fact.Type}");
        events.FactInsertedEvent += (s, e) => Note(s, $"inserted {e.Fact.Value}");
        events.FactUpdatingEvent += (s, e) => Note(s, $"updating {e.Fact.Value}");
        events.FactUpdatedEvent += (s, e) => Note(s, $"updated {e.Fact.Value}");
        events.FactRetractingEvent += (s, e) => Note(s, $"retracting {e.Fact.Value}");
        events.FactRetractedEvent += (s, e) => Note(s, $"retracted {e.Fact.Value}");
        events.ActivationCreatedEvent += (s, e) =>
            Note(s, $"created {e.Rule.Name} {e.Facts.Single().Declaration.Name}:{e.Facts.Single().Value}");
        events.ActivationUpdatedEvent += (s, e) => Note(s, $"match updated {e.Facts.Single().Value}");
        events.ActivationDeletedEvent += (s, e) => Note(s, $"deleted {e.Facts.Single().Value}");
        events.RuleFiringEvent += (s, e) => Note(s, $"firing {e.Facts.Single().Value}");
        events.RuleFiredEvent += (s, e) => Note(s, $"fired {e.Facts.Single().Value}");

        void Note(object? sender, string what) => _seen.Add(ReferenceEquals(sender, session) ? what : "wrong sender");
    }
}
