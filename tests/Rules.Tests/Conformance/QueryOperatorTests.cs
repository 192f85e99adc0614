using System.Linq.Expressions;
using Workflows.Rules.Aggregators;
using Workflows.Rules.Fluent.Dsl;
using Workflows.Rules.RuleModel;
using Workflows.Rules.Tests.Fluent;

namespace Workflows.Rules.Tests.Conformance;

/// <summary>Queries and aggregates, also where others have defects.</summary>
public class QueryOperatorTests
{
    private readonly List<string> _seen = [];

    [Fact]
    public void Lookup_follows_every_change_of_a_key()
    {
        List<IKeyedLookup<string, int>> seen = [];
        var session = Some.Session(new Given(r =>
        {
            IKeyedLookup<string, int> lookup = null!;
            r.When().Query(() => lookup, q => q.Match<Order>().Collect().ToLookup(o => o.Key, o => o.Amount));
            r.Then().Do(_ => seen.Add(lookup));
        }));
        var order = new Order { Key = "a", Amount = 1 };
        session.InsertAll([order, new Order { Key = "a", Amount = 2 }]);
        foreach (var key in new[] { "b", "c", "a", "d" })
        {
            order.Key = key;
            session.Update(order);
            session.Fire();
            Assert.Contains(1, seen[^1][key]);
        }

        session.Retract(order);
        Assert.Equal(["a"], seen[^1].Keys);
    }

    [Fact]
    public void Query_without_members_shows_its_empty_result_as_long_as_that_passes()
    {
        var session = Some.Session(new Given(r =>
        {
            Order order = null!;
            IEnumerable<Order> later = null!;
            r.When().Match(() => order)
                .Query(() => later, q => q.Match<Order>(o => o.Key == order.Key, o => o.Amount > order.Amount).Collect())
                .Having(() => later.Count() <= order.Tags.Length);
            r.Then().Do(_ => _seen.Add($"+{order.Amount}/{later.Count()}")).Undo(_ => _seen.Add($"-{order.Amount}"));
        }));
        var (low, high) = (new Order { Key = "a", Amount = 1 }, new Order { Key = "a", Amount = 2 });
        session.Insert(low);
        Assert.Equal(["+1/0"], Fired(session));
        session.Insert(high);
        Assert.Equal(["+2/0", "-1"], Fired(session));
        session.Retract(high);
        Assert.Equal(["+1/0", "-2"], Fired(session));
    }

    [Fact]
    public void Fact_becomes_a_member_of_its_own_query_by_its_update()
    {
        var session = Some.Session(new Given(r =>
        {
            Order order = null!;
            IEnumerable<Order> large = null!;
            r.When().Match(() => order, o => o.Key == "a")
                .Query(() => large, q => q.Match<Order>(o => o.Amount > 5).Collect().Where(c => c.Count() >= order.Tags.Length));
            r.Then().Do(_ => _seen.Add($"{large.Count()}"));
        }));
        var (own, other) = (new Order { Key = "a", Amount = 1, Tags = ["x", "y"] }, new Order { Key = "b", Amount = 9 });
        session.InsertAll([own, other]);
        Assert.Empty(Fired(session));
        own.Amount = 8;
        session.Update(own);
        Assert.Equal(["2"], Fired(session));
        own.Tags = ["x", "y", "z"];
        session.Update(own);
        Assert.Empty(Fired(session));
    }

    [Fact]
    public void Equal_projections_are_results_of_their_own()
    {
        var session = Some.Session(new Given(r =>
        {
            int amount = 0;
            r.When().Query(() => amount, q => q.Match<Order>().Select(o => o.Amount));
            r.Then().Do(_ => _seen.Add($"{amount}"));
        }));
        session.InsertAll([new Order { Amount = 1 }, new Order { Amount = 1 }]);
        Assert.Equal(2, session.Fire());
    }

    [Fact]
    public void Flattened_value_of_two_sources_is_one_until_both_are_gone()
    {
        var session = Some.Session(new Given(r =>
        {
            string tag = null!;
            r.When().Query(() => tag, q => q.Match<Order>().SelectMany(o => o.Tags));
            r.Then().Do(_ => _seen.Add("+" + tag)).Undo(_ => _seen.Add("-" + tag));
        }));
        var (a, b) = (new Order { Tags = ["x", "y"] }, new Order { Tags = ["x"] });
        session.InsertAll([a, b]);
        session.Fire();
        session.Retract(a);
        session.Fire();
        session.Retract(b);
        session.Fire();
        Assert.Equal(["+x", "+y", "-y", "-x"], _seen.Where(s => s != "+x").Prepend("+x"));
    }

