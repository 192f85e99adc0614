using System.Linq.Expressions;
using Workflows.Rules.Fluent.Dsl;
using Workflows.Rules.RuleModel;
using Workflows.Rules.Tests.Fluent;

namespace Workflows.Rules.Tests.Conformance;

/// <summary>
/// What becomes of a rule when one of its conditions, values or selectors fails and a listener deals with the failure. Orders with a
/// negative amount are those that fail.
/// </summary>
public class ConditionFailureTests
{
    private readonly List<string> _seen = [];

    [Theory]
    [InlineData("condition", "bad: | mended: do | broken: undo | with a good one: do | mended: do | broken: undo | gone:")]
    [InlineData("join by key", "bad: | mended: do | broken: undo | with a good one: do | mended: do | broken: undo | gone:")]
    [InlineData("join", "bad: | mended: do | broken: undo | with a good one: do | mended: do | broken: undo | gone:")]
    [InlineData("exists", "bad: | mended: do | broken: undo | with a good one: do | mended: | broken: | gone:")]
    [InlineData("not", "bad: | mended: undo | broken: do | with a good one: undo | mended: | broken: | gone:")]
    [InlineData("all", "bad: undo | mended: do | broken: undo | with a good one: | mended: do | broken: undo | gone: do")]
    [InlineData("all of those", "bad: | mended: undo | broken: do | with a good one: undo | mended: | broken: | gone:")]
    [InlineData("let", "bad: | mended: do | broken: undo | with a good one: do | mended: do | broken: undo | gone:")]
    [InlineData("where", "bad: | mended: do 1 | broken: undo | with a good one: do 1 | mended: do 2 | broken: do 1 | gone:")]
    [InlineData("where of the result", "bad: | mended: do 1 | broken: undo | with a good one: | mended: do 2 | broken: undo | gone: do 1")]
    [InlineData("select", "bad: | mended: do | broken: undo | with a good one: | mended: do do | broken: undo undo | gone: do")]
    [InlineData("flatten", "bad: | mended: do | broken: undo | with a good one: | mended: do do | broken: undo undo | gone: do")]
    [InlineData("flatten late", "bad: | mended: do | broken: undo | with a good one: | mended: do do | broken: undo undo | gone: do")]
    [InlineData("group", "bad: | mended: do 1 | broken: undo | with a good one: | mended: do 2 | broken: undo | gone: do 1")]
    [InlineData("element", "bad: | mended: do 1 | broken: undo | with a good one: | mended: do 2 | broken: undo | gone: do 1")]
    [InlineData("correlated group", "bad: | mended: do 1 | broken: undo | with a good one: | mended: do 2 | broken: undo | gone: do 1")]
    [InlineData("sorted", "bad: undo | mended: do 1 | broken: undo | with a good one: | mended: do 2 | broken: undo | gone: do 1")]
    [InlineData("lookup", "bad: undo | mended: do 1 | broken: undo | with a good one: | mended: do 1 | broken: undo | gone: do 1")]
    [InlineData("collected results", "bad: | mended: do 1 | broken: do 0 | with a good one: | mended: do 2 | broken: do 0 | gone: do 1")]
    public void Failure_that_is_dealt_with_takes_part_in_nothing_until_the_fact_is_mended(string kind, string expected)
    {
        var session = Some.Session(new Given(r => Define(kind, r)));
        session.Events.LhsExpressionFailedEvent += (_, e) => e.IsHandled = true;
        session.Insert(new Customer { Name = "k" });
        session.Fire();
        var order = new Order { Key = "k", Amount = -1, Tags = ["a"] };
        List<string> told = [];
        Step("bad", () => session.Insert(order));
        order.Amount = 2;
        Step("mended", () => session.Update(order));
        order.Amount = -3;
        Step("broken", () => session.Update(order));
        Step("with a good one", () => session.Insert(new Order { Key = "k", Amount = 1, Tags = ["b"] }));
        order.Amount = 4;
        Step("mended", () => session.Update(order));
        order.Amount = -5;
        Step("broken", () => session.Update(order));
        Step("gone", () => session.Retract(order));
        Assert.Equal(expected, string.Join(" | ", told));

        void Step(string what, Action change)
        {
            _seen.Clear();
            change();
            session.Fire();
            told.Add(what + ":" + string.Concat(_seen.Select(x => " " + x)));
        }
    }

