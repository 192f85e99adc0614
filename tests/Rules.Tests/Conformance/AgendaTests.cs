using Workflows.Rules.Fluent.Dsl;
using Workflows.Rules.RuleModel;
using Workflows.Rules.Tests.Fluent;

namespace Workflows.Rules.Tests.Conformance;

/// <summary>Agenda, order, priority, repeatability, halting, cancelling.</summary>
public class AgendaTests
{
    private readonly List<string> _seen = [];

    [Fact]
    public void Higher_priority_fires_first_and_equals_in_the_order_of_arrival()
    {
        var session = Some.Session(Note("low", -1), Note("high", 5), Note("middle", 0));
        session.InsertAll([new Order { Key = "1" }, new Order { Key = "2" }]);
        session.Fire();
        Assert.Equal(["high 1", "high 2", "middle 1", "middle 2", "low 1", "low 2"], _seen);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(40)]
    public void Matches_of_one_change_wait_in_the_order_of_loading_whatever_their_patterns(int count)
    {
        var session = Some.Session(
            When("strict", r => r.Match<Order>(o => o.IsOpen, o => o.Amount >= 0)),
            When("joined", r => r.Match<Tally>().Match<Order>()),
            When("plain", r => r.Match<Order>()),
            When("joining", r => r.Match<Order>(o => o.Amount >= 0).Match<Tally>()),
            When("open", r => r.Match<Order>(o => o.IsOpen)));
        session.Insert(new Tally());
        List<Order> orders = [.. Enumerable.Range(1, count).Select(i => new Order { Key = $"{i}", IsOpen = true })];
        string[] rules = ["strict", "joined", "plain", "joining", "open"];
        List<string> expected = [.. rules.SelectMany(rule => orders.Select(o => $"{rule} {o.Key}"))];
        session.InsertAll(orders);
        session.Fire();
        Assert.Equal(expected, _seen);
        _seen.Clear();
        session.UpdateAll(orders);
        session.Fire();
        Assert.Equal(expected, _seen);

        Given When(string name, Action<ILeftHandSideExpression> patterns) => new(
            r =>
            {
                patterns(r.When());
                r.Then().Do(ctx => _seen.Add($"{name} {ctx.Match.Facts.Select(f => f.Value).OfType<Order>().Single().Key}"));
            },
            name);
    }

    [Fact]
    public void Waiting_match_keeps_its_place_and_a_fired_one_goes_to_the_end()
    {
        var session = Some.Session(Note("r", 0));
        var (a, b) = (new Order { Key = "a" }, new Order { Key = "b" });
        session.InsertAll([a, b]);
        session.Update(a);
        Assert.Equal(1, session.Fire(1));
        session.Update(a);
        session.Fire();
        Assert.Equal(["r a", "r b", "r a"], _seen);
    }

    [Fact]
    public void Action_triggers_follow_the_life_of_a_match()
    {
        var session = Some.Session(new Given(r =>
        {
            Order order = null!;
            r.When().Match(() => order, o => o.IsOpen);
            r.Then().Action(_ => _seen.Add("new"), ActionTrigger.Activated)
                .Action(_ => _seen.Add("again"), ActionTrigger.Reactivated)
                .Undo(ctx => _seen.Add("gone " + ctx.Match.Trigger));
        }));
        var order = new Order();
        session.Insert(order);
        session.Retract(order);
        Assert.Equal(0, session.Fire());
        session.Insert(order);
        session.Fire();
        session.Update(order);
        session.Fire();
        order.IsOpen = false;
        session.Update(order);
        session.Fire();
        Assert.Equal(["new", "again", "gone Removed"], _seen);
    }

    [Fact]
    public void Non_repeatable_match_fires_again_only_after_it_was_gone()
    {
        var session = Some.Session(new Once());
        var order = new Order();
        session.Insert(order);
        Assert.Equal(1, session.Fire());
        session.Update(order);
        Assert.Equal(0, session.Fire());
        session.Retract(order);
        session.Insert(order);
        Assert.Equal(1, session.Fire());
    }

    [Fact]
    public void Halt_ends_the_round_after_the_rule_and_the_next_round_goes_on()
    {
        var session = Some.Session(new Given(r =>
        {
            Order order = null!;
            r.When().Match(() => order);
            r.Then().Do(ctx => ctx.Halt()).Do(_ => _seen.Add(order.Key));
        }));
        session.InsertAll([new Order { Key = "1" }, new Order { Key = "2" }]);
        Assert.Equal(1, session.Fire());
        Assert.Equal(["1"], _seen);
        Assert.Equal(1, session.Fire());
    }

