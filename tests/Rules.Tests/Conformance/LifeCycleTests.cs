using Workflows.Rules.Fluent;
using Workflows.Rules.Fluent.Dsl;
using Workflows.Rules.RuleModel;
using Workflows.Rules.RuleModel.Builders;
using Workflows.Rules.Tests.Fluent;

namespace Workflows.Rules.Tests.Conformance;

/// <summary>Layers and life cycle: class, definition, factory, session.</summary>
public class LifeCycleTests
{
    [Fact]
    public void Repository_loads_public_nested_rules_when_asked()
    {
        var repository = new RuleRepository();
        repository.Load(x => x.NestedTypes().From(typeof(Tagged), typeof(Plain), typeof(Hidden)).To("shop"));
        Assert.Equal("shop", Assert.Single(repository.GetRuleSets()).Name);
        Assert.Equal(["tagged", typeof(Plain).FullName], repository.GetRules().Select(r => r.Name));
    }

    [Fact]
    public void Repository_does_not_load_nested_rules_unless_asked()
    {
        var repository = new RuleRepository();
        repository.Load(x => x.From(typeof(Plain)));
        Assert.Empty(repository.GetRules());
    }

    [Fact]
    public void Repository_filters_by_tag_name_and_type()
    {
        Assert.Equal(["tagged"], Load(m => m.IsTagged("inherited")));
        Assert.Equal(["tagged"], Load(m => m.Name == "tagged"));
        Assert.Equal(["tagged"], Load(m => m.RuleType == typeof(Tagged)));

        static IEnumerable<string> Load(Func<IRuleMetadata, bool> filter)
        {
            var repository = new RuleRepository();
            repository.Load(x => x.NestedTypes().From(typeof(Tagged), typeof(Plain)).Where(filter));
            return repository.GetRules().Select(r => r.Name);
        }
    }

    [Fact]
    public void Definition_bears_what_class_and_definition_say()
    {
        var rule = new RuleDefinitionFactory().Create(new Tagged());
        Assert.Equal(("tagged", "what it is for", 7, RuleRepeatability.NonRepeatable),
            (rule.Name, rule.Description, rule.Priority, rule.Repeatability));
        Assert.Equal(["own", "inherited"], rule.Tags);
        Assert.Equal(typeof(Tagged), rule.Properties[RuleProperties.ClrType]);
        Assert.Equal(["order"], rule.LeftHandSide.Exports.Select(d => d.Name));
    }

    [Fact]
    public void Rule_without_a_pattern_fails_when_it_is_defined()
    {
        var thrown = Assert.Throws<RuleDefinitionException>(() => new RuleDefinitionFactory().Create(new Empty()));
        Assert.Equal(typeof(Empty), thrown.RuleType);
    }

    [Fact]
    public void Name_of_two_patterns_that_must_hold_together_is_refused_and_of_two_branches_is_not()
    {
        Assert.Throws<RuleDefinitionException>(() => Some.Session(new Given(r =>
        {
            Order order = null!;
            r.When().Match(() => order).Match(() => order, o => o.Amount > 5);
        })));
        var session = Some.Session(new Given(r =>
        {
            Order order = null!;
            r.When().Or(x => x.Match(() => order, o => o.Amount > 5).Match(() => order, o => o.IsOpen));
            r.Then().Do(_ => order.ToString());
        }));
        session.Insert(new Order { Amount = 6 });
        Assert.Equal(2, session.Fire());
    }

    [Fact]
    public void Rule_that_cannot_be_made_is_named()
    {
        var thrown = Assert.Throws<RuleActivationException>(() =>
            new RuleRepository().Load(x => x.NestedTypes().From(typeof(Needy))));
        Assert.Equal(typeof(Needy), thrown.RuleType);
    }

    [Fact]
    public void Activator_of_the_host_makes_the_rules()
    {
        var repository = new RuleRepository(new Activator());
        repository.Load(x => x.NestedTypes().From(typeof(Needy)));
        Assert.Single(repository.GetRules());
    }

    [Fact]
    public void Rule_sets_made_by_hand_are_compiled_like_loaded_ones()
    {
        var builder = new RuleBuilder();
        builder.Name("built");
        var pattern = builder.LeftHandSide().Pattern(typeof(Order), "order");
        System.Linq.Expressions.Expression<Func<Order, bool>> condition = order => order.Amount > 5;
        pattern.Condition(condition);
        List<Order> seen = [];
        System.Linq.Expressions.Expression<Action<IContext, Order>> action = (ctx, order) => seen.Add(order);
        builder.RightHandSide().Action(action);
        var set = new RuleSet("by hand");
        set.Add(builder.Build());
        var repository = new RuleRepository();
        repository.Add(set);
        var session = repository.Compile().CreateSession();
        session.InsertAll([new Order { Amount = 5 }, new Order { Amount = 6 }]);
        Assert.Equal(1, session.Fire());
        Assert.Equal(6, Assert.Single(seen).Amount);
    }

