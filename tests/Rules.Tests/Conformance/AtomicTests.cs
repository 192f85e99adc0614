using Workflows.Rules.Fluent.Dsl;
using Workflows.Rules.Tests.Fluent;

namespace Workflows.Rules.Tests.Conformance;

/// <summary>A change and what follows from it for conclusions, handlers and conditions that meddle: all of it, or nothing.</summary>
public class AtomicTests
{
    private readonly List<string> _seen = [];
    private int _divisor = 1;

    [Fact]
    public void Retraction_whose_withdrawn_conclusion_makes_a_condition_throw_leaves_fact_and_conclusion()
    {
        var session = Some.Session(Big(), RatioOfAlerts());
        var (order, other) = (new Order { Key = "a", Amount = 9 }, new Order { Key = "b", Amount = 8 });
        session.InsertAll([order, other]);
        session.Fire();
        session.Retract(other);
        _divisor = 0;
        Assert.Throws<RuleLhsExpressionEvaluationException>(() => session.Retract(order));
        Assert.Equal(["order a 9", "Alert { Kind = big, Key = a }"], session.Query<object>().Select(o => o.ToString()));
        Assert.Equal("big", session.Why(new Alert("big", "a"))!.Because.Single().Rule.Name);
        session.Insert(new Alert("more", "c"));
        session.Retract(order);
        Assert.Equal(["Alert { Kind = more, Key = c }"], session.Query<object>().Select(o => o.ToString()));
    }

    [Fact]
    public void Conclusion_that_makes_a_condition_throw_is_not_drawn_and_the_others_are()
    {
        var session = Some.Session(Big(), Given("check", r =>
        {
            Alert alert = null!;
            r.When().Match(() => alert, a => 10 / a.Key.Length > 0);
            r.Then().Do(_ => _seen.Add(alert.Key));
        }));
        session.InsertAll([new Order { Key = "", Amount = 9 }, new Order { Key = "b", Amount = 9 }]);
        Assert.Throws<RuleLhsExpressionEvaluationException>(() => session.Fire());
        session.Fire();
        Assert.Equal(["b"], _seen);
        Assert.Equal(["b"], session.Query<Alert>().Select(a => a.Key));
    }

    [Fact]
    public void Condition_that_changes_its_session_is_refused_and_nothing_has_happened()
    {
        ISession? session = null;
        session = Some.Session(Given("meddling", r =>
        {
            Order order = null!;
            r.When().Match(() => order, o => session!.TryInsert(new Alert("x", o.Key)));
            r.Then().Do(_ => _seen.Add(order.Key));
        }));
        var thrown = Assert.Throws<RuleLhsExpressionEvaluationException>(() => session.Insert(new Order()));
        Assert.IsType<InvalidOperationException>(thrown.InnerException);
        Assert.Empty(session.Query<object>());
    }

    [Fact]
    public void Handler_of_a_new_match_may_insert_and_retract()
    {
        var session = Some.Session(Big());
        session.Events.ActivationCreatedEvent += (_, e) =>
        {
            var order = (Order)e.Facts.Single().Value!;
            if (order.Key == "a")
            {
                session.Insert(new Order { Key = "b", Amount = 9 });
                session.Retract(order);
            }
        };
        session.InsertAll([new Order { Key = "a", Amount = 9 }, new Order { Key = "c", Amount = 9 }]);
        Assert.Equal(2, session.Fire());
        Assert.Equal(["b", "c"], session.Query<Alert>().Select(a => a.Key).Order());
    }

    [Fact]
    public void Handler_that_throws_is_told_after_the_agenda_has_heard_of_the_whole_change()
    {
        var session = Some.Session(Big());
        session.Events.ActivationCreatedEvent += (_, _) => throw new InvalidOperationException("handler");
        Assert.Throws<InvalidOperationException>(() => session.InsertAll([
            new Order { Key = "a", Amount = 9 }, new Order { Key = "b", Amount = 9 }]));
        Assert.Equal(2, session.Fire());
    }

    [Fact]
    public void Stated_conclusion_retracted_together_with_its_reason_goes()
    {
        var session = Some.Session(Big());
        var order = new Order { Key = "a", Amount = 9 };
        session.Insert(order);
        session.Fire();
        var alert = session.Query<Alert>().Single();
        session.Insert(alert, DateTimeOffset.UnixEpoch);
        session.RetractAll([order, alert]);
        Assert.Empty(session.Query<object>());
        session.AdvanceTo(DateTimeOffset.UnixEpoch.AddDays(1));
    }

    [Fact]
    public void Restore_forgets_conclusions_that_wait()
    {
        var session = Some.Session(Big());
        var snapshot = session.Snapshot();
        session.AutoPropagateLinkedFacts = false;
        session.Insert(new Order { Key = "a", Amount = 9 });
        session.Fire();
        session.Restore(snapshot);
        Assert.Empty(session.PropagateLinked());
        Assert.Empty(session.Query<object>());
    }

    private static Given Given(string name, Action<Given> define) => new(define, name);

    private static Given Big() => Given("big", r =>
    {
        Order order = null!;
        r.When().Match(() => order, o => o.Amount > 7);
        r.Then().Yield(_ => new Alert("big", order.Key));
    });

    private Given RatioOfAlerts() => Given("ratio", r =>
    {
        IEnumerable<Alert> alerts = null!;
        r.When().Query(() => alerts, q => q.Match<Alert>().Collect().Where(c => 10 / (c.Count() + _divisor) > 0));
        r.Then().Do(_ => _seen.Add("ratio"));
    });
}
