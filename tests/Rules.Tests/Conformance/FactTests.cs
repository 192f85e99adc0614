using Workflows.Rules.Fluent.Dsl;
using Workflows.Rules.RuleModel;
using Workflows.Rules.Tests.Fluent;

namespace Workflows.Rules.Tests.Conformance;

/// <summary>Facts: identity, updates, batches, queries.</summary>
public class FactTests
{
    [Fact]
    public void Known_fact_is_not_inserted_again_and_unknown_ones_are_refused()
    {
        var session = Some.Session(Any());
        var order = new Order();
        Assert.Throws<ArgumentException>(() => session.Update(order));
        Assert.Throws<ArgumentException>(() => session.Retract(order));
        session.Insert(order);
        Assert.Throws<ArgumentException>(() => session.Insert(order));
        Assert.Equal((false, true, true, false),
            (session.TryInsert(order), session.TryUpdate(order), session.TryRetract(order), session.TryRetract(order)));
    }

    [Fact]
    public void Null_is_no_batch_and_an_empty_one_changes_nothing()
    {
        var session = Some.Session(new Given(r => r.When().Match<Order>()));
        Assert.Throws<ArgumentNullException>(() => session.InsertAll(null!));
        Assert.Throws<ArgumentNullException>(() => session.UpdateAll(null!));
        Assert.Throws<ArgumentNullException>(() => session.RetractAll(null!));
        session.InsertAll([]);
        session.UpdateAll([]);
        session.RetractAll([]);
        Assert.Equal(0, session.Fire());
    }

    [Fact]
    public void Single_facts_follow_a_batch_of_any_size()
    {
        for (var size = 0; size < 30; size++)
        {
            var session = Some.Session(Any());
            session.InsertAll(Enumerable.Range(0, size).Select(_ => new Order()));
            for (var more = 0; more < 30; more++)
            {
                var order = new Order();
                Assert.True(session.TryInsert(order));
                Assert.False(session.TryInsert(order));
                Assert.False(session.TryRetract(new Order()));
            }

            Assert.Equal(size + 30, session.Query<Order>().Count());
        }
    }

    [Fact]
    public void Null_is_no_fact()
    {
        var session = Some.Session(Any());
        Assert.Throws<ArgumentNullException>(() => session.Insert(null!));
        Assert.Throws<ArgumentNullException>(() => session.InsertAll([null!]));
    }

    [Fact]
    public void Equal_records_are_one_fact_and_another_of_the_same_identity_takes_its_place()
    {
        var session = Some.Session(Any());
        session.Insert(new Alert("a", "1"));
        Assert.False(session.TryInsert(new Alert("a", "1")));
        var other = new Alert("a", "1");
        session.Update(other);
        Assert.Same(other, session.Query<Alert>().Single());
    }

    [Fact]
    public void Record_changed_after_insertion_is_still_found_by_its_handle()
    {
        var session = Some.Session(Any());
        var fact = new Mutable { Key = "a" };
        session.Insert(fact);
        fact.Key = "b";
        session.Update(fact);
        Assert.True(session.TryInsert(new Mutable { Key = "a" }));
        Assert.False(session.TryInsert(new Mutable { Key = "b" }));
        session.Retract(fact);
        Assert.Single(session.Query<Mutable>());
    }

    [Fact]
    public void Identity_provider_decides_what_is_the_same_fact()
    {
        var session = Some.Session(Any());
        session.Insert(new Keyed { Id = 1, Value = 1 });
        Assert.False(session.TryInsert(new Keyed { Id = 1, Value = 2 }));
        session.Update(new Keyed { Id = 1, Value = 3 });
        Assert.Equal(3, session.Query<Keyed>().Single().Value);
    }

    [Fact]
    public void Registered_comparer_decides_what_is_the_same_fact()
    {
        var compiler = new RuleCompiler();
        compiler.FactIdentityComparerRegistry.RegisterComparer(
            EqualityComparer<Order>.Create((a, b) => a!.Key == b!.Key, o => o.Key.Length));
        var session = compiler.Compile([new Rules.Fluent.RuleDefinitionFactory().Create(Any())]).CreateSession();
        session.Insert(new Order { Key = "a" });
        Assert.False(session.TryInsert(new Order { Key = "a" }));
        Assert.True(session.TryInsert(new Order { Key = "b" }));
    }

    [Fact]
    public void Batch_is_all_or_nothing_and_reports_a_duplicate_inside_it()
    {
        var session = Some.Session(Any());
        var (a, b) = (new Order { Key = "a" }, new Order { Key = "b" });
        Assert.Throws<ArgumentException>(() => session.InsertAll([a, b, a]));
        Assert.Empty(session.Query<Order>());
        Assert.Equal(0, session.Fire());
        var result = session.TryInsertAll([a, b, a]);
        Assert.Equal((1, (object)a), (result.FailedCount, result.Failed.Single()));
        Assert.Empty(session.Query<Order>());
    }

    [Fact]
    public void Batch_that_skips_leaves_out_what_fails()
    {
        var session = Some.Session(Any());
        var (a, b, c) = (new Order(), new Order(), new Order());
        session.Insert(a);
        Assert.Equal(1, session.TryInsertAll([a, b], BatchOptions.SkipFailed).FailedCount);
        Assert.Equal(1, session.TryUpdateAll([b, c], BatchOptions.SkipFailed).FailedCount);
        Assert.Equal(1, session.TryRetractAll([a, c], BatchOptions.SkipFailed).FailedCount);
        Assert.Equal([b], session.Query<Order>());
    }

    [Fact]
    public void Batch_updates_a_match_once()
    {
        var updated = 0;
        var session = Some.Session(new Given(r =>
        {
            IEnumerable<Order> orders = null!;
            r.When().Query(() => orders, q => q.Match<Order>().Collect());
            r.Then().Do(_ => orders.ToString());
        }));
        session.Events.ActivationUpdatedEvent += (_, _) => updated++;
        session.InsertAll([new Order(), new Order(), new Order()]);
        Assert.Equal(1, updated);
    }

    [Fact]
    public void Query_enumerates_the_live_memory_in_the_order_of_arrival()
    {
        var session = Some.Session(Any());
        session.InsertAll([new Order { Key = "1" }, new BigOrder { Key = "2" }, new Alert("x", "y")]);
        Assert.Equal(["1", "2"], session.Query<Order>().Select(o => o.Key));
        Assert.Equal(3, session.Query<object>().Count());
    }

    [Fact]
    public void Fact_expires_when_its_time_has_come()
    {
        var session = Some.Session(Any());
        var now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        session.AdvanceTo(now);
        session.Insert(new Order(), now.AddHours(1));
        session.AdvanceTo(now.AddMinutes(59));
        Assert.Single(session.Query<Order>());
        session.AdvanceTo(now.AddMinutes(60));
        Assert.Empty(session.Query<Order>());
    }

    private static Given Any() => new(r =>
    {
        Order order = null!;
        r.When().Match(() => order);
        r.Then().Do(_ => order.ToString());
    });

    private sealed record Mutable
    {
        public string Key { get; set; } = "";
    }

    private sealed class Keyed : IIdentityProvider
    {
        public int Id { get; init; }

        public int Value { get; init; }

        public object GetIdentity() => Id;
    }
}
