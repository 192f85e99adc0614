using Workflows.Rules.Fluent.Dsl;
using Workflows.Rules.RuleModel;
using Workflows.Rules.Tests.Fluent;

namespace Workflows.Rules.Tests.Conformance;

/// <summary>How the results of queries live: which instance they are, in what order members stand, when a rule fires again.</summary>
public class QueryLifeTests
{
    private readonly List<string> _seen = [];

    [Fact]
    public void Collected_fact_that_is_updated_keeps_its_place()
    {
        var session = Some.Session(new Given(r =>
        {
            IEnumerable<Order> orders = null!;
            r.When().Query(() => orders, q => q.Match<Order>(o => o.IsOpen).Collect());
            r.Then().Do(_ => _seen.Add(Keys(orders)));
        }));
        var (a, b, c) = (new Order { Key = "a" }, new Order { Key = "b" }, new Order { Key = "c" });
        session.InsertAll([a, b, c]);
        session.Fire();
        session.Update(a);
        session.Fire();
        b.IsOpen = false;
        session.Update(b);
        session.Fire();
        b.IsOpen = true;
        session.Update(b);
        session.Fire();
        Assert.Equal(["abc", "abc", "ac", "acb"], _seen);
    }

    [Fact]
    public void Sorted_fact_that_is_updated_goes_behind_its_equals()
    {
        var session = Some.Session(new Given(r =>
        {
            IEnumerable<Order> orders = null!;
            r.When().Query(() => orders, q => q.Match<Order>().Collect().OrderBy(o => o.IsOpen).ThenByDescending(o => o.Amount));
            r.Then().Do(_ => _seen.Add(Keys(orders)));
        }));
        var (a, b, c) = (new Order { Key = "a" }, new Order { Key = "b" }, new Order { Key = "c", Amount = 1 });
        session.InsertAll([a, b, c]);
        session.Fire();
        session.Update(a);
        session.Fire();
        session.Retract(b);
        session.Fire();
        Assert.Equal(["cab", "cba", "ca"], _seen);
    }

    [Fact]
    public void Group_stays_one_object_until_it_is_empty_and_there_is_none_without_facts()
    {
        List<IGrouping<string, Order>> groups = [];
        var session = Some.Session(new Given(r =>
        {
            IGrouping<string, Order> group = null!;
            r.When().Query(() => group, q => q.Match<Order>().GroupBy(o => o.Key));
            r.Then().Do(_ => groups.Add(group));
        }));
        Assert.Equal(0, session.Fire());
        var (first, second) = (new Order { Key = "k" }, new Order { Key = "k" });
        session.Insert(first);
        session.Fire();
        session.Insert(second);
        session.Fire();
        Assert.Same(groups[0], groups[1]);
        session.RetractAll([first, second]);
        session.Insert(first);
        session.Fire();
        Assert.NotSame(groups[0], groups[2]);
        Assert.Same(first, groups[2].Single());
    }

    [Theory]
    [InlineData("collect")]
    [InlineData("group")]
    [InlineData("lookup")]
    [InlineData("sorted")]
    public void Update_that_changes_nothing_fires_the_rule_again_once_for_a_batch(string kind)
    {
        var session = Some.Session(new Given(r => DefineOne(kind, r)));
        Order[] orders = [new Order { Key = "k" }, new Order { Key = "k" }];
        session.InsertAll(orders);
        Assert.Equal(1, session.Fire());
        session.UpdateAll(orders);
        Assert.Equal(1, session.Fire());
        session.Update(orders[0]);
        Assert.Equal(1, session.Fire());
        Assert.Equal(["2", "2", "2"], _seen);
    }

    [Fact]
    public void Condition_on_the_result_lets_the_match_come_and_go()
    {
        var session = Some.Session(new Given(r =>
        {
            IGrouping<string, Order> group = null!;
            r.When().Query(() => group, q => q.Match<Order>().GroupBy(o => o.Key).Where(g => g.Count() > 1, g => g.Key != "x"));
            r.Then().Do(_ => _seen.Add("+" + group.Count())).Undo(_ => _seen.Add("-"));
        }));
        var late = new Order { Key = "k" };
        session.InsertAll([new Order { Key = "k" }, new Order { Key = "x" }, new Order { Key = "x" }]);
        Assert.Equal(0, session.Fire());
        session.Insert(late);
        session.Fire();
        session.Retract(late);
        session.Fire();
        Assert.Equal(["+2", "-"], _seen);
    }

