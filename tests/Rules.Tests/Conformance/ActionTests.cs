using Workflows.Rules.Extensibility;
using Workflows.Rules.Fluent.Dsl;
using Workflows.Rules.RuleModel;
using Workflows.Rules.Tests.Fluent;

namespace Workflows.Rules.Tests.Conformance;

/// <summary>What actions get and can do: triggers, context, services, interception.</summary>
public class ActionTests
{
    private readonly List<string> _seen = [];

    [Fact]
    public void Action_runs_for_each_of_its_triggers_in_the_order_written()
    {
        var session = Some.Session(new Given(r =>
        {
            Order order = null!;
            r.When().Match(() => order, o => o.IsOpen);
            r.Then()
                .Action(_ => _seen.Add("1"), ActionTrigger.Activated | ActionTrigger.Deactivated)
                .Action(_ => _seen.Add("2"), ActionTrigger.Reactivated)
                .Do(_ => _seen.Add("3"))
                .Action(_ => _seen.Add("4"), ActionTrigger.Activated | ActionTrigger.Reactivated | ActionTrigger.Deactivated);
        }));
        var order = new Order();
        session.Insert(order);
        session.Fire();
        session.Update(order);
        session.Fire();
        session.Retract(order);
        Assert.Equal(1, session.Fire());
        Assert.Equal(["1", "3", "4", "2", "3", "4", "1", "4"], _seen);
    }

    [Fact]
    public void Match_withdrawn_and_made_anew_before_its_undo_ran_does_both()
    {
        var session = Some.Session(new Given(r =>
        {
            Order order = null!;
            r.When().Match(() => order, o => o.IsOpen);
            r.Then().Do(ctx => _seen.Add($"do {ctx.Match.Trigger}")).Undo(ctx => _seen.Add($"undo {ctx.Match.Trigger}"));
        }));
        var order = new Order();
        session.Insert(order);
        session.Fire();
        order.IsOpen = false;
        session.Update(order);
        order.IsOpen = true;
        session.Update(order);
        session.Fire();
        Assert.Equal(["do Created", "undo Removed", "do Created"], _seen);
    }

    [Fact]
    public void Context_changes_facts_one_by_one_and_in_batches()
    {
        var session = Some.Session(new Given(r =>
        {
            Customer customer = null!;
            r.When().Match(() => customer);
            r.Then().Do(ctx => Work(ctx));
        }));
        session.Insert(new Customer());
        session.Fire();
        Assert.Equal(["a", "c"], session.Query<Order>().Select(o => o.Key));
        Assert.Equal(["False", "True", "False", "False"], _seen);
    }

    [Fact]
    public void Context_knows_rule_match_and_linked_keys()
    {
        var session = Some.Session(new Given(
            r =>
            {
                Order order = null!;
                r.When().Match(() => order);
                r.Then().Do(ctx => ctx.InsertLinked("k", new Alert("x", order.Key)))
                    .Do(ctx => _seen.Add($"{ctx.Rule.Name} {ctx.Match.Rule.Name}"))
                    .Do(ctx => _seen.Add($"{string.Join(",", ctx.GetLinkedKeys())} {ctx.GetLinked("k")}"))
                    .Do(ctx => _seen.Add($"{ctx.Match.Facts.Single().Declaration.Name} {ctx.GetLinked("other") == null}"));
            },
            "named"));
        session.Insert(new Order { Key = "o" });
        session.Fire();
        Assert.Equal(["named named", "k Alert { Kind = x, Key = o }", "order True"], _seen);
    }

    [Fact]
    public void Service_comes_from_the_session_and_otherwise_from_its_factory()
    {
        var factory = Some.Factory(new Given(r =>
        {
            Order order = null!;
            r.When().Match(() => order);
            r.Then().Do(ctx => ctx.Resolve<List<string>>().Add(order.Key));
        }));
        var others = new List<string>();
        factory.DependencyResolver = new Resolver(_seen);
        var (one, two) = (factory.CreateSession(), factory.CreateSession());
        two.DependencyResolver = new Resolver(others);
        one.Insert(new Order { Key = "one" });
        two.Insert(new Order { Key = "two" });
        one.Fire();
        two.Fire();
        Assert.Equal(["one"], _seen);
        Assert.Equal(["two"], others);
    }