    [Fact]
    public void Visitor_walks_every_part_of_a_rule()
    {
        var seen = new List<string>();
        new Walker().Visit(seen, new RuleDefinitionFactory().Create(new Tagged()));
        Assert.Equal(["pattern order", "condition (order.Amount > 3)", "action"], seen);
    }

    [Fact]
    public void Session_is_set_up_before_rules_without_facts_come_up()
    {
        var rule = new RuleDefinitionFactory().Create(new NoOrder());
        var created = 0;
        var session = new RuleCompiler().Compile([rule]).CreateSession(s => s.Events.ActivationCreatedEvent += (_, _) => created++);
        Assert.Equal(1, created);
        Assert.Equal(1, session.Fire());
    }

    [Fact]
    public void Sessions_of_one_factory_do_not_see_each_others_facts()
    {
        var factory = new RuleCompiler().Compile([new RuleDefinitionFactory().Create(new Tagged())]);
        var (one, two) = (factory.CreateSession(), factory.CreateSession());
        one.Insert(new Order { Amount = 9 });
        Assert.Equal((1, 0), (one.Fire(), two.Fire()));
    }

    [Fact]
    public void Many_threads_share_one_factory()
    {
        var factory = new RuleCompiler().Compile([new RuleDefinitionFactory().Create(new Tagged())]);
        var fired = new int[16];
        Parallel.For(0, fired.Length, i =>
        {
            var session = factory.CreateSession();
            session.InsertAll(Enumerable.Range(0, 100).Select(n => new Order { Amount = n }));
            fired[i] = session.Fire();
        });
        Assert.All(fired, n => Assert.Equal(96, n));
    }

    [Fact]
    public void Many_threads_learn_at_once_how_facts_are_told_apart()
    {
        var factory = new RuleCompiler().Compile([new RuleDefinitionFactory().Create(new Tags())]);
        var fired = new int[64];
        Parallel.For(0, fired.Length, i =>
        {
            var session = factory.CreateSession();
            session.InsertAll(Enumerable.Range(0, 20).Select(n => new Order { Tags = [$"{n}", $"{n / 2}", "all"] }));
            session.InsertAll([new Alert("a", $"{i}"), 5, (i, "pair"), "text", DayOfWeek.Friday, Guid.Empty, 1.5m]);
            fired[i] = session.TryInsert(new Alert("a", $"{i}")) || session.TryInsert((i, "pair")) ? -1 : session.Fire();
        });
        Assert.All(fired, n => Assert.Equal(21, n));
    }

    [Tag("inherited")]
    public abstract class Base : Rule;

    [Name("tagged"), Description("what it is for"), Tag("own"), Priority(7), Repeatability(RuleRepeatability.NonRepeatable)]
    public sealed class Tagged : Base
    {
        public override void Define()
        {
            Order order = null!;
            When().Match(() => order, o => o.Amount > 3);
            Then().Do(_ => order.ToString());
        }
    }

    public sealed class Tags : Rule
    {
        public override void Define()
        {
            string tag = null!;
            When().Query(() => tag, q => q.Match<Order>().SelectMany(o => o.Tags));
            Then().Do(_ => tag.ToString());
        }
    }

    public sealed class Plain : Rule
    {
        public override void Define()
        {
            When().Match<Order>();
            Then().Do(ctx => ctx.Halt());
        }
    }

    private sealed class Hidden : Rule
    {
        public override void Define() => throw new NotSupportedException();
    }

    public sealed class Empty : Rule
    {
        public override void Define() => Then().Do(ctx => ctx.Halt());
    }

    public sealed class NoOrder : Rule
    {
        public override void Define()
        {
            When().Not<Order>();
            Then().Do(ctx => ctx.Match.ToString());
        }
    }

    public sealed class Needy(string need) : Rule
    {
        public override void Define()
        {
            Order order = null!;
            When().Match(() => order, o => o.Key == need);
            Then().Do(ctx => ctx.Halt());
        }
    }

    private sealed class Activator : IRuleActivator
    {
        public IEnumerable<Rule> Activate(Type type) => [new Needy("x")];
    }

    private sealed class Walker : RuleElementVisitor<List<string>>
    {
        protected override void VisitPattern(List<string> context, PatternElement element)
        {
            context.Add($"pattern {element.Declaration.Name}");
            base.VisitPattern(context, element);
        }

        protected override void VisitNamedExpression(List<string> context, NamedExpressionElement element) =>
            context.Add($"condition {element.Expression.Body}");

        protected override void VisitAction(List<string> context, ActionElement element) => context.Add("action");
    }
}