    [Fact]
    public void Groups_move_with_their_members_and_null_is_a_key()
    {
        var session = Some.Session(new Given(r =>
        {
            IGrouping<string, int> group = null!;
            r.When().Query(() => group, q => q.Match<Order>().GroupBy(o => o.Key, o => o.Amount));
            r.Then().Do(_ => _seen.Add($"{group.Key ?? "null"}:{string.Join(",", group)}"));
        }));
        var (a, b) = (new Order { Key = null!, Amount = 1 }, new Order { Key = "k", Amount = 2 });
        session.InsertAll([a, b]);
        session.Fire();
        a.Key = "k";
        session.Update(a);
        session.Fire();
        Assert.Equal(["null:1", "k:2", "k:2,1"], _seen);
    }

    [Fact]
    public void Sorted_collection_is_live_and_equal_keys_stand_in_the_order_of_arrival()
    {
        var session = Some.Session(new Given(r =>
        {
            IEnumerable<Order> orders = null!;
            r.When().Query(() => orders, q => q.Match<Order>().Collect().OrderByDescending(o => o.Amount).ThenBy(o => o.Key));
            r.Then().Do(_ => _seen.Add(string.Concat(orders.Select(o => o.Key))));
        }));
        var late = new Order { Key = "z", Amount = 1 };
        session.InsertAll([new Order { Key = "b", Amount = 2 }, new Order { Key = "a", Amount = 2 }, late]);
        session.Fire();
        late.Amount = 3;
        session.Update(late);
        session.Fire();
        Assert.Equal(["abz", "zab"], _seen);
    }

    [Fact]
    public void Query_from_a_bound_value_is_evaluated_anew_with_it()
    {
        var session = Some.Session(new Given(r =>
        {
            IEnumerable<Order> orders = null!;
            IEnumerable<Order> big = null!;
            r.When().Query(() => orders, q => q.Match<Order>().Collect())
                .Query(() => big, q => q.From(() => orders).SelectMany(o => o).Where(o => o.Amount > 1).Collect())
                .Having(() => big.Any());
            r.Then().Do(_ => _seen.Add($"{big.Count()}"));
        }));
        session.InsertAll([new Order { Amount = 1 }, new Order { Amount = 2 }]);
        session.Fire();
        Assert.Equal(["1"], _seen);
    }

    [Fact]
    public void Aggregates_are_no_facts_of_the_working_memory()
    {
        var session = Some.Session(new Given(r =>
        {
            IEnumerable<Order> orders = null!;
            r.When().Query(() => orders, q => q.Match<Order>().Collect());
            r.Then().Do(ctx => _seen.Add($"{ctx.Match.Facts.Single().Source!.SourceType}"))
                .Do(ctx => _seen.Add($"{ctx.Match.Facts.Single().Source!.Facts.Count()}"));
        }));
        session.Insert(new Order());
        session.Fire();
        Assert.Empty(session.Query<IEnumerable<Order>>());
        Assert.Equal(["Aggregate", "1"], _seen);
    }

    [Fact]
    public void Custom_aggregate_by_name_is_told_of_every_change()
    {
        var compiler = new RuleCompiler();
        compiler.AggregatorRegistry.RegisterFactory("Greatest", typeof(GreatestFactory));
        Given Rule(bool isNamed) => new(r =>
        {
            int greatest = 0;
            r.When().Query(() => greatest, q => q.Match<Order>().Greatest(o => o.Amount, isNamed));
            r.Then().Do(_ => _seen.Add($"{greatest}"));
        });

        foreach (var isNamed in new[] { true, false })
        {
            _seen.Clear();
            var session = compiler.Compile([new Rules.Fluent.RuleDefinitionFactory().Create(Rule(isNamed))]).CreateSession();
            var (a, b) = (new Order { Amount = 1 }, new Order { Amount = 5 });
            session.InsertAll([a, b]);
            session.Fire();
            a.Amount = 9;
            session.Update(a);
            session.Fire();
            session.Retract(a);
            session.Fire();
            session.Retract(b);
            Assert.Equal(0, session.Fire());
            Assert.Equal(["5", "9", "5"], _seen);
        }
    }

