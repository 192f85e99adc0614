using Workflows.Rules.Fluent.Dsl;
using Workflows.Rules.RuleModel;
using Workflows.Rules.Testing;

namespace Workflows.Rules.Tests.Conformance;

/// <summary>Rules in the many ways in which their authors write expressions: each shape matches as C# evaluates it.</summary>
public class UserRulesTests : RulesTestFixture
{
    private enum Grade
    {
        Low,
        High,
    }

    private interface IPriced
    {
        decimal Price { get; }
    }

    [Fact]
    public void Conditions_of_every_shape_mean_what_csharp_says()
    {
        int[] wanted = [1, 3];
        var least = 2.5m;
        var session = Some.Session(new Given(r =>
        {
            Item item = null!;
            r.When().Match(() => item,
                i => i.Name.StartsWith('a') && !i.Name.EndsWith('z'),
                i => i.Grade == Grade.High || (i.Limit ?? 0) > 5,
                i => i.Limit.HasValue && i.Limit != 7,
                i => wanted.Contains(i.Id),
                i => i.Parts.Any(p => p.Weight > least) && i.Parts.Count(p => p.Name == i.Name) == 0,
                i => i is IPriced && ((IPriced)i).Price >= 1,
                i => (i.Next == null ? "none" : i.Next.Name) != "blocked",
                i => string.Format("{0}-{1}", i.Id, i.Name).Length > 2,
                i => new[] { Grade.Low, Grade.High }.Contains(i.Grade));
            r.Then().Do(ctx => Note(item.Name));
        }));
        session.InsertAll([
            new Item { Id = 1, Name = "ab", Grade = Grade.High, Limit = 1, Price = 1, Parts = [new Part("p", 3)] },
            new Item { Id = 2, Name = "ac", Grade = Grade.High, Limit = 1, Price = 1, Parts = [new Part("p", 3)] },
            new Item { Id = 3, Name = "ad", Limit = 6, Price = 2, Parts = [new Part("p", 3)], Next = new Item { Name = "free" } },
            new Item { Id = 3, Name = "ae", Limit = 6, Price = 2, Parts = [new Part("p", 3)], Next = new Item { Name = "blocked" } },
            new Item { Id = 3, Name = "af", Limit = 7, Price = 2, Parts = [new Part("p", 3)] },
            new Item { Id = 3, Name = "ag", Limit = 6, Price = 2, Parts = [new Part("ag", 3)] }]);
        session.Fire();
        Assert.Equal(["ab", "ad"], _seen);
    }

