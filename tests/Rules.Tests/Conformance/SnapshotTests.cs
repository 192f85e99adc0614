using Workflows.Rules.RuleModel;
using Workflows.Rules.Fluent;
using Workflows.Rules.Fluent.Dsl;
using Workflows.Rules.Tests.Fluent;

namespace Workflows.Rules.Tests.Conformance;

/// <summary>Snapshots, forks and rules that change under a running session.</summary>
public class SnapshotTests
{
    private readonly List<string> _seen = [];

    [Fact]
    public void Restored_session_has_the_facts_conclusions_and_firings_of_the_snapshot()
    {
        var session = Some.Session(Big(), Chained(), Totals());
        var (a, b) = (new Order { Key = "a", Amount = 9 }, new Order { Key = "b", Amount = 8 });
        session.Insert(a);
        session.Fire();
        session.Insert(b);
        var snapshot = session.Snapshot();
        session.Fire();
        session.RetractAll([a, b]);
        session.Fire();
        Assert.Empty(session.Query<object>());
        _seen.Clear();
        session.Restore(snapshot);
        Assert.Equal(["a", "b", "big a", "next a"], Told(session));
        session.Fire();
        Assert.Equal(["big b", "total 17", "next b"], _seen);
        session.Retract(a);
        Assert.Equal(["b", "big b", "next b"], Told(session));
    }

    [Fact]
    public void Fork_and_original_go_their_own_ways()
    {
        var session = Some.Session(Big(), Chained());
        var order = new Order { Key = "a", Amount = 9 };
        session.Insert(order);
        var fork = session.Fork();
        Assert.Equal((2, 2), (fork.Fire(), session.Fire()));
        fork.Retract(order);
        Assert.Empty(fork.Query<object>());
        Assert.Equal(3, session.Query<object>().Count());
    }

    [Fact]
    public void Fork_of_copies_may_change_facts_in_place()
    {
        var session = Some.Session(Big());
        session.Insert(new Order { Key = "a", Amount = 9 });
        session.Fire();
        var fork = session.Fork(f => f is Order o ? new Order { Key = o.Key, Amount = o.Amount } : f);
        var copy = fork.Query<Order>().Single();
        copy.Amount = 1;
        fork.Update(copy);
        Assert.Empty(fork.Query<Alert>());
        Assert.Equal(9, session.Query<Order>().Single().Amount);
        Assert.Single(session.Query<Alert>());
    }

    [Fact]
    public void Undo_that_waits_runs_in_the_fork_too()
    {
        var session = Some.Session(new Given(r =>
        {
            Order order = null!;
            r.When().Match(() => order);
            r.Then().Do(_ => order.ToString()).Undo(_ => _seen.Add("undone " + order.Key));
        }));
        var order = new Order { Key = "a" };
        session.Insert(order);
        session.Fire();
        session.Retract(order);
        var fork = session.Fork();
        Assert.Equal((1, 1), (fork.Fire(), session.Fire()));
        Assert.Equal(["undone a", "undone a"], _seen);
    }

    [Fact]
    public void Change_filters_remember_the_last_firing_in_a_fork()
    {
        var session = Some.Session(new Given(r =>
        {
            Order order = null!;
            r.When().Match(() => order);
            r.Filter().OnChange(() => order.Amount);
            r.Then().Do(_ => order.ToString());
        }));
        var order = new Order { Amount = 1 };
        session.Insert(order);
        session.Fire();
        var fork = session.Fork();
        fork.Update(order);
        Assert.Equal(0, fork.Fire());
        order.Amount = 2;
        fork.Update(order);
        Assert.Equal(1, fork.Fire());
    }

