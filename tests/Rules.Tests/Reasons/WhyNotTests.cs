using Workflows.Rules.Fluent.Dsl;
using Workflows.Rules.Reasons;
using Workflows.Rules.RuleModel;
using Workflows.Rules.Tests.Fluent;
using Workflows.Rules.Testing;

namespace Workflows.Rules.Tests.Reasons;

public class WhyNotTests : RulesTestFixture
{
    [Fact]
    public void Rule_without_facts_reaches_no_step()
    {
        Setup.Rule<Upgrade>();
        var attempt = Assert.Single(Session.WhyNot("upgrade").Attempts);
        Assert.Equal((0, 4), (attempt.Reached, attempt.Steps));
        Assert.Equal(Obstacle.NothingThere, attempt.Obstacle);
        Assert.Equal("customer: Customer", attempt.Step);
    }

    [Fact]
    public void Threshold_that_is_missed_tells_the_smallest_change()
    {
        Setup.Rule<Upgrade>();
        var near = new Order { Key = "c", Amount = 480 };
        Session.InsertAll([new Customer { Name = "c" }, new Order { Key = "c", Amount = 20 }, near, new Order { Key = "d", Amount = 900 }]);
        var attempt = Assert.Single(Session.WhyNot("upgrade").Attempts);
        Assert.Equal((1, 4), (attempt.Reached, attempt.Steps));
        Assert.Same(near, attempt.Candidate);
        Assert.Equal("order.Amount > 500", attempt.Failed!.Text);
        Assert.Equal(KeyValuePair.Create("order.Amount", (object?)480), Assert.Single(attempt.Failed.Values));
        var flip = attempt.Failed.Flip!;
        Assert.Equal((ComparisonOperator.Greater, (object)500, (object)21m, false),
            (flip.Operator, flip.Bound, flip.Change, flip.IsJustBeyond));
    }

    [Fact]
    public void Absence_that_is_missed_names_the_fact_that_is_there()
    {
        Setup.Rule<Upgrade>();
        var alert = new Alert("fraud", "c");
        Session.InsertAll([new Customer { Name = "c" }, new Order { Key = "c", Amount = 600 }, alert]);
        var attempt = Assert.Single(Session.WhyNot("upgrade").Attempts);
        Assert.Equal((2, Obstacle.Forbidden), (attempt.Reached, attempt.Obstacle));
        Assert.Same(alert, attempt.Candidate);
    }

    [Fact]
    public void Query_that_is_missed_tells_its_result()
    {
        Setup.Rule<Upgrade>();
        Session.InsertAll([new Customer { Name = "c" }, new Order { Key = "c", Amount = 600 }]);
        var attempt = Assert.Single(Session.WhyNot("upgrade").Attempts);
        Assert.Equal((3, Obstacle.ConditionFails), (attempt.Reached, attempt.Obstacle));
        Assert.Equal("orders.Count() > 1", attempt.Failed!.Text);
        Assert.Equal("order c 600", ((IEnumerable<Order>)attempt.Candidate!).Single().ToString());
    }

    [Fact]
    public void Full_matches_are_told_with_what_holds_them_back()
    {
        Setup.Rule<Upgrade>();
        Session.InsertAll([new Customer { Name = "c" }, new Order { Key = "c", Amount = 600 }, new Order { Key = "c", Amount = 2 }]);
        var waiting = Session.WhyNot("upgrade");
        Assert.Equal(1, waiting.Matches);
        Assert.Equal("1 × it waits to be fired", Assert.Single(waiting.HeldBack).En);
        Session.Fire();
        Assert.Equal("1 个：已经触发过", Assert.Single(Session.WhyNot("upgrade").HeldBack).Zh);
    }

    [Fact]
    public void Question_about_one_fact_looks_at_that_fact_alone()
    {
        Setup.Rule<Upgrade>();
        var (mine, other) = (new Order { Key = "c", Amount = 100 }, new Order { Key = "c", Amount = 499 });
        Session.InsertAll([new Customer { Name = "c" }, mine, other]);
        var about = Session.WhyNot("upgrade", new Dictionary<string, object?> { ["order"] = mine });
        Assert.Same(mine, Assert.Single(about.Attempts).Candidate);
        Assert.Equal(401m, about.Attempts[0].Failed!.Flip!.Change);
    }

    [Fact]
    public void Attempts_are_limited_and_the_rest_is_counted()
    {
        Setup.Rule<Upgrade>();
        Session.InsertAll(Enumerable.Range(0, 30).Select(i => new Customer { Name = $"c{i}" }));
        var answer = Session.WhyNot("upgrade");
        Assert.Equal((20, 10), (answer.Attempts.Count, answer.MoreAttempts));
    }