    [Fact]
    public void Joins_of_every_shape_mean_what_csharp_says()
    {
        var session = Some.Session(new Given(r =>
        {
            Item a = null!;
            Item b = null!;
            Part part = null!;
            r.When()
                .Match(() => a)
                .Match(() => b, i => i != a, i => i.Id > a.Id, i => i.Grade == a.Grade && i.Limit == a.Limit)
                .Match(() => part, p => a.Parts.Contains(p) || b.Parts.Any(x => x.Name == p.Name), p => p.Weight > (decimal)b.Id);
            r.Then().Do(ctx => Note($"{a.Name}{b.Name}{part.Name}"));
        }));
        var (p, q) = (new Part("p", 5), new Part("q", 1));
        session.InsertAll([
            p, q, new Item { Id = 1, Name = "a", Parts = [p] }, new Item { Id = 2, Name = "b", Parts = [q] },
            new Item { Id = 3, Name = "c", Limit = 1 }, new Item { Id = 4, Name = "d", Limit = 1, Parts = [new Part("p", 9)] }]);
        session.Fire();
        Assert.Equal(["abp", "cdp"], _seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Groups_by_anonymous_and_tuple_keys_flow_on_through_the_query()
    {
        Setup.Rule<Grouped>();
        Session.InsertAll([
            new Item { Id = 1, Name = "a" }, new Item { Id = 2, Name = "a" }, new Item { Id = 3, Name = "a", Grade = Grade.High },
            new Item { Id = 4, Name = "b" }, new Item { Id = 5, Name = "b" }, new Item { Id = 6, Name = "b" }]);
        Session.Fire();
        Verify(x => x.Rule().Fired(
            Matched.Fact<IEnumerable<Summary>>(s => s.Select(y => y.Text).Order().SequenceEqual(new[] { "a/Low/2", "b/Low/3" })),
            Matched.Fact<IEnumerable<int>>(ids => ids.OrderBy(i => i).SequenceEqual(new[] { 1, 2, 4, 5, 6 }))));
    }

    [Fact]
    public void Values_bound_one_from_another_feed_patterns_quantifiers_and_queries()
    {
        Setup.Rule<Chained>();
        var item = new Item { Id = 2, Name = "a" };
        Session.InsertAll([item, new Part("a", 4), new Part("a", 5), new Part("b", 4)]);
        Session.Fire();
        Verify(x => x.Rule().Fired(
            Matched.Fact(4), Matched.Fact<Part>(p => p.Weight == 4m), Matched.Fact<IEnumerable<Part>>(p => p.Count() == 2)));
        Recorder.Clear();
        item.Id = 1;
        Session.Update(item);
        Session.Fire();
        Verify(x => x.Rule().Fired(Times.Never));
    }

    [Fact]
    public void Quantifiers_and_branches_stand_behind_queries()
    {
        var session = Some.Session(new Given(r =>
        {
            IGrouping<string, Item> group = null!;
            Part light = null!;
            Part heavy = null!;
            r.When()
                .Query(() => group, q => q.Match<Item>(i => i.Grade == Grade.Low).GroupBy(i => i.Name))
                .Exists<Part>(p => p.Name == group.Key)
                .Not<Item>(i => i.Grade == Grade.High, i => i.Name == group.Key)
                .All<Part>(p => p.Name == group.Key, p => p.Weight > group.Count())
                .Or(x => x
                    .Match(() => light, p => p.Name == group.Key, p => p.Weight < 5)
                    .And(y => y.Match(() => heavy, p => p.Name == group.Key, p => p.Weight >= 5).Not<Item>(i => i.Id == heavy.Weight)));
            r.Then().Do(ctx => Note(group.Key + (light == null ? "" : "-") + (heavy == null ? "" : "+")));
        }));
        session.InsertAll([
            new Item { Id = 6, Name = "a" }, new Item { Name = "b" }, new Item { Name = "c" }, new Item { Name = "d" },
            new Item { Name = "d", Grade = Grade.High },
            new Part("a", 3), new Part("a", 5), new Part("a", 6), new Part("b", 1), new Part("d", 3)]);
        session.Fire();
        Assert.Equal(["a+", "a-"], _seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Rule_classes_inherit_definitions_and_use_their_own_members()
    {
        Setup.Rule(new Named("a"));
        Setup.Rule<Typed<Part>>();
        Session.InsertAll([new Item { Name = "a" }, new Item { Name = "b" }, new Part("p", 1)]);
        Session.Fire();
        Verify(x =>
        {
            x.Rule<Named>().Fired(Matched.Fact<Item>(i => i.Name == "a"));
            x.Rule<Typed<Part>>().Fired(Matched.Fact(new Part("p", 1)));
        });
    }

    [Fact]
    public void Interface_is_a_pattern_and_a_query_of_its_own()
    {
        Setup.Rule<OfInterface>();
        Session.InsertAll([new Item { Name = "a", Price = 3 }, new Offer(4), new Part("p", 9)]);
        Session.Fire();
        Verify(x =>
        {
            x.Rule().Fired(Times.Twice, Matched.Fact<IEnumerable<decimal>>(p => p.SequenceEqual(new[] { 3m, 4m })));
            x.Rule().Fired(Matched.Fact<IPriced>(p => p is Offer));
            x.Rule().Fired(Times.Never, Matched.Fact<Part>());
        });
    }

    [Fact]
    public void Match_read_in_an_action_has_a_name_and_a_value_for_each_pattern()
    {
        var session = Some.Session(new Given(r =>
        {
            Item item = null!;
            IEnumerable<Part> parts = null!;
            var sum = 0m;
            r.When().Match(() => item).Query(() => parts, q => q.Match<Part>().Collect()).Let(() => sum, () => parts.Sum(p => p.Weight));
            r.Then().Do(ctx => Note(string.Join(" ", ctx.Match.Facts.Select(f => $"{f.Declaration.Name}:{f.Type == f.Value!.GetType()}"))))
                .Do(ctx => Note($"{ctx.Match.Facts.Single(f => f.Declaration.Name == "sum").Value}"));
        }));
        session.InsertAll([new Item(), new Part("p", 2), new Part("q", 3)]);
        session.Fire();
        Assert.Equal(["item:True parts:True sum:True", "5"], _seen);
    }

    private readonly List<string> _seen = [];

    private void Note(string what) => _seen.Add(what);

    private sealed class Item : IPriced
    {
        public int Id { get; set; }

        public string Name { get; init; } = "";

        public Grade Grade { get; init; }

        public int? Limit { get; init; }

        public decimal Price { get; init; }

        public Item? Next { get; init; }

        public Part[] Parts { get; init; } = [];
    }

    private sealed record Part(string Name, decimal Weight);

    private sealed record Offer(decimal Price) : IPriced;

    private sealed class Summary
    {
        public string Text { get; init; } = "";
    }

    private sealed class Grouped : Rule
    {
        public override void Define()
        {
            IEnumerable<Summary> summaries = null!;
            IEnumerable<int> ids = null!;
            When()
                .Query(() => summaries, q => q
                    .Match<Item>()
                    .GroupBy(i => new { i.Name, i.Grade })
                    .Where(g => g.Count() > 1)
                    .Select(g => new Summary { Text = $"{g.Key.Name}/{g.Key.Grade}/{g.Count()}" })
                    .Collect())
                .Query(() => ids, q => q
                    .Match<Item>()
                    .GroupBy(i => Tuple.Create(i.Name, i.Grade), i => i.Id)
                    .Where(g => g.Count() > 1)
                    .SelectMany(g => g)
                    .Collect()
                    .Where(c => c.Count() == 5));
            Then().Do(ctx => ctx.Match.ToString());
        }
    }

    private sealed class Chained : Rule
    {
        public override void Define()
        {
            Item item = null!;
            var twice = 0;
            var key = "";
            Part part = null!;
            IEnumerable<Part> parts = null!;
            When()
                .Match(() => item)
                .Let(() => twice, () => item.Id * 2)
                .Let(() => key, () => item.Name + "")
                .Having(() => key.Length > 0, () => twice > 1)
                .Match(() => part, p => p.Name == key, p => p.Weight == twice)
                .Not<Part>(p => p.Weight > twice + 1)
                .Query(() => parts, q => q.Match<Part>(p => p.Name == key).Where(p => p.Weight >= twice).Collect());
            Then().Do(ctx => ctx.Match.ToString());
        }
    }

    private abstract class NamedBase(string name) : Rule
    {
        private readonly string _name = name;

        protected string Wanted => _name;

        public override void Define()
        {
            Item item = null!;
            When().Match(() => item, i => i.Name == _name, i => i.Name == Wanted, i => Passes(i));
            Then().Do(ctx => ctx.Match.ToString());
        }

        protected virtual bool Passes(Item item) => false;
    }

    private sealed class Named(string name) : NamedBase(name)
    {
        protected override bool Passes(Item item) => item.Name == Wanted;
    }

    private sealed class Typed<T> : Rule
        where T : class
    {
        public override void Define()
        {
            T fact = null!;
            When().Match(() => fact, f => f.GetType() == typeof(T));
            Then().Do(ctx => ctx.Match.ToString());
        }
    }

    private sealed class OfInterface : Rule
    {
        public override void Define()
        {
            IPriced priced = null!;
            IEnumerable<decimal> prices = null!;
            When()
                .Match(() => priced, p => p.Price > 2)
                .Query(() => prices, q => q.Match<IPriced>().Select(p => p.Price).Collect());
            Then().Do(ctx => ctx.Match.ToString());
        }
    }
}