    [Fact]
    public void Selected_result_is_told_as_updated_with_its_source()
    {
        var session = Some.Session(new Given(r =>
        {
            string key = null!;
            r.When().Query(() => key, q => q.Match<Order>().Select(o => o.Key).Where(k => k != "hidden"));
            r.Then().Action(_ => _seen.Add("+" + key), ActionTrigger.Activated).Action(_ => _seen.Add("~" + key), ActionTrigger.Reactivated)
                .Action(_ => _seen.Add("-"), ActionTrigger.Deactivated);
        }));
        var order = new Order { Key = "a" };
        session.Insert(order);
        session.Fire();
        foreach (var key in new[] { "b", "b", "hidden", "c" })
        {
            order.Key = key;
            session.Update(order);
            session.Fire();
        }

        Assert.Equal(["+a", "~b", "~b", "-", "+c"], _seen);
    }

    [Fact]
    public void Query_of_a_rule_reads_names_bound_before_it_and_joins_with_what_follows()
    {
        var session = Some.Session(new Given(r =>
        {
            Customer customer = null!;
            IEnumerable<Order> orders = null!;
            var total = 0;
            Alert alert = null!;
            r.When()
                .Match(() => customer)
                .Query(() => orders, q => q.Match<Order>(o => o.Key == customer.Name).Collect())
                .Let(() => total, () => orders.Sum(o => o.Amount))
                .Having(() => total > customer.Level)
                .Match(() => alert, a => a.Key == customer.Name && a.Kind.Length < total);
            r.Then().Do(_ => _seen.Add($"{customer.Name} {total} {alert.Kind}"));
        }));
        var order = new Order { Key = "c", Amount = 3 };
        session.InsertAll([new Customer { Name = "c", Level = 2 }, new Customer { Name = "d" }, order, new Alert("vip", "c")]);
        Assert.Equal(0, session.Fire());
        order.Amount = 4;
        session.Update(order);
        Assert.Equal(1, session.Fire());
        Assert.Equal(["c 4 vip"], _seen);
    }

    [Fact]
    public void Query_over_a_base_class_or_an_interface_takes_every_fact_of_it()
    {
        var session = Some.Session(new Given(r =>
        {
            IEnumerable<IComparable> all = null!;
            IEnumerable<Order> orders = null!;
            r.When().Query(() => all, q => q.Match<IComparable>().Collect()).Query(() => orders, q => q.Match<Order>().Collect());
            r.Then().Do(_ => _seen.Add($"{all.Count()} {orders.Count()}"));
        }));
        session.InsertAll(["text", 5, new BigOrder(), new Order()]);
        session.Fire();
        Assert.Equal(["2 2"], _seen);
    }

    private void DefineOne(string kind, Given r)
    {
        IEnumerable<Order> orders = null!;
        IGrouping<string, Order> group = null!;
        IKeyedLookup<string, Order> lookup = null!;
        _ = kind switch
        {
            "collect" => r.When().Query(() => orders, q => q.Match<Order>().Collect().Where(c => c.Any())),
            "sorted" => r.When().Query(() => orders, q => q.Match<Order>().Collect().OrderBy(o => o.Key).Where(c => c.Any())),
            "group" => r.When().Query(() => group, q => q.Match<Order>().GroupBy(o => o.Key)),
            _ => r.When().Query(() => lookup, q => q.Match<Order>().Collect().ToLookup(o => o.Key).Where(l => l.Contains("k"))),
        };
        r.Then().Do(_ => _seen.Add($"{(orders ?? group ?? lookup["k"]).Count()}"));
    }

    private static string Keys(IEnumerable<Order> orders) => string.Concat(orders.Select(o => o.Key));
}