    [Fact]
    public void Condition_that_throws_is_an_answer_too()
    {
        Setup.Rule<Upgrade>();
        Session.InsertAll([new Customer { Name = "c" }]);
        var rule = new Workflows.Rules.Fluent.RuleDefinitionFactory().Create(new Throwing());
        var attempt = Assert.Single(Session.WhyNot(rule).Attempts);
        Assert.Null(attempt.Failed!.Holds);
        Assert.Contains("cannot be answered", Session.WhyNot(rule).Text.En, StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_is_violated_names_the_violating_fact()
    {
        Setup.Rule<AllOpen>();
        var closed = new Order { Key = "x", IsOpen = false };
        Session.InsertAll([new Order(), closed]);
        var attempt = Assert.Single(Session.WhyNot(nameof(AllOpen)).Attempts);
        Assert.Equal(Obstacle.Violated, attempt.Obstacle);
        Assert.Same(closed, attempt.Candidate);
    }

    [Fact]
    public void Either_branch_of_a_choice_is_told()
    {
        Setup.Rule<Either>();
        Session.Insert(new Order { Amount = 5 });
        Assert.Equal(["order.Amount > 10", "order.Key == \"vip\""],
            Session.WhyNot(nameof(Either)).Attempts.Select(a => a.Failed!.Text));
    }

    [Fact]
    public void Asking_leaves_the_session_as_it_was()
    {
        Setup.Rule<Upgrade>();
        Session.InsertAll([new Customer { Name = "c" }, new Order { Key = "c", Amount = 600 }, new Order { Key = "c", Amount = 2 }]);
        Session.WhyNot("upgrade");
        Assert.Equal(1, Session.Fire());
        Assert.Equal(3, Session.Query<object>().Count());
    }

    [Fact]
    public void Answer_in_words_tells_step_candidate_condition_and_change()
    {
        Setup.Rule<Upgrade>();
        Session.InsertAll([new Customer { Name = "c" }, new Order { Key = "c", Amount = 480 }]);
        var text = Session.WhyNot("upgrade").Text;
        Assert.Equal("""
            Rule upgrade does not hold
            Step 1 of 4 reached: customer = c
              order: Order: closest is order c 480
                does not hold: order.Amount > 500 [order.Amount = 480]
                  it would hold with order.Amount > 500: change by +21
            """.ReplaceLineEndings("\n"), text.En);
        Assert.Equal("""
            规则 upgrade 不成立
            共 4 步，满足到第 1 步：customer = c
              “order: Order”：最接近的是 order c 480
                不成立：order.Amount > 500 [order.Amount = 480]
                  若 order.Amount > 500 则成立：需变化 +21
            """.ReplaceLineEndings("\n"), text.Zh);
    }

    [Fact]
    public void Group_that_must_hold_tells_the_inner_condition_of_the_match_that_gets_furthest()
    {
        Setup.Rule<Covered>();
        var near = new Order { Key = "c", Amount = 80 };
        var other = new Order { Key = "d", Amount = 900 };
        Session.InsertAll([new Customer { Name = "c" }, new Customer { Name = "d" }, new Alert("watch", "c"), other, near]);
        var attempt = Session.WhyNot("covered").Attempts.Single(a => ((Customer)a.Bindings["customer"]!).Name == "c");
        Assert.Equal((1, 2), (attempt.Reached, attempt.Steps));
        Assert.Same(near, attempt.Candidate);
        Assert.Equal("order.Amount > 100", attempt.Failed!.Text);
        Assert.Equal(21m, attempt.Failed.Flip!.Change);
        Assert.Equal((1, 2, Obstacle.ConditionFails), (attempt.Inner!.Reached, attempt.Inner.Steps, attempt.Inner.Obstacle));
        Assert.Equal(new Alert("watch", "c"), attempt.Inner.Bindings["alert"]);
    }

    [Fact]
    public void Group_without_its_first_fact_says_so()
    {
        Setup.Rule<Covered>();
        Session.InsertAll([new Customer { Name = "c" }, new Order { Key = "c", Amount = 900 }]);
        var attempt = Assert.Single(Session.WhyNot("covered").Attempts);
        Assert.Equal((Obstacle.NothingThere, 0, "alert: Alert"), (attempt.Obstacle, attempt.Inner!.Reached, attempt.Inner.Step));
    }

    [Fact]
    public void Group_that_must_not_hold_names_the_facts_by_which_it_does()
    {
        Setup.Rule<Uncovered>();
        var (alert, order) = (new Alert("watch", "c"), new Order { Key = "c", Amount = 900 });
        Session.InsertAll([new Customer { Name = "c" }, alert, new Alert("watch", "d"), order, new Order { Key = "d", Amount = 900 }]);
        var attempt = Assert.Single(Session.WhyNot("uncovered").Attempts);
        Assert.Equal(Obstacle.Forbidden, attempt.Obstacle);
        Assert.Equal([alert, order], (IReadOnlyList<object?>)attempt.Candidate!);
    }

    [Fact]
    public void Absence_inside_a_group_that_must_hold_names_the_fact_that_is_there()
    {
        Setup.Rule<Calm>();
        var order = new Order { Key = "c", Amount = 900 };
        Session.InsertAll([new Customer { Name = "c" }, new Alert("watch", "c"), order]);
        var attempt = Assert.Single(Session.WhyNot("calm").Attempts);
        Assert.Equal((Obstacle.Forbidden, 1), (attempt.Obstacle, attempt.Inner!.Reached));
        Assert.Same(order, attempt.Candidate);
    }

    [Fact]
    public void Group_in_words_is_told_step_by_step()
    {
        Setup.Rule<Covered>();
        Session.InsertAll([new Customer { Name = "c" }, new Alert("watch", "c"), new Order { Key = "c", Amount = 80 }]);
        var text = Session.WhyNot("covered").Text;
        Assert.Equal("""
            Rule covered does not hold
            Step 1 of 2 reached: customer = c
              exists (alert: Alert, order: Order): inside it 1 of 2 steps are reached
                alert = Alert { Kind = watch, Key = c }
                order: Order: closest is order c 80
                  does not hold: order.Amount > 100 [order.Amount = 80]
                    it would hold with order.Amount > 100: change by +21
            """.ReplaceLineEndings("\n"), text.En);
        Assert.Contains("其中共 2 步，满足到第 1 步", text.Zh, StringComparison.Ordinal);
    }

    [Name("covered")]
    public sealed class Covered : Rule
    {
        public override void Define()
        {
            Customer customer = null!;
            Alert alert = null!;
            Order order = null!;
            When().Match(() => customer)
                .Exists(x => x
                    .Match(() => alert, a => a.Kind == "watch", a => a.Key == customer.Name)
                    .Match(() => order, o => o.Key == alert.Key, o => o.Amount > 100));
            Then().Do(_ => customer.ToString());
        }
    }

    [Name("uncovered")]
    public sealed class Uncovered : Rule
    {
        public override void Define()
        {
            Customer customer = null!;
            Alert alert = null!;
            Order order = null!;
            When().Match(() => customer)
                .Not(x => x
                    .Match(() => alert, a => a.Kind == "watch", a => a.Key == customer.Name)
                    .Match(() => order, o => o.Key == alert.Key, o => o.Amount > 100));
            Then().Do(_ => customer.ToString());
        }
    }

    [Name("calm")]
    public sealed class Calm : Rule
    {
        public override void Define()
        {
            Customer customer = null!;
            Alert alert = null!;
            When().Match(() => customer)
                .Exists(x => x
                    .Match(() => alert, a => a.Kind == "watch", a => a.Key == customer.Name)
                    .Not<Order>(o => o.Key == alert.Key, o => o.Amount > 100));
            Then().Do(_ => customer.ToString());
        }
    }

    [Name("upgrade")]
    public sealed class Upgrade : Rule
    {
        public override void Define()
        {
            Customer customer = null!;
            Order order = null!;
            IEnumerable<Order> orders = null!;
            When()
                .Match(() => customer)
                .Match(() => order, o => o.Key == customer.Name, o => o.Amount > 500)
                .Not<Alert>(a => a.Kind == "fraud", a => a.Key == customer.Name)
                .Query(() => orders, q => q.Match<Order>(o => o.Key == customer.Name).Collect().Where(c => c.Count() > 1));
            Then().Do(_ => customer.ToString());
        }
    }

    public sealed class Throwing : Rule
    {
        public override void Define()
        {
            Customer customer = null!;
            When().Match(() => customer, c => c.Name.Substring(5) == "x");
            Then().Do(_ => customer.ToString());
        }
    }

    [Name(nameof(AllOpen))]
    public sealed class AllOpen : Rule
    {
        public override void Define()
        {
            When().All<Order>(o => o.IsOpen);
            Then().Do(_ => Console.Out.Flush());
        }
    }

    [Name(nameof(Either))]
    public sealed class Either : Rule
    {
        public override void Define()
        {
            Order order = null!;
            When().Or(x => x.Match(() => order, o => o.Amount > 10).Match(() => order, o => o.Key == "vip"));
            Then().Do(_ => Console.Out.Flush());
        }
    }
}
