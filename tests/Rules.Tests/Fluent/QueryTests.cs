using Workflows.Rules.Fluent.Dsl;
using Workflows.Rules.RuleModel;
using Workflows.Rules.Testing;

namespace Workflows.Rules.Tests.Fluent;

public class QueryTests : RulesTestFixture
{
    [Fact]
    public void Collect_gives_a_list_even_when_empty_and_the_same_list_when_it_changes()
    {
        Setup.Rule<AllOrders>();
        IEnumerable<Order>? first = null;
        Assert.Equal(1, Session.Fire());
        Verify(x => x.Rule().Fired(Matched.Fact<IEnumerable<Order>>().Callback(f => first = f)));
        Recorder.Clear();
        Session.InsertAll([new Order { Key = "a" }, new Order { Key = "b" }]);
        Assert.Equal(1, Session.Fire());
        Verify(x => x.Rule().Fired(Matched.Fact<IEnumerable<Order>>(f => ReferenceEquals(f, first) && f.Count() == 2)));
    }

    [Fact]
    public void Group_by_moves_a_fact_whose_key_changes()
    {
        Setup.Rule<ByKey>();
        var orders = new[] { new Order { Key = "a" }, new Order { Key = "a" }, new Order { Key = "b" } };
        Session.InsertAll(orders);
        Assert.Equal(2, Session.Fire());
        Recorder.Clear();
        orders[2].Key = "a";
        Session.Update(orders[2]);
        Assert.Equal(1, Session.Fire());
        Verify(x => x.Rule().Fired(Matched.Fact<IGrouping<string, Order>>(g => g.Key == "a" && g.Count() == 3)));
    }

    [Fact]
    public void Correlated_collect_has_one_list_for_each_outer_match()
    {
        Setup.Rule<OrdersOfCustomer>();
        var customers = new[] { new Customer { Name = "a" }, new Customer { Name = "b" } };
        var order = new Order { Key = "a" };
        Session.InsertAll(customers);
        Session.InsertAll([order, new Order { Key = "a" }, new Order { Key = "b" }]);
        Assert.Equal(1, Session.Fire());
        Verify(x => x.Rule().Fired(Matched.Fact<IEnumerable<Order>>(f => f.Count() == 2)));
        Recorder.Clear();
        order.Key = "b";
        Session.Update(order);
        Assert.Equal(1, Session.Fire());
        Verify(x => x.Rule().Fired(Matched.Fact<Customer>(c => c.Name == "b"), Matched.Fact<IEnumerable<Order>>(f => f.Count() == 2)));
    }

    [Fact]
    public void Select_gives_equal_values_of_two_facts_twice()
    {
        Setup.Rule<Amounts>();
        Session.InsertAll([new Order { Amount = 5 }, new Order { Amount = 5 }]);
        Assert.Equal(2, Session.Fire());
    }

    [Fact]
    public void SelectMany_gives_each_distinct_value_while_someone_has_it()
    {
        Setup.Rule<EachTag>();
        var a = new Order { Tags = ["x", "y"] };
        var b = new Order { Tags = ["y"] };
        Session.InsertAll([a, b]);
        Assert.Equal(2, Session.Fire());
        Session.Retract(a);
        Assert.Equal(0, Session.Agenda.IsEmpty ? 0 : Session.Fire());
        a.Tags = ["x"];
        Session.Insert(a);
        Assert.Equal(1, Session.Fire());
    }

    [Fact]
    public void Lookup_survives_keys_that_move_twice()
    {
        Setup.Rule<Lookup>();
        var order = new Order { Key = "a" };
        Session.InsertAll([order, new Order { Key = "b" }]);
        foreach (var key in new[] { "b", "c", "a" })
        {
            order.Key = key;
            Session.Update(order);
            Recorder.Clear();
            Assert.Equal(1, Session.Fire());
            Verify(x => x.Rule().Fired(Matched.Fact<IKeyedLookup<string, int>>(l => l.Keys.Contains(key) && l[key].Any())));
        }

        Session.Retract(order);
        Assert.Equal(1, Session.Fire());
    }

