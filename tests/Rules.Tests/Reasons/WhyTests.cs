using Workflows.Rules.Fluent.Dsl;
using Workflows.Rules.Reasons;
using Workflows.Rules.RuleModel;
using Workflows.Rules.Tests.Fluent;
using Workflows.Rules.Testing;

namespace Workflows.Rules.Tests.Reasons;

public class WhyTests : RulesTestFixture
{
    [Fact]
    public void Fact_of_the_caller_is_given()
    {
        Setup.Rule<BigAlert>();
        var order = new Order { Key = "a", Amount = 1 };
        Session.Insert(order);
        var why = Session.Why(order)!;
        Assert.True(why.IsStated);
        Assert.Empty(why.Because);
        Assert.Equal("order a 1: given", why.Text.En);
        Assert.Equal("order a 1：由输入给出", why.Text.Zh);
    }

    [Fact]
    public void Unknown_fact_has_no_reason()
    {
        Setup.Rule<BigAlert>();
        Assert.Null(Session.Why(new Order()));
    }

    [Fact]
    public void Conclusion_names_rule_version_facts_and_values_transitively()
    {
        Setup.Rule<BigAlert>();
        Setup.Rule<Hold>();
        var order = new Order { Key = "a", Amount = 700 };
        Session.Insert(order);
        Assert.Equal(2, Session.Fire());
        var why = Session.Why(new Alert("hold", "a"))!;
        Assert.False(why.IsStated);
        var because = Assert.Single(why.Because);
        Assert.Equal("hold", because.Rule.Name);
        Assert.Matches("^[0-9a-f]{12}$", because.Version);
        var alert = Assert.Single(because.Bindings);
        Assert.Equal("alert", alert.Name);
        var behind = Assert.Single(alert.Because!.Because);
        Assert.Equal("big", behind.Rule.Name);
        Assert.Same(order, Assert.Single(behind.Bindings).Value);
        var condition = Assert.Single(behind.Conditions);
        Assert.Equal("order.Amount >= 500", condition.Text);
        Assert.True(condition.Holds);
        Assert.Equal([KeyValuePair.Create("order.Amount", (object?)700)], condition.Values);
        Assert.Contains("holds: order.Amount >= 500 [order.Amount = 700]", why.Text.En, StringComparison.Ordinal);
        Assert.Contains("成立：order.Amount >= 500 [order.Amount = 700]", why.Text.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void Conclusion_of_two_matches_has_two_reasons_until_one_goes()
    {
        Setup.Rule<BigAlert>();
        var orders = new[] { new Order { Key = "a", Amount = 600 }, new Order { Key = "a", Amount = 700 } };
        Session.InsertAll(orders);
        Session.Fire();
        Assert.Equal(2, Session.Why(new Alert("big", "a"))!.Because.Count);
        Session.Retract(orders[0]);
        Assert.Single(Session.Why(new Alert("big", "a"))!.Because);
    }

    [Fact]
    public void Sum_of_facts_names_the_facts()
    {
        Setup.Rule(Total());
        Session.InsertAll([new Order { Key = "a", Amount = 3 }, new Order { Key = "b", Amount = 4 }]);
        Session.Fire();
        var why = Session.Why(new Alert("total", "7"))!;
        var total = Assert.Single(Assert.Single(why.Because).Bindings);
        Assert.Equal(7, total.Value);
        Assert.Equal(["order a 3", "order b 4"], total.Members.Select(m => m.Fact.ToString()));
    }

    [Fact]
    public void Facts_that_support_each_other_are_told_once()
    {
        Setup.Rule<Echo>();
        Session.Insert(new Alert("ping", "a"));
        Session.Fire();
        var why = Session.Why(new Alert("pong", "a"))!;
        Assert.Contains("as told above", why.Text.En, StringComparison.Ordinal);
        Assert.Contains("见上文", why.Text.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void Version_given_by_a_front_end_is_told()
    {
        var order = new Declaration(typeof(Order), "order");
        var alert = RuleExpression.Create([order], typeof(Alert), a => new Alert("seen", ((Order)a[0]!).Key), text: "seen(order)");
        var rule = new RuleDefinition("seen", Element.AndGroup(Element.Pattern(typeof(Order), "order")), Element.ActionGroup(
            Element.Conclude(alert))) { Properties = new PropertyMap(new RuleProperty("Version", "v7")) };
        Setup.Rule(rule);
        Session.Insert(new Order { Key = "a" });
        Session.Fire();
        Assert.Equal("v7", Assert.Single(Session.Why(new Alert("seen", "a"))!.Because).Version);
    }

    [Fact]
    public void Log_of_a_firing_round_tells_what_fired_and_what_came_of_it()
    {
        Setup.Rule<BigAlert>();
        Setup.Rule<Hold>();
        var order = new Order { Key = "a", Amount = 700 };
        using var log = FiringLog.Of(Session);
        Session.Insert(order);
        Session.Fire();
        order.Amount = 1;
        Session.Update(order);
        Assert.Equal(
            ["Inserted", "Fired big", "Inserted", "Fired hold", "Inserted", "Updated", "Retracted", "Retracted"],
            log.Steps.Select(s => s.Kind == FiringStepKind.Fired ? $"Fired {s.Rule!.Name}" : s.Kind.ToString()));
        Assert.Equal("hold", log.Steps[4].Rule!.Name);
        Assert.Contains("规则 big 触发：order = order a 700", log.Text.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void Log_ends_when_it_is_disposed()
    {
        Setup.Rule<BigAlert>();
        var log = FiringLog.Of(Session);
        log.Dispose();
        Session.Insert(new Order());
        Assert.Empty(log.Steps);
    }

    internal static RuleDefinition Total()
    {
        var order = new Declaration(typeof(Order), "order");
        var total = new Declaration(typeof(int), "total");
        var amount = RuleExpression.Create([order], typeof(int), a => ((Order)a[0]!).Amount, text: "order.Amount");
        var sum = Element.Aggregate(typeof(int), AggregateNames.Sum, [Element.Expression(AggregateNames.Selector, amount)],
            Element.Pattern(typeof(Order), "order"));
        var enough = RuleExpression.Create([total], typeof(bool), a => (int)a[0]! > 5, text: "total > 5");
        var alert = RuleExpression.Create([total], typeof(Alert), a => new Alert("total", $"{a[0]}"), text: "alert");
        return new RuleDefinition("total", Element.AndGroup(Element.Pattern(total, [enough], sum)),
            Element.ActionGroup(Element.Conclude(alert)));
    }

    [Name("big")]
    public sealed class BigAlert : Rule
    {
        public override void Define()
        {
            Order order = null!;
            When().Match(() => order, o => o.Amount >= 500);
            Then().Yield(_ => new Alert("big", order.Key));
        }
    }

    [Name("hold")]
    public sealed class Hold : Rule
    {
        public override void Define()
        {
            Alert alert = null!;
            When().Match(() => alert, a => a.Kind == "big");
            Then().Yield(_ => new Alert("hold", alert.Key));
        }
    }

    public sealed class Echo : Rule
    {
        public override void Define()
        {
            Alert alert = null!;
            When().Match(() => alert);
            Then().Yield(_ => new Alert(alert.Kind == "ping" ? "pong" : "ping", alert.Key));
        }
    }
}
