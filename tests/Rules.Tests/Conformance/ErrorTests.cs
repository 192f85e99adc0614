using Workflows.Rules.Extensibility;
using Workflows.Rules.RuleModel;
using Workflows.Rules.Tests.Fluent;

namespace Workflows.Rules.Tests.Conformance;

/// <summary>What a rule that throws does to the session, and what handlers, interceptors and resolvers see.</summary>
public class ErrorTests
{
    private readonly List<string> _seen = [];

    [Fact]
    public void Condition_that_throws_leaves_the_session_as_it_was_and_names_rule_condition_and_facts()
    {
        var session = Some.Session(Dividing(), Noting("other"));
        var bad = new Order { Key = "zero", Amount = 0 };
        var thrown = Assert.Throws<RuleLhsExpressionEvaluationException>(() => session.Insert(bad));
        Assert.Contains("dividing", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("order zero 0", thrown.Message, StringComparison.Ordinal);
        Assert.IsType<DivideByZeroException>(thrown.InnerException);
        Assert.Empty(session.Query<Order>());
        Assert.Equal(0, session.Fire());
        bad.Amount = 5;
        session.Insert(bad);
        Assert.Equal(2, session.Fire());
    }

    [Fact]
    public void Update_that_throws_leaves_the_match_as_it_was()
    {
        var session = Some.Session(Dividing());
        var order = new Order { Amount = 5 };
        session.Insert(order);
        order.Amount = 0;
        Assert.Throws<RuleLhsExpressionEvaluationException>(() => session.Update(order));
        order.Amount = 5;
        Assert.Equal(1, session.Fire());
    }

    [Fact]
    public void Batch_with_one_fact_that_throws_inserts_none()
    {
        var session = Some.Session(Dividing());
        Assert.Throws<RuleLhsExpressionEvaluationException>(() => session.InsertAll([new Order { Amount = 5 }, new Order()]));
        Assert.Empty(session.Query<Order>());
        Assert.Equal(0, session.Fire());
    }

    [Fact]
    public void Handled_failure_of_a_condition_counts_as_not_met()
    {
        var session = Some.Session(Dividing(), Noting("other"));
        session.Events.LhsExpressionFailedEvent += (_, e) =>
        {
            _seen.Add($"{e.Exception!.GetType().Name} {e.Facts.Single().Value} {e.Rules.Single().Name}");
            e.IsHandled = true;
        };
        session.Insert(new Order());
        Assert.Equal(1, session.Fire());
        Assert.Equal(["DivideByZeroException order  0 dividing", "other"], _seen);
    }

    [Fact]
    public void Action_that_throws_is_told_with_its_rule_and_the_rest_can_go_on()
    {
        var session = Some.Session(Throwing(), Noting("after"));
        session.Insert(new Order());
        var thrown = Assert.Throws<RuleRhsExpressionEvaluationException>(() => session.Fire());
        Assert.Equal("throwing", thrown.RuleName);
        Assert.IsType<InvalidOperationException>(thrown.InnerException);
        Assert.Equal(1, session.Fire());
        Assert.Equal(["before", "after"], _seen);
    }

    [Fact]
    public void Handled_failure_of_an_action_lets_the_next_action_run()
    {
        var session = Some.Session(Throwing());
        var fired = 0;
        session.Events.RuleFiredEvent += (_, _) => fired++;
        session.Events.RhsExpressionFailedEvent += (_, e) => e.IsHandled = true;
        session.Insert(new Order());
        Assert.Equal(1, session.Fire());
        Assert.Equal(1, fired);
        Assert.Equal(["before", "behind"], _seen);
    }

    [Fact]
    public void Failing_filter_leaves_the_session_as_it_was_or_rejects_when_handled()
    {
        var session = Some.Session(new Given(r =>
        {
            Order order = null!;
            r.When().Match(() => order);
            r.Filter().Where(() => 1 / order.Amount > 0);
            r.Then().Do(_ => _seen.Add("fired"));
        }));
        var order = new Order();
        Assert.Throws<AgendaExpressionEvaluationException>(() => session.Insert(order));
        Assert.Empty(session.Query<Order>());
        session.Events.AgendaExpressionFailedEvent += (_, e) => e.IsHandled = true;
        session.Insert(order);
        Assert.Equal(0, session.Fire());
    }

    [Fact]
    public void Interceptor_runs_the_actions_and_sees_what_they_throw()
    {
        var interceptor = new Interceptor(_seen);
        var session = Some.Session(Throwing());
        session.ActionInterceptor = interceptor;
        session.Insert(new Order());
        Assert.Throws<InvalidOperationException>(() => session.Fire());
        Assert.Equal(["intercepted throwing 3", "before"], _seen);
    }

    [Fact]
    public async Task Interceptor_runs_the_actions_of_an_awaited_round_too()
    {
        var session = Some.Session(Noting("noted"));
        session.ActionInterceptor = new Interceptor(_seen);
        session.Insert(new Order());
        Assert.Equal(1, await session.FireAsync());
        Assert.Equal(["intercepted noting 1", "noted"], _seen);
    }

    [Fact]
    public void Service_is_resolved_when_an_action_uses_it()
    {
        var session = Some.Session(new Given(r =>
        {
            Order order = null!;
            List<string> log = null!;
            r.Dependency().Resolve(() => log);
            r.When().Match(() => order);
            r.Then().Do(_ => log.Add(order.Key));
        }));
        session.Insert(new Order { Key = "a" });
        Assert.Throws<RuleRhsExpressionEvaluationException>(() => session.Fire());
        session.DependencyResolver = new Resolver(_seen);
        session.Insert(new Order { Key = "b" });
        session.Fire();
        Assert.Equal(["b"], _seen);
    }

    [Fact]
    public void Service_in_a_condition_is_refused_when_the_rule_is_defined()
    {
        Assert.Throws<Rules.Fluent.RuleDefinitionException>(() => Some.Session(new Given(r =>
        {
            Order order = null!;
            List<string> log = null!;
            r.Dependency().Resolve(() => log);
            r.When().Match(() => order, o => log.Contains(o.Key));
            r.Then().Do(_ => order.ToString());
        })));
    }

    [Fact]
    public async Task Asynchronous_action_is_awaited_and_its_failure_is_told()
    {
        var gate = new TaskCompletionSource();
        var session = Some.Session(new Given(r =>
        {
            Order order = null!;
            r.When().Match(() => order);
            r.Then().Do(_ => WaitFor(gate.Task, order)).Do(_ => _seen.Add("then"));
        }));
        session.Insert(new Order { Key = "a" });
        var round = session.FireAsync();
        Assert.False(round.IsCompleted);
        Assert.Empty(_seen);
        gate.SetResult();
        Assert.Equal(1, await round);
        Assert.Equal(["a", "then"], _seen);
        session.Insert(new Order { Key = "bad" });
        await Assert.ThrowsAsync<RuleRhsExpressionEvaluationException>(() => session.FireAsync());
    }

    [Fact]
    public void Compilation_cancelled_gives_no_half_made_factory()
    {
        var rule = new Rules.Fluent.RuleDefinitionFactory().Create(Noting("x"));
        Assert.Throws<OperationCanceledException>(() => new RuleCompiler().Compile([rule], new CancellationToken(true)));
    }

    private async Task WaitFor(Task gate, Order order)
    {
        await gate;
        if (order.Key == "bad")
        {
            throw new InvalidOperationException("bad");
        }

        _seen.Add(order.Key);
    }

    private static Given Dividing() => new(
        r =>
        {
            Order order = null!;
            r.When().Match(() => order, o => 10 / o.Amount > 1);
            r.Then().Do(_ => order.ToString());
        },
        "dividing");

    private Given Noting(string what) => new(
        r =>
        {
            Order order = null!;
            r.When().Match(() => order);
            r.Then().Do(_ => _seen.Add(what));
        },
        "noting");

    private Given Throwing() => new(
        r =>
        {
            Order order = null!;
            r.When().Match(() => order);
            r.Then().Do(_ => _seen.Add("before")).Do(_ => Fail()).Do(_ => _seen.Add("behind"));
        },
        "throwing");

    private static void Fail() => throw new InvalidOperationException("as arranged");

    private sealed class Interceptor(List<string> seen) : IActionInterceptor
    {
        public void Intercept(IContext context, IEnumerable<IActionInvocation> actions)
        {
            seen.Add($"intercepted {context.Rule.Name} {actions.Count()}");
            foreach (var action in actions)
            {
                action.Invoke();
            }
        }
    }

    private sealed class Resolver(List<string> service) : IDependencyResolver
    {
        public object Resolve(IResolutionContext context, Type serviceType) => service;
    }
}