    [Fact]
    public void Order_by_keeps_the_list_sorted()
    {
        Setup.Rule<Sorted>();
        var orders =
            new[] { new Order { Amount = 3, Key = "a" }, new Order { Amount = 1, Key = "b" }, new Order { Amount = 3, Key = "c" } };
        Session.InsertAll(orders);
        Session.Fire();
        Verify(x => x.Rule().Fired(Matched.Fact<IEnumerable<Order>>(l => string.Concat(l.Select(o => o.Key)) == "cab")));
    }

    [Fact]
    public void Query_chain_filters_between_its_operators()
    {
        Setup.Rule<BigGroups>();
        Session.InsertAll(Enumerable.Range(0, 6).Select(i => new Order { Key = i < 4 ? "a" : $"b{i}", Amount = i }));
        Assert.Equal(1, Session.Fire());
        Verify(x => x.Rule().Fired(Matched.Fact<IEnumerable<int>>(l => l.Single() == 6)));
    }

    [Fact]
    public void From_starts_at_a_bound_value()
    {
        Setup.Rule<TagsOfGroup>();
        Session.InsertAll([new Order { Tags = ["x", "y"] }, new Order { Tags = ["y", "z"] }]);
        Assert.Equal(3, Session.Fire());
    }

    public class AllOrders : Rule
    {
        public override void Define()
        {
            IEnumerable<Order> orders = null!;
            When().Query(() => orders, q => q.Match<Order>().Collect());
            Then().Do(ctx => ctx.GetLinkedKeys());
        }
    }

    public class ByKey : Rule
    {
        public override void Define()
        {
            IGrouping<string, Order> group = null!;
            When().Query(() => group, q => q.Match<Order>().GroupBy(o => o.Key));
            Then().Do(ctx => ctx.GetLinkedKeys());
        }
    }

    public class OrdersOfCustomer : Rule
    {
        public override void Define()
        {
            Customer customer = null!;
            IEnumerable<Order> orders = null!;
            When().Match(() => customer)
                .Query(() => orders, q => q.Match<Order>(o => o.Key == customer.Name).Collect().Where(c => c.Count() > 1));
            Then().Do(ctx => ctx.GetLinkedKeys());
        }
    }

    public class Amounts : Rule
    {
        public override void Define()
        {
            int amount = 0;
            When().Query(() => amount, q => q.Match<Order>().Select(o => o.Amount));
            Then().Do(ctx => ctx.GetLinkedKeys());
        }
    }

    public class EachTag : Rule
    {
        public override void Define()
        {
            string tag = null!;
            When().Query(() => tag, q => q.Match<Order>().SelectMany(o => o.Tags));
            Then().Do(ctx => ctx.GetLinkedKeys());
        }
    }

    public class Lookup : Rule
    {
        public override void Define()
        {
            IKeyedLookup<string, int> lookup = null!;
            When().Query(() => lookup, q => q.Match<Order>().Collect().ToLookup(o => o.Key, o => o.Amount));
            Then().Do(ctx => ctx.GetLinkedKeys());
        }
    }

    public class Sorted : Rule
    {
        public override void Define()
        {
            IEnumerable<Order> orders = null!;
            When().Query(() => orders, q => q.Match<Order>().Collect().OrderByDescending(o => o.Amount).ThenByDescending(o => o.Key));
            Then().Do(ctx => ctx.GetLinkedKeys());
        }
    }

    public class BigGroups : Rule
    {
        public override void Define()
        {
            IEnumerable<int> totals = null!;
            When().Query(() => totals, q =>
                q.Match<Order>().GroupBy(o => o.Key).Where(g => g.Count() > 2).Select(g => g.Sum(o => o.Amount)).Collect());
            Then().Do(ctx => ctx.GetLinkedKeys());
        }
    }

    public class TagsOfGroup : Rule
    {
        public override void Define()
        {
            IEnumerable<Order> orders = null!;
            string tag = null!;
            When().Query(() => orders, q => q.Match<Order>().Collect())
                .Query(() => tag, q => q.From(() => orders).SelectMany(c => c.SelectMany(o => o.Tags)));
            Then().Do(ctx => ctx.GetLinkedKeys());
        }
    }
}