    [Fact]
    public void Service_is_asked_for_each_time_an_action_runs_that_uses_it_and_not_otherwise()
    {
        var resolver = new Resolver(_seen);
        var session = Some.Session(new Given(
            r =>
            {
                Order order = null!;
                List<string> log = null!;
                r.Dependency().Resolve(() => log);
                r.When().Match(() => order);
                r.Then().Do(_ => order.ToString()).Do(_ => log.Add(order.Key)).Do(_ => log.Add("and " + order.Key));
            },
            "served"));
        session.DependencyResolver = resolver;
        session.Insert(new Order { Key = "a" });
        session.Fire();
        Assert.Equal(["a", "and a"], _seen);
        Assert.Equal(["served System.Collections.Generic.List`1[System.String]"], resolver.Asked.Distinct());
        Assert.Equal(2, resolver.Asked.Count);
        Assert.Same(session, resolver.Session);
    }

    [Fact]
    public void Interceptor_sees_arguments_and_triggers_and_decides_what_runs()
    {
        var session = Some.Session(new Given(r =>
        {
            Order order = null!;
            r.When().Match(() => order);
            r.Then().Do(_ => _seen.Add("ran " + order.Key)).Do(ctx => _seen.Add("skipped"));
        }));
        session.ActionInterceptor = new First(_seen);
        session.Insert(new Order { Key = "a" });
        Assert.Equal(1, session.Fire());
        Assert.Equal(["order a 0 Activated, Reactivated", "ran a"], _seen);
    }

    [Fact]
    public void Interceptor_of_the_factory_is_every_sessions()
    {
        var factory = Some.Factory(new Given(r =>
        {
            Order order = null!;
            r.When().Match(() => order);
            r.Then().Do(_ => _seen.Add("ran " + order.Key));
        }));
        factory.ActionInterceptor = new First(_seen);
        var session = factory.CreateSession();
        session.Insert(new Order { Key = "a" });
        session.Fire();
        Assert.Equal(["order a 0 Activated, Reactivated", "ran a"], _seen);
    }

    [Fact]
    public void Conclusions_of_a_firing_that_failed_are_drawn_and_the_next_round_goes_on()
    {
        var session = Some.Session(new Given(r =>
        {
            Order order = null!;
            r.When().Match(() => order);
            r.Then().Yield(_ => new Alert("x", order.Key)).Do(_ => Check(order));
        }));
        session.InsertAll([new Order { Key = "bad" }, new Order { Key = "good" }]);
        Assert.Throws<RuleRhsExpressionEvaluationException>(() => session.Fire());
        Assert.Equal(["bad"], session.Query<Alert>().Select(a => a.Key));
        Assert.Equal(1, session.Fire());
        Assert.Equal(["bad", "good"], session.Query<Alert>().Select(a => a.Key));
    }

    private static void Check(Order order)
    {
        if (order.Key == "bad")
        {
            throw new InvalidOperationException("as arranged");
        }
    }

    private void Work(IContext context)
    {
        var (a, b, c) = (new Order { Key = "a" }, new Order { Key = "b" }, new Order { Key = "c" });
        _seen.Add(context.TryUpdate(a).ToString());
        context.InsertAll([a, b]);
        _seen.Add(context.TryInsert(c).ToString());
        _seen.Add(context.TryInsert(c).ToString());
        context.UpdateAll([a, b, c]);
        context.RetractAll([b]);
        _seen.Add(context.TryRetract(b).ToString());
    }

    private sealed class Resolver(List<string> service) : IDependencyResolver
    {
        public List<string> Asked { get; } = [];

        public ISession? Session { get; private set; }

        public object Resolve(IResolutionContext context, Type serviceType)
        {
            Session = context.Session;
            Asked.Add($"{context.Rule.Name} {serviceType}");
            return service;
        }
    }

    private sealed class First(List<string> seen) : IActionInterceptor
    {
        public void Intercept(IContext context, IEnumerable<IActionInvocation> actions)
        {
            var first = actions.First();
            seen.Add($"{string.Join(" ", first.Arguments)} {first.Trigger}");
            first.Invoke();
        }
    }
}