    [Fact]
    public void What_all_facts_must_satisfy_is_told_as_the_author_wrote_it_with_its_rule()
    {
        var session = Some.Session(new Given(
            r =>
            {
                r.When().All<Order>(o => o.IsOpen, o => o.Key.Length > 0, o => Safe(o, o.Amount) > 1);
                r.Then().Do(_ => _seen.Add("do"));
            },
            "every"));
        session.Events.LhsExpressionEvaluatedEvent += (_, e) =>
        {
            var condition = (LambdaExpression)e.Expression;
            var text = condition.Body.ToString().Replace(condition.Parameters[0].Name!, "o", StringComparison.Ordinal);
            _seen.Add($"{e.Rules.Single().Name} {text} {e.Result}");
        };
        session.Insert(new Order { IsOpen = true, Key = "a", Amount = 1 });
        Assert.Equal(
            ["every o.IsOpen True", "every (o.Key.Length > 0) True", "every (Safe(o, o.Amount) > 1) False"], _seen);
        var failure = Assert.Throws<RuleLhsExpressionEvaluationException>(
            () => session.Insert(new Order { IsOpen = true, Key = "b", Amount = -1 }));
        Assert.Contains("Safe", failure.Expression, StringComparison.Ordinal);
        Assert.Contains("of rule every failed for order b -1", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Failure_is_told_once_for_each_pair_with_its_facts_and_arguments()
    {
        var session = Some.Session(new Given(r => Define("join", r)));
        session.Events.LhsExpressionFailedEvent += (_, e) =>
        {
            e.IsHandled = true;
            _seen.Add($"{string.Join(" ", e.Facts.Select(f => f.Value))}: {e.Arguments.Count()} {e.Exception!.Message}");
        };
        session.InsertAll([new Customer { Name = "k" }, new Customer { Name = "l" }]);
        var order = new Order { Key = "k", Amount = 1 };
        session.Insert(order);
        order.Amount = -1;
        session.Update(order);
        Assert.Equal(["k order k -1: 2 negative", "l order k -1: 2 negative"], _seen);
    }

    [Fact]
    public void Key_that_fails_is_a_failure_only_for_a_pair_that_comes_to_it()
    {
        var session = Some.Session(new Given(r =>
        {
            Customer customer = null!;
            Order order = null!;
            r.When().Match(() => customer).Match(() => order, o => customer.IsPreferred && o.Tags.Length == customer.Level);
            r.Then().Do(_ => _seen.Add(order.Key));
        }));
        var untagged = new Order { Key = "untagged", Tags = null! };
        session.Insert(untagged);
        var customer = new Customer { Level = 1 };
        session.InsertAll([customer, new Order { Key = "tagged", Tags = ["a"] }]);
        customer.IsPreferred = true;
        Assert.Throws<RuleLhsExpressionEvaluationException>(() => session.Update(customer));
        untagged.Tags = ["b"];
        session.Update(untagged);
        session.Update(customer);
        session.Fire();
        Assert.Equal(["tagged", "untagged"], _seen.Order());
    }

    [Fact]
    public void Condition_behind_a_look_at_another_pattern_may_rely_on_it()
    {
        var session = Some.Session(new Given(r =>
        {
            Customer customer = null!;
            Order order = null!;
            r.When().Match(() => customer).Match(() => order, o => customer.IsPreferred && o.Tags.Length > 0);
            r.Then().Do(_ => _seen.Add(order.Key));
        }));
        session.InsertAll([new Customer(), new Order { Tags = null! }, new Order { Key = "tagged", Tags = ["a"] }]);
        Assert.Equal(0, session.Fire());
    }

    [Fact]
    public void First_element_of_a_list_that_is_still_empty_is_no_failure_without_a_partner()
    {
        var session = Some.Session(new Given(r =>
        {
            IEnumerable<Order> orders = null!;
            Customer customer = null!;
            r.When().Query(() => orders, q => q.Match<Order>().Collect()).Match(() => customer, c => c.Name == orders.First().Key);
            r.Then().Do(_ => _seen.Add(customer.Name));
        }));
        session.Insert(new Order { Key = "c" });
        session.Insert(new Customer { Name = "c" });
        session.Fire();
        Assert.Equal(["c"], _seen);
    }

    private static T Safe<T>(Order order, T value) => order.Amount >= 0 ? value : throw new InvalidOperationException("negative");

    private static IEnumerable<string> Late(Order order)
    {
        foreach (var tag in order.Tags)
        {
            yield return Safe(order, tag);
        }
    }

    private void Define(string kind, Given r)
    {
        switch (kind)
        {
            case "condition" or "join by key" or "join" or "exists" or "not" or "all" or "all of those" or "let":
                DefinePattern(kind, r);
                r.Then().Do(_ => _seen.Add("do")).Undo(_ => _seen.Add("undo"));
                break;
            case "select" or "flatten" or "flatten late":
                DefineValue(kind, r);
                r.Then().Do(_ => _seen.Add("do")).Undo(_ => _seen.Add("undo"));
                break;
            default:
                DefineQuery(kind, r);
                break;
        }
    }

    private static void DefinePattern(string kind, Given r)
    {
        Order order = null!;
        Customer customer = null!;
        string key = null!;
        _ = kind switch
        {
            "condition" => r.When().Match(() => order, o => Safe(o, true)),
            "join by key" => r.When().Match(() => customer).Match(() => order, o => Safe(o, o.Key) == customer.Name),
            "join" => r.When().Match(() => customer).Match(() => order, o => Safe(o, o.Key).StartsWith(customer.Name)),
            "exists" => r.When().Match(() => customer).Exists<Order>(o => Safe(o, o.Key).StartsWith(customer.Name)),
            "not" => r.When().Match(() => customer).Not<Order>(o => Safe(o, o.Key).StartsWith(customer.Name)),
            "all" => r.When().Match(() => customer).All<Order>(o => o.Key == customer.Name, o => Safe(o, o.Key) == customer.Name),
            "all of those" => r.When().Match(() => customer).All<Order>(o => Safe(o, o.Key) == customer.Name, o => o.Amount > 99),
            _ => r.When().Match(() => order).Let(() => key, () => Safe(order, order.Key)),
        };
    }

    private static void DefineValue(string kind, Given r)
    {
        string value = null!;
        _ = kind switch
        {
            "select" => r.When().Query(() => value, q => q.Match<Order>().Select(o => Safe(o, o.Key))),
            "flatten" => r.When().Query(() => value, q => q.Match<Order>().SelectMany(o => Safe(o, o.Tags))),
            _ => r.When().Query(() => value, q => q.Match<Order>().SelectMany(o => Late(o))),
        };
    }

    private void DefineQuery(string kind, Given r)
    {
        IEnumerable<Order> orders = null!;
        IEnumerable<string> keys = null!;
        IGrouping<string, Order> group = null!;
        IGrouping<string, string> elements = null!;
        IKeyedLookup<string, Order> lookup = null!;
        Customer customer = null!;
        _ = kind switch
        {
            "where" => r.When().Query(() => orders, q => q.Match<Order>().Where(o => Safe(o, true)).Collect().Where(c => c.Any())),
            "where of the result" =>
                r.When().Query(() => orders, q => q.Match<Order>().Collect().Where(c => c.Any() && c.All(o => Safe(o, true)))),
            "group" => r.When().Query(() => group, q => q.Match<Order>().GroupBy(o => Safe(o, o.Key))),
            "element" => r.When().Query(() => elements, q => q.Match<Order>().GroupBy(o => o.Key, o => Safe(o, o.Key))),
            "correlated group" => r.When().Match(() => customer)
                .Query(() => group, q => q.Match<Order>(o => o.Key == customer.Name).GroupBy(o => Safe(o, o.Key))),
            "sorted" => r.When().Query(() => orders, q => q.Match<Order>().Collect().OrderBy(o => Safe(o, o.Amount))),
            "lookup" => r.When().Query(() => lookup, q => q.Match<Order>().Collect().ToLookup(o => Safe(o, o.Key))),
            _ => r.When().Query(() => keys, q => q.Match<Order>().Select(o => Safe(o, o.Key)).Collect()),
        };
        r.Then().Do(_ => _seen.Add("do " + (Count(orders) ?? Count(keys) ?? Count(group) ?? Count(elements) ?? Count(lookup))))
            .Undo(_ => _seen.Add("undo"));
    }

    private static int? Count<T>(IEnumerable<T>? items) => items?.Count();
}
