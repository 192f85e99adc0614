using Workflows.Rules.Fluent.Dsl;
using Workflows.Rules.Testing;

namespace Workflows.Rules.Tests.Fluent;

public class PatternTests : RulesTestFixture
{
    [Fact]
    public void Pattern_matches_facts_of_derived_types()
    {
        Setup.Rule<OpenOrder>();
        Session.Insert(new BigOrder { Key = "a" });
        Session.Insert(new Order { Key = "b", IsOpen = false });
        Assert.Equal(1, Session.Fire());
        Verify(x => x.Rule().Fired(Matched.Fact<Order>(o => o.Key == "a")));
    }

    [Fact]
    public void Join_gives_each_combination_once_and_a_fact_may_meet_itself()
    {
        Setup.Rule<SameKey>();
        Session.InsertAll([new Order { Key = "k" }, new Order { Key = "k" }, new Order { Key = "other" }]);
        Assert.Equal(5, Session.Fire());
    }

    [Fact]
    public void Join_follows_updates_of_both_sides()
    {
        Setup.Rule<CustomerOrder>();
        var customer = new Customer { Name = "c" };
        var order = new Order { Key = "c" };
        Session.InsertAll([customer, order]);
        Assert.Equal(1, Session.Fire());
        order.Key = "d";
        Session.Update(order);
        Assert.Equal(0, Session.Fire());
        customer.Name = "d";
        Session.Update(customer);
        Assert.Equal(1, Session.Fire());
        Session.Update(order);
        Assert.Equal(1, Session.Fire());
        Session.Retract(customer);
        Session.Insert(customer);
        Assert.Equal(1, Session.Fire());
    }

    [Fact]
    public void Not_holds_while_nothing_matches()
    {
        Setup.Rule<NoOpenOrder>();
        Assert.Equal(1, Session.Fire());
        var order = new Order();
        Session.Insert(order);
        Assert.Equal(1, Session.Fire());
        Assert.Equal(1, NoOpenOrder.Undone);
        order.IsOpen = false;
        Session.Update(order);
        Assert.Equal(1, Session.Fire());
    }

    [Fact]
    public void Correlated_exists_gives_one_match_however_many_witnesses()
    {
        Setup.Rule<HasOrder>();
        var customer = new Customer { Name = "c" };
        var orders = new[] { new Order { Key = "c" }, new Order { Key = "c" } };
        Session.Insert(customer);
        Session.InsertAll(orders);
        Assert.Equal(1, Session.Fire());
        Session.Retract(orders[0]);
        Assert.Equal(0, Session.Fire());
        Session.Retract(orders[1]);
        Session.Insert(orders[1]);
        Assert.Equal(1, Session.Fire());
    }

    [Fact]
    public void Correlated_not_comes_and_goes_with_its_preventer()
    {
        Setup.Rule<HasNoOrder>();
        var customer = new Customer { Name = "c" };
        var order = new Order { Key = "c" };
        Session.InsertAll([order, customer]);
        Assert.Equal(0, Session.Fire());
        order.Key = "x";
        Session.Update(order);
        Assert.Equal(1, Session.Fire());
        customer.Name = "x";
        Session.Update(customer);
        Assert.Equal(0, Session.Fire());
        Session.Retract(order);
        Assert.Equal(1, Session.Fire());
    }

    [Fact]
    public void Group_under_not_and_exists_joins_inside_and_with_what_stands_before()
    {
        Setup.Rule<UnservedPreferred>();
        var (customer, order, alert) = (new Customer { Name = "c", IsPreferred = true }, new Order { Key = "c" }, new Alert("late", "c"));
        Session.InsertAll([customer, order]);
        Assert.Equal(1, Session.Fire());
        Session.Insert(alert);
        Session.Insert(new Order { Key = "c", Amount = 3 });
        Session.Fire();
        Session.Update(order);
        Assert.Equal(0, Session.Fire());
        Session.Retract(alert);
        Assert.Equal(1, Session.Fire());
        Session.Update(customer);
        Assert.Equal(1, Session.Fire());
    }

    [Fact]
    public void All_is_true_of_nothing_and_false_with_one_violation()
    {
        Setup.Rule<AllOpen>();
        Assert.Equal(1, Session.Fire());
        var order = new Order { IsOpen = false };
        Session.InsertAll([new Order(), order]);
        Assert.True(Session.Agenda.IsEmpty);
        order.IsOpen = true;
        Session.Update(order);
        Assert.Equal(1, Session.Fire());
    }