    [Fact]
    public void Cancelled_token_fires_nothing()
    {
        var session = Some.Session(Note("r", 0));
        session.Insert(new Order());
        Assert.Equal(0, session.Fire(new CancellationToken(true)));
        Assert.Equal(1, session.Fire());
    }

    [Fact]
    public void Token_cancelled_by_an_action_ends_the_round()
    {
        using var source = new CancellationTokenSource();
        var session = Some.Session(new Given(r =>
        {
            Order order = null!;
            r.When().Match(() => order);
            r.Then().Do(ctx => source.Cancel()).Do(ctx => _seen.Add(ctx.CancellationToken.IsCancellationRequested.ToString()));
        }));
        session.InsertAll([new Order(), new Order()]);
        Assert.Equal(1, session.Fire(source.Token));
        Assert.Equal(["True"], _seen);
    }

    [Fact]
    public void Agenda_shows_and_forgets_what_waits()
    {
        var session = Some.Session(Note("r", 0));
        Assert.True(session.Agenda.IsEmpty);
        var order = new Order { Key = "a" };
        session.Insert(order);
        Assert.Same(order, session.Agenda.Peek()!.Facts.Single().Value);
        session.Agenda.Clear();
        Assert.Equal(0, session.Fire());
        session.Update(order);
        Assert.Equal(1, session.Fire());
    }

    [Fact]
    public void Nested_round_fires_what_waits_and_the_outer_goes_on()
    {
        ISession session = null!;
        session = Some.Session(new Given(r =>
        {
            Order order = null!;
            r.When().Match(() => order);
            r.Then().Do(_ => Nest(order, session));
        }));
        session.InsertAll([new Order { Key = "1" }, new Order { Key = "2" }]);
        Assert.Equal(1, session.Fire());
        Assert.Equal(["1", "2", "nested 1"], _seen);
    }

    [Fact]
    public void Rules_that_keep_firing_each_other_are_named()
    {
        var session = Some.Session(
            new Given(r => Loop(r, "ping", "pong"), "ping to pong"), new Given(r => Loop(r, "pong", "ping"), "pong to ping"));
        session.CycleLimit = 5_000;
        session.Insert(new Order { Key = "ping" });
        var thrown = Assert.Throws<RuleCycleException>(() => session.Fire());
        Assert.Equal(["ping to pong", "pong to ping"], thrown.Rules.Order());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Rule_that_updates_its_own_fact_for_ever_is_named_and_the_session_goes_on(bool isAwaited)
    {
        var count = 0;
        var session = Some.Session(
            new Given(
                r =>
                {
                    Order order = null!;
                    r.When().Match(() => order, o => o.IsOpen);
                    r.Then().Do(ctx => ctx.Update(order)).Do(_ => _seen.Add("again"));
                },
                "own"),
            Note("low", -1));
        session.Events.RuleFiredEvent += (_, _) => count++;
        var order = new Order { Key = "a" };
        session.Insert(order);
        var thrown = isAwaited
            ? await Assert.ThrowsAsync<RuleCycleException>(() => session.FireAsync())
            : Assert.Throws<RuleCycleException>(() => session.Fire());
        Assert.Equal(["own"], thrown.Rules);
        Assert.InRange(count, 50_000, 150_000);
        order.IsOpen = false;
        session.Update(order);
        _seen.Clear();
        session.Fire();
        Assert.Equal(["low a"], _seen);
    }

    [Fact]
    public void Limit_of_firings_ends_a_rule_that_updates_its_own_fact()
    {
        var session = Some.Session(new Given(r =>
        {
            Order order = null!;
            r.When().Match(() => order);
            r.Then().Do(ctx => ctx.Update(order));
        }));
        session.Insert(new Order());
        Assert.Equal(10, session.Fire(10));
    }

    private static void Loop(Given rule, string from, string to)
    {
        Order order = null!;
        rule.When().Match(() => order, o => o.Key == from);
        rule.Then().Do(ctx => SetKey(ctx, order, to));
    }

    private static void SetKey(IContext context, Order order, string key)
    {
        order.Key = key;
        context.Update(order);
    }

    private void Nest(Order order, ISession session)
    {
        _seen.Add(order.Key);
        if (order.Key == "1")
        {
            _seen.Add($"nested {session.Fire()}");
        }
    }

    private Given Note(string name, int priority) => new(
        r =>
        {
            Order order = null!;
            r.Priority(priority);
            r.When().Match(() => order);
            r.Then().Do(_ => _seen.Add(name + " " + order.Key));
        },
        name);

    [Repeatability(RuleRepeatability.NonRepeatable)]
    private sealed class Once : Rule
    {
        public override void Define()
        {
            Order order = null!;
            When().Match(() => order);
            Then().Do(_ => order.ToString());
        }
    }
}