    [Fact]
    public void Sum_of_a_group_follows_each_member_and_a_failed_change()
    {
        var session = Some.Session(new Given(r =>
        {
            IGrouping<string, Order> group = null!;
            var total = 0;
            r.When().Query(() => group, q => q.Match<Order>(o => 100 / (o.Amount + 1) >= 0).GroupBy(o => o.Key))
                .Let(() => total, () => group.Sum(o => o.Amount));
            r.Then().Do(_ => _seen.Add($"{group.Key}{total}"));
        }));
        var (a, b) = (new Order { Key = "k", Amount = 1 }, new Order { Key = "k", Amount = 2 });
        session.InsertAll([a, b]);
        session.Fire();
        b.Amount = 7;
        session.Update(b);
        session.Fire();
        Assert.Throws<RuleLhsExpressionEvaluationException>(() =>
            session.InsertAll([new Order { Key = "k", Amount = 100 }, new Order { Key = "k", Amount = -1 }]));
        session.Update(a);
        session.Fire();
        a.Key = "m";
        session.Update(a);
        session.Fire();
        session.Retract(b);
        session.Insert(new Order { Key = "m", Amount = 4 });
        session.Fire();
        Assert.Equal(["k3", "k8", "k8", "k7", "m1", "m5"], _seen);
    }

    [Fact]
    public void Member_whose_move_between_groups_fails_is_back_in_its_group()
    {
        var session = Some.Session(
            new Given(r =>
            {
                IGrouping<string, Order> group = null!;
                r.When().Query(() => group, q => q.Match<Order>().GroupBy(o => o.Key));
                r.Then().Do(_ => _seen.Add($"{group.Key}:{string.Join(",", group.Select(o => o.Amount))}"));
            }),
            new Given(
                r =>
                {
                    IEnumerable<Order> orders = null!;
                    r.When().Query(() => orders, q => q.Match<Order>().Collect().Where(c => c.All(o => 9 / o.Amount >= 0)));
                    r.Then().Do(_ => orders.ToString());
                },
                "dividing"));
        var (a, b, c) = (new Order { Key = "x", Amount = 1 }, new Order { Key = "x", Amount = 2 }, new Order { Key = "y", Amount = 3 });
        session.InsertAll([a, b, c]);
        session.Fire();
        (a.Key, a.Amount) = ("y", 0);
        Assert.Throws<RuleLhsExpressionEvaluationException>(() => session.Update(a));
        (a.Key, a.Amount) = ("x", 1);
        _seen.Clear();
        session.UpdateAll([b, c]);
        session.Fire();
        Assert.Equal(["x:1,2", "y:3"], _seen);
    }

    internal sealed class GreatestFactory : IAggregatorFactory
    {
        private IAggregateExpression? _selector;

        public void Compile(AggregateElement element, IEnumerable<IAggregateExpression> compiledExpressions)
        {
            Assert.Equal(typeof(Order), element.Source.ValueType);
            Assert.Equal(typeof(int), element.ResultType);
            _selector = compiledExpressions.FindSingle("Selector");
        }

        public IAggregator Create() => new GreatestAggregator(_selector!);
    }

    private List<string> Fired(ISession session)
    {
        session.Fire();
        List<string> seen = [.. _seen.Order(StringComparer.Ordinal)];
        _seen.Clear();
        return seen;
    }

    private sealed class GreatestAggregator(IAggregateExpression selector) : IAggregator
    {
        private readonly Dictionary<IFact, int> _values = [];
        private object? _told;

        public IEnumerable<AggregationResult> Add(AggregationContext context, ITuple tuple, IEnumerable<IFact> facts) =>
            Modify(context, tuple, facts);

        public IEnumerable<AggregationResult> Modify(AggregationContext context, ITuple tuple, IEnumerable<IFact> facts)
        {
            foreach (var fact in facts)
            {
                _values[fact] = (int)selector.Invoke(context, tuple, fact)!;
            }

            return Tell();
        }

        public IEnumerable<AggregationResult> Remove(AggregationContext context, ITuple tuple, IEnumerable<IFact> facts)
        {
            foreach (var fact in facts)
            {
                _values.Remove(fact);
            }

            return Tell();
        }

        private AggregationResult[] Tell()
        {
            var before = _told;
            _told = _values.Count == 0 ? null : _values.Values.Max();
            return (before, _told) switch
            {
                (null, null) => AggregationResult.Empty,
                (null, _) => [AggregationResult.Added(_told, _values.Keys)],
                (_, null) => [AggregationResult.Removed(before)],
                _ => [AggregationResult.Modified(_told, before, _values.Keys)],
            };
        }
    }
}

internal static class GreatestOperator
{
    public static IQuery<int> Greatest<TSource>(this IQuery<TSource> source, Expression<Func<TSource, int>> selector, bool isNamed)
    {
        KeyValuePair<string, LambdaExpression>[] expressions = [new("Selector", selector)];
        if (isNamed)
        {
            source.Builder.Aggregate<TSource, int>("Greatest", expressions);
        }
        else
        {
            source.Builder.Aggregate<TSource, int>("Unregistered", expressions, typeof(QueryOperatorTests.GreatestFactory));
        }

        return new QueryExpression<int>(source.Builder);
    }
}