    [Fact]
    public void Or_fires_once_for_each_branch_that_holds()
    {
        Setup.Rule<EitherWay>();
        Session.Insert(new Order { Key = "k", Amount = 10 });
        Assert.Equal(2, Session.Fire());
    }

    [Fact]
    public void Let_and_having_compute_and_filter()
    {
        Setup.Rule<Doubled>();
        var order = new Order { Amount = 3 };
        Session.Insert(order);
        Assert.Equal(0, Session.Fire());
        order.Amount = 7;
        Session.Update(order);
        Assert.Equal(1, Session.Fire());
        Verify(x => x.Rule().Fired(Matched.Fact(14)));
    }

    [Fact]
    public void Rule_without_patterns_is_refused_when_defined()
    {
        Assert.Throws<Workflows.Rules.Fluent.RuleDefinitionException>(() => Setup.Rule<Empty>());
    }

    public class OpenOrder : Rule
    {
        public override void Define()
        {
            Order order = null!;
            When().Match(() => order, o => o.IsOpen);
            Then().Do(_ => Nothing());
        }

        private static void Nothing()
        {
        }
    }

    public class SameKey : Rule
    {
        public override void Define()
        {
            Order a = null!;
            Order b = null!;
            When().Match(() => a).Match(() => b, o => o.Key == a.Key);
            Then().Do(ctx => ctx.GetLinkedKeys());
        }
    }

    public class CustomerOrder : Rule
    {
        public override void Define()
        {
            Customer customer = null!;
            Order order = null!;
            When().Match(() => customer).Match(() => order, o => o.IsOpen, o => o.Key == customer.Name);
            Then().Do(ctx => ctx.GetLinkedKeys());
        }
    }

    public class NoOpenOrder : Rule
    {
        public static int Undone { get; set; }

        public override void Define()
        {
            Undone = 0;
            When().Not<Order>(o => o.IsOpen);
            Then().Do(ctx => ctx.GetLinkedKeys()).Undo(_ => Undo());
        }

        private static void Undo() => Undone++;
    }

    public class HasOrder : Rule
    {
        public override void Define()
        {
            Customer customer = null!;
            When().Match(() => customer).Exists<Order>(o => o.Key == customer.Name);
            Then().Do(ctx => ctx.GetLinkedKeys());
        }
    }

    public class HasNoOrder : Rule
    {
        public override void Define()
        {
            Customer customer = null!;
            When().Match(() => customer).Not<Order>(o => o.Key == customer.Name);
            Then().Do(ctx => ctx.GetLinkedKeys());
        }
    }

    public class AllOpen : Rule
    {
        public override void Define()
        {
            When().All<Order>(o => o.IsOpen);
            Then().Do(ctx => ctx.GetLinkedKeys());
        }
    }

    public class EitherWay : Rule
    {
        public override void Define()
        {
            Order byKey = null!;
            Order byAmount = null!;
            When().Or(x => x.Match(() => byKey, o => o.Key == "k").Match(() => byAmount, o => o.Amount > 5));
            Then().Do(_ => Check(byKey, byAmount));
        }

        private static void Check(Order? a, Order? b) => Assert.True(a is null ^ b is null);
    }

    public class Doubled : Rule
    {
        public override void Define()
        {
            Order order = null!;
            int twice = 0;
            When().Match(() => order).Let(() => twice, () => order.Amount * 2).Having(() => twice > 10);
            Then().Do(ctx => ctx.GetLinkedKeys());
        }
    }

    public class Empty : Rule
    {
        public override void Define()
        {
            When();
            Then().Do(ctx => ctx.GetLinkedKeys());
        }
    }

    public sealed class UnservedPreferred : Rule
    {
        public override void Define()
        {
            Customer customer = null!;
            Order order = null!;
            IEnumerable<Order> orders = null!;
            When().Match(() => customer, c => c.IsPreferred)
                .Exists(x => x.Query(() => orders, q => q.Match<Order>(o => o.Key == customer.Name).Collect().Where(c => c.Any())))
                .Not(x => x.Match(() => order, o => o.Key == customer.Name).Match<Alert>(a => a.Kind == "late", a => a.Key == order.Key));
            Then().Do(_ => customer.ToString());
        }
    }
}
