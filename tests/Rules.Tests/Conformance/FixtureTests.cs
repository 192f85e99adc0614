using Workflows.Rules.Fluent;
using Workflows.Rules.Fluent.Dsl;
using Workflows.Rules.RuleModel;
using Workflows.Rules.Testing;
using Workflows.Rules.Tests.Fluent;

namespace Workflows.Rules.Tests.Conformance;

/// <summary>The testing fixture as tests of rules use it.</summary>
public class FixtureTests : RulesTestFixture
{
    private readonly Collecting _results = new();

    public FixtureTests() => Asserter = _results;

    [Fact]
    public void Quantifiers_count_the_firings_that_meet_the_constraints()
    {
        Setup.Rule<Big>();
        Session.InsertAll([new Order { Key = "a", Amount = 6 }, new Order { Key = "b", Amount = 7 }, new Order { Key = "c", Amount = 1 }]);
        Session.Fire();
        var ofType = typeof(Big);
        Verify(x =>
        {
            x.Rule().Fired(Times.Twice);
            x.Rule().Fired(Times.Exactly(2), Matched.Fact<Order>());
            x.Rule().Fired(Times.AtLeast(1));
            x.Rule().Fired(Times.AtMost(2));
            x.Rule().Fired(Times.Between(1, 3));
            x.Rule().Fired(Times.AtLeastOnce, Matched.Fact<Order>(o => o.Amount > 5));
            x.Rule().Fired(Times.AtMostOnce, Matched.Fact<Order>(o => o.Amount > 6));
            x.Rule<Big>().Fired(Times.Once, Matched.Fact<Order>(o => o.Key == "a"));
            x.Rule(ofType).Fired(Times.Never, Matched.Fact<Order>(o => o.Key == "c"));
            x.Rule("big").Fired(Times.Never, Matched.Fact<Customer>());
        });
        Assert.Equal(10, _results.All.Count);
        Assert.All(_results.All, r => Assert.Equal(RuleAssertStatus.Passed, r.Status));
    }

    [Fact]
    public void Verification_that_fails_tells_what_was_expected_and_what_was_there()
    {
        Setup.Rule<Big>();
        Session.InsertAll([new Order { Amount = 6 }, new Order { Amount = 7 }]);
        Session.Fire();
        Verify(x => x.Rule().Fired());
        var result = Assert.Single(_results.All);
        Assert.Equal((RuleAssertStatus.Failed, (object)2), (result.Status, result.Actual));
        Assert.Equal("exactly 1", $"{result.Expected}");
        Assert.Contains("big", result.GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public void Fixture_without_an_asserter_of_its_own_throws()
    {
        var fixture = new RulesTestFixture();
        fixture.Setup.Rule(new Big());
        fixture.Session.Fire();
        fixture.Verify(x => x.Rule().Fired(Times.Never));
        Assert.Throws<InvalidOperationException>(() => fixture.Verify(x => x.Rule().Fired()));
    }

    [Fact]
    public void Constraints_on_one_type_speak_of_different_facts_and_hand_them_over()
    {
        Setup.Rule<Pair>();
        var (small, large) = (new Order { Key = "s", Amount = 1 }, new Order { Key = "l", Amount = 2 });
        Session.InsertAll([large, small]);
        Session.Fire();
        List<string> told = [];
        Verify(x => x.Rule().Fired(
            Matched.Fact(small).Callback(o => told.Add(o.Key)), Matched.Fact<Order>().Callback(o => told.Add(o.Key))));
        Assert.Equal(RuleAssertStatus.Passed, Assert.Single(_results.All).Status);
        Assert.Equal(["s", "l"], told);
    }

    [Fact]
    public void Sequence_is_every_firing_in_order()
    {
        Setup.Rule<Big>();
        Setup.Rule(new Given(
            r =>
            {
                Order order = null!;
                r.Priority(-1);
                r.When().Match(() => order);
                r.Then().Do(_ => order.ToString());
            },
            "any"));
        var order = new Order { Key = "a", Amount = 9 };
        Session.Insert(order);
        Session.Fire();
        VerifySequence(s =>
        {
            s.Rule<Big>().Fired(Matched.Fact(order));
            s.Rule("any").Fired(Matched.Fact<Order>(o => o.Key == "a"));
        });
        VerifySequence(s => s.Rule<Big>().Fired());
        VerifySequence(s =>
        {
            s.Rule("any").Fired();
            s.Rule<Big>().Fired();
        });
        Assert.Equal([RuleAssertStatus.Passed, RuleAssertStatus.Failed, RuleAssertStatus.Failed], _results.All.Select(r => r.Status));
        Assert.Contains("any", $"{_results.All[1].Actual}", StringComparison.Ordinal);
    }

    [Fact]
    public void Recorder_forgets_what_came_before()
    {
        Setup.Rule<Big>();
        Session.Insert(new Order { Amount = 6 });
        Session.Fire();
        Recorder.Clear();
        Verify(x => x.Rule().Fired(Times.Never));
        Assert.Equal(RuleAssertStatus.Passed, Assert.Single(_results.All).Status);
    }

    [Fact]
    public void Definitions_are_set_up_too_and_the_compiler_can_be_changed()
    {
        Setup.Rule(new RuleDefinitionFactory().Create(new Big()));
        Setup.CompilerSetupAction = c => c.FactIdentityComparerRegistry.RegisterComparer(
            EqualityComparer<Order>.Create((a, b) => a!.Key == b!.Key, o => o.Key.Length));
        Session.Insert(new Order { Key = "k", Amount = 6 });
        Assert.False(Session.TryInsert(new Order { Key = "k", Amount = 7 }));
        Session.Fire();
        Verify(x => x.Rule().Fired());
        Assert.Equal(RuleAssertStatus.Passed, Assert.Single(_results.All).Status);
    }

    [Fact]
    public void Rule_that_is_not_under_test_or_not_the_only_one_is_refused()
    {
        Setup.Rule<Big>();
        Assert.Throws<ArgumentException>(() => Verify(x => x.Rule<Pair>().Fired()));
        Assert.Throws<ArgumentException>(() => Verify(x => x.Rule("other").Fired()));
        Setup.Rule<Pair>();
        Assert.Throws<ArgumentException>(() => Verify(x => x.Rule().Fired()));
    }

    [Name("big")]
    public sealed class Big : Rule
    {
        public override void Define()
        {
            Order order = null!;
            When().Match(() => order, o => o.Amount > 5);
            Then().Do(_ => order.ToString());
        }
    }

    public sealed class Pair : Rule
    {
        public override void Define()
        {
            Order small = null!;
            Order large = null!;
            When().Match(() => small).Match(() => large, o => o.Amount > small.Amount);
            Then().Do(_ => large.ToString());
        }
    }

    private sealed class Collecting : IRuleAsserter
    {
        public List<RuleAssertResult> All { get; } = [];

        public void Assert(RuleAssertResult result) => All.Add(result);
    }
}
