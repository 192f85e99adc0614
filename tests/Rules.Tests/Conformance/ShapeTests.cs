using Workflows.Rules.Fluent;
using Workflows.Rules.Fluent.Dsl;
using Workflows.Rules.RuleModel;
using Workflows.Rules.Tests.Fluent;

namespace Workflows.Rules.Tests.Conformance;

/// <summary>Shapes of left sides: groups within groups, names, values, and what a rule class may say about itself.</summary>
public class ShapeTests
{
    private readonly List<string> _seen = [];

    [Fact]
    public void Groups_within_groups_become_branches()
    {
        var session = Some.Session(new Given(r =>
        {
            Customer customer = null!;
            Order order = null!;
            Alert alert = null!;
            r.When().And(x => x.Match(() => customer).Or(y => y.Match(() => order, o => o.Key == customer.Name)
                .Or(z => z.Match(() => alert, a => a.Key == customer.Name, a => a.Kind == "x")
                    .And(w => w.Match(() => alert, a => a.Key == customer.Name).Match(() => order, o => o.Amount > 5)))));
            r.Then().Do(_ => _seen.Add($"{customer.Name}/{(order == null ? "-" : order.Key)}/{(alert == null ? "-" : alert.Kind)}"));
        }));
        session.InsertAll([new Customer { Name = "c" }, new Order { Key = "c", Amount = 6 }, new Alert("x", "c")]);
        Assert.Equal(3, session.Fire());
        Assert.Equal(["c/-/x", "c/c/-", "c/c/x"], _seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Branches_have_the_priority_and_filters_of_their_rule()
    {
        var session = Some.Session(
            new Given(
                r =>
                {
                    Order order = null!;
                    r.When().Match(() => order);
                    r.Then().Do(_ => _seen.Add("plain"));
                },
                "plain"),
            new Given(
                r =>
                {
                    Order order = null!;
                    r.Priority(3);
                    r.When().Or(x => x.Match(() => order, o => o.IsOpen).Match(() => order, o => o.Amount > 5));
                    r.Filter().Where(() => order.Key != "hidden");
                    r.Then().Do(_ => _seen.Add("either"));
                },
                "either"));
        session.InsertAll([new Order { Amount = 6 }, new Order { Amount = 6, Key = "hidden" }]);
        session.Fire();
        Assert.Equal(["either", "either", "plain", "plain"], _seen);
    }

    [Fact]
    public void Value_bound_by_let_is_evaluated_with_every_update_and_told_even_when_equal()
    {
        var evaluated = new List<int>();
        var session = Some.Session(new Given(r =>
        {
            Order order = null!;
            var amount = 0;
            r.When().Match(() => order).Let(() => amount, () => Noted(order.Amount, evaluated));
            r.Then().Do(ctx => _seen.Add($"{ctx.Match.Trigger} {amount}"));
        }));
        var order = new Order { Amount = 1 };
        session.Insert(order);
        session.Fire();
        order.Key = "other";
        session.Update(order);
        session.Fire();
        Assert.Equal(["Created 1", "Updated 1"], _seen);
        Assert.Equal([1, 1], evaluated);
    }

    [Fact]
    public void Having_speaks_of_pattern_query_or_value_whichever_is_the_latest()
    {
        var session = Some.Session(new Given(r =>
        {
            Order order = null!;
            IEnumerable<Alert> alerts = null!;
            var both = 0;
            r.When()
                .Match(() => order).Having(() => order.Amount > 0, () => order.IsOpen)
                .Query(() => alerts, q => q.Match<Alert>(a => a.Key == order.Key).Collect()).Having(() => alerts.Count() < order.Amount)
                .Let(() => both, () => alerts.Count() + order.Amount).Having(() => both != 4);
            r.Then().Do(_ => _seen.Add($"{order.Key}{both}"));
        }));
        session.InsertAll([
            new Order { Key = "a", Amount = 2 }, new Order { Key = "b", Amount = 3 }, new Order { Key = "c" },
            new Order { Key = "d", Amount = 1 },
            new Alert("x", "a"), new Alert("x", "b"), new Alert("x", "d")]);
        session.Fire();
        Assert.Equal(["a3"], _seen);
    }

    [Fact]
    public void Quantifiers_bind_no_name_and_do_not_multiply_matches()
    {
        var rule = new RuleDefinitionFactory().Create(new Given(r =>
        {
            Customer customer = null!;
            r.When().Match(() => customer).Exists<Order>(o => o.IsOpen).Not<Alert>(a => a.Kind == "x").All<Order>(o => o.Amount > 0);
            r.Then().Do(ctx => _seen.Add($"{ctx.Match.Facts.Count()}"));
        }));
        Assert.Equal(["customer"], rule.LeftHandSide.Exports.Select(d => d.Name));
        var session = new RuleCompiler().Compile([rule]).CreateSession();
        session.InsertAll([new Customer(), new Order { Amount = 1 }, new Order { Amount = 2 }, new Alert("y", "")]);
        session.Fire();
        Assert.Equal(["1"], _seen);
    }

    [Fact]
    public void Pattern_without_a_name_multiplies_matches_and_is_seen_in_the_match()
    {
        var session = Some.Session(new Given(r =>
        {
            Customer customer = null!;
            r.When().Match(() => customer).Match<Order>(o => o.Key == customer.Name, o => o.IsOpen);
            r.Then().Do(ctx => _seen.Add($"{ctx.Match.Facts.Count()}"));
        }));
        session.InsertAll([new Customer { Name = "c" }, new Order { Key = "c" }, new Order { Key = "c" }]);
        Assert.Equal(2, session.Fire());
        Assert.Equal(["2", "2"], _seen);
    }

    [Fact]
    public void Conditions_see_what_a_rule_object_was_made_with()
    {
        var (two, three) = (new AtLeast(2, _seen), new AtLeast(3, _seen));
        var session = Some.Session(two, three);
        session.Insert(new Order { Amount = 2 });
        session.Fire();
        Assert.Equal(["2"], _seen);
    }

    [Fact]
    public void Priority_and_repeatability_are_inherited_and_definition_goes_before_attribute()
    {
        var inherited = new RuleDefinitionFactory().Create(new Heir());
        Assert.Equal((5, RuleRepeatability.NonRepeatable), (inherited.Priority, inherited.Repeatability));
        Assert.Equal(typeof(Heir).FullName, inherited.Name);
        var said = new RuleDefinitionFactory().Create(new Outspoken());
        Assert.Equal((9, "said"), (said.Priority, said.Name));
    }

    [Fact]
    public void Definition_runs_once_for_each_loading()
    {
        Counted.Definitions = 0;
        var repository = new RuleRepository();
        repository.Load(x => x.NestedTypes().From(typeof(Counted)));
        var factory = repository.Compile();
        factory.CreateSession();
        factory.CreateSession();
        Assert.Equal(1, Counted.Definitions);
    }

    [Fact]
    public void Loading_of_an_assembly_takes_its_concrete_public_rules_and_private_ones_when_asked()
    {
        var assembly = typeof(ShapeTests).Assembly;
        Type[] Loaded(Action<IRuleLoadSpec> more)
        {
            var repository = new RuleRepository(new Names());
            repository.Load(x =>
            {
                x.From(assembly).NestedTypes().Where(m => m.RuleType.DeclaringType == typeof(ShapeTests));
                more(x);
            });
            return [.. repository.GetRules().Select(r => Type.GetType(r.Name)!)];
        }

        Assert.Equal([typeof(AtLeast), typeof(Counted), typeof(Heir), typeof(Outspoken)], Loaded(_ => { }).OrderBy(t => t.Name));
        Assert.Contains(typeof(Hidden), Loaded(x => x.PrivateTypes()));
        Assert.Empty(Loaded(x => x.NestedTypes(false)));
        Assert.Equal([typeof(Heir)], Loaded(x => x.Where(m => m.Name.EndsWith("Heir", StringComparison.Ordinal))));
    }

    [Fact]
    public void Loading_twice_into_one_set_adds_and_into_another_makes_another()
    {
        var repository = new RuleRepository();
        repository.Load(x => x.NestedTypes().From(typeof(Heir)).To("one"));
        repository.Load(x => x.NestedTypes().From(typeof(Outspoken)).To("one"));
        repository.Load(x => x.NestedTypes().From(typeof(Counted)).To("two"));
        Assert.Equal(["one 2", "two 1"], repository.GetRuleSets().Select(s => $"{s.Name} {s.Rules.Count()}"));
    }

    private static int Noted(int amount, List<int> noted)
    {
        noted.Add(amount);
        return amount;
    }

    [Priority(5), Repeatability(RuleRepeatability.NonRepeatable)]
    public abstract class Ancestor : Rule;

    public class Heir : Ancestor
    {
        public override void Define()
        {
            Order order = null!;
            When().Match(() => order);
            Then().Do(_ => order.ToString());
        }
    }

    [Name("attribute"), Priority(1)]
    public sealed class Outspoken : Rule
    {
        public override void Define()
        {
            Order order = null!;
            Name("said");
            Priority(9);
            When().Match(() => order);
            Then().Do(_ => order.ToString());
        }
    }

    public sealed class Counted : Rule
    {
        public static int Definitions { get; set; }

        public override void Define()
        {
            Definitions++;
            When().Match<Order>();
            Then().Do(ctx => ctx.Halt());
        }
    }

    public class AtLeast(int least, List<string> seen) : Rule
    {
        public override void Define()
        {
            Order order = null!;
            Name($"at least {least}");
            When().Match(() => order, o => o.Amount >= least);
            Then().Do(_ => seen.Add($"{least}"));
        }
    }

    public abstract class Generic<T> : Rule;

    private sealed class Hidden : Rule
    {
        public override void Define()
        {
            When().Match<Order>();
            Then().Do(ctx => ctx.Halt());
        }
    }

    // Makes for every class a rule that says which class it stands for.
    private sealed class Names : IRuleActivator
    {
        public IEnumerable<Rule> Activate(Type type) => [new Standing(type)];
    }

    private sealed class Standing(Type type) : Rule
    {
        public override void Define()
        {
            Name(type.AssemblyQualifiedName!);
            When().Match<Order>();
            Then().Do(ctx => ctx.Halt());
        }
    }
}