    [Fact]
    public void Time_and_expiry_come_back_with_a_snapshot()
    {
        var now = new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);
        var session = Some.Session(Big());
        session.AdvanceTo(now);
        session.Insert(new Order { Amount = 9 }, now.AddDays(1));
        var snapshot = session.Snapshot();
        session.AdvanceTo(now.AddDays(2));
        Assert.Empty(session.Query<Order>());
        session.Restore(snapshot);
        Assert.Equal(now, session.Now);
        session.AdvanceTo(now.AddDays(1));
        Assert.Empty(session.Query<Order>());
    }

    [Fact]
    public void Added_rule_matches_the_facts_that_are_there_and_others_do_not_fire_again()
    {
        var session = Some.Session(Big());
        session.Insert(new Order { Key = "a", Amount = 9 });
        session.Fire();
        session.PutRules(Definition(Chained()));
        Assert.Equal(["big", "chained"], session.Rules.Select(r => r.Name));
        _seen.Clear();
        session.Fire();
        Assert.Equal(["next a"], _seen);
    }

    [Fact]
    public void Removed_rule_takes_its_conclusions_with_it_transitively()
    {
        var session = Some.Session(Big(), Chained());
        session.Insert(new Order { Key = "a", Amount = 9 });
        session.Fire();
        session.RemoveRules("big");
        Assert.Equal(["a"], Told(session));
        Assert.Equal(0, session.Fire());
        Assert.Throws<ArgumentException>(() => session.RemoveRules("big"));
    }

    [Fact]
    public void Replaced_rule_begins_anew()
    {
        var session = Some.Session(Big(), Chained());
        session.Insert(new Order { Key = "a", Amount = 9 });
        session.Fire();
        session.PutRules(Definition(Big(limit: 10)));
        Assert.Equal(["a"], Told(session));
        session.Insert(new Order { Key = "b", Amount = 11 });
        session.Fire();
        Assert.Equal(["a", "b", "big b", "next b"], Told(session));
    }

    [Fact]
    public void Rule_that_fails_on_the_facts_that_are_there_changes_nothing()
    {
        var session = Some.Session(Big());
        session.Insert(new Order { Key = "a", Amount = 9 });
        session.Fire();
        var failing = new Given(r =>
        {
            Order order = null!;
            r.When().Match(() => order, o => 1 / (o.Amount - 9) > 0);
            r.Then().Do(_ => order.ToString());
        });
        Assert.Throws<RuleLhsExpressionEvaluationException>(() => session.PutRules(Definition(failing)));
        Assert.Equal(["big"], session.Rules.Select(r => r.Name));
        Assert.Equal(["a", "big a"], Told(session));
    }

    [Fact]
    public void Rules_do_not_change_while_one_fires()
    {
        ISession session = null!;
        session = Some.Session(new Given(r =>
        {
            Order order = null!;
            r.When().Match(() => order);
            r.Then().Do(_ => session.RemoveRules("given"));
        }));
        session.Insert(new Order());
        Assert.IsType<InvalidOperationException>(
            Assert.Throws<RuleRhsExpressionEvaluationException>(() => session.Fire()).InnerException);
        session.RemoveRules("given");
        Assert.Empty(session.Rules);
    }

    [Fact]
    public void Snapshot_is_refused_while_conclusions_wait()
    {
        var session = Some.Session(Big());
        session.AutoPropagateLinkedFacts = false;
        session.Insert(new Order { Key = "a", Amount = 9 });
        session.Fire();
        Assert.Throws<InvalidOperationException>(() => session.Snapshot());
        session.PropagateLinked();
        Assert.Equal(2, session.Snapshot().FactCount);
    }

    private static IEnumerable<string> Told(ISession session) =>
        session.Query<object>().ToList().Select(f => f is Order o ? o.Key : $"{((Alert)f).Kind} {((Alert)f).Key}").Order();

    private static IRuleDefinition Definition(Rule rule) => new RuleDefinitionFactory().Create(rule);

    private Given Big(int limit = 5) => new(
        r =>
        {
            Order order = null!;
            r.When().Match(() => order, o => o.Amount > limit);
            r.Then().Yield(_ => new Alert("big", order.Key)).Do(_ => _seen.Add("big " + order.Key));
        },
        "big");

    private Given Chained() => new(
        r =>
        {
            Alert alert = null!;
            r.When().Match(() => alert, a => a.Kind == "big");
            r.Then().Yield(_ => new Alert("next", alert.Key)).Do(_ => _seen.Add("next " + alert.Key));
        },
        "chained");

    private Given Totals() => new(
        r =>
        {
            IEnumerable<Order> orders = null!;
            r.When().Query(() => orders, q => q.Match<Order>().Collect().Where(c => c.Any()));
            r.Then().Do(_ => _seen.Add($"total {orders.Sum(o => o.Amount)}"));
        },
        "totals");
}
