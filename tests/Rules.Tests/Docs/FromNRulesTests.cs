using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Workflows.Rules.Fluent;
using Workflows.Rules.Fluent.Dsl;
using Workflows.Rules.Reasons;
using Workflows.Rules.Tests.Fluent;

namespace Workflows.Rules.Tests.Docs;

/// <summary>The examples of docs/from-nrules.md, compiled and run as they stand there.</summary>
public class FromNRulesTests
{
    [Fact]
    public void Rule_of_the_page_loads_and_fires()
    {
        var customer = new Customer { Name = "Ada", IsPreferred = true };
        var order = new Order { Key = "Ada" };

        var repository = new RuleRepository();
        repository.Load(x => x.NestedTypes().From(typeof(PreferredCustomerDiscount)));
        ISession session = repository.Compile().CreateSession();
        session.InsertAll([customer, order]);
        session.Fire();

        Assert.Equal([new Alert("discount", "Ada")], session.Query<Alert>());

        FactReason why = session.Why(new Alert("discount", "Ada"))!;
        WhyNotReason whyNot = session.WhyNot("Preferred customer discount");
        using FiringLog log = FiringLog.Of(session);

        Assert.Equal("Preferred customer discount", Assert.Single(why.Because).Rule.Name);
        Assert.Equal(1, whyNot.Matches);
        Assert.Empty(log.Steps);

        SessionSnapshot before = session.Snapshot();
        ISession whatIf = session.Fork(copy: f => f is Order o ? new Order { Key = o.Key, IsOpen = o.IsOpen } : f);
        session.Restore(before);

        whatIf.Retract(customer);
        Assert.Single(session.Query<Alert>());
        Assert.Empty(whatIf.Query<Alert>());

        session.PutRules(new RuleDefinitionFactory().Create(new LateRule()));
        session.RemoveRules("late");

        Assert.Single(session.Rules);
    }

    [Fact]
    public async Task Asynchronous_action_of_the_page_is_awaited()
    {
        var session = new RuleCompiler().Compile([new RuleDefinitionFactory().Create(new LateRule())]).CreateSession();
        session.Insert(new Order { Key = "a" });
        Assert.Equal(1, await session.FireAsync());
        Assert.False(session.Query<Order>().Single().IsOpen);
    }

    [Fact]
    public void Every_example_of_the_page_is_compiled_here()
    {
        var source = Plain(File.ReadAllText(Here()));
        var page = File.ReadAllText(Path.Combine(Path.GetDirectoryName(Here())!, "../../../docs/from-nrules.md"));
        var examples = Regex.Matches(page, "```csharp\n(.*?)```", RegexOptions.Singleline).Select(m => Plain(m.Groups[1].Value)).ToList();
        Assert.Equal(6, examples.Count);
        Assert.All(examples, e => Assert.Contains(e, source, StringComparison.Ordinal));
    }

    private static string Plain(string code) => Regex.Replace(code, @"\s+", " ").Trim();

    private static string Here([CallerFilePath] string path = "") => path;

    [Name("Preferred customer discount"), Priority(10)]
    public class PreferredCustomerDiscount : Rule
    {
        public override void Define()
        {
            Customer customer = null!;
            IEnumerable<Order> orders = null!;

            When()
                .Match(() => customer, c => c.IsPreferred)
                .Query(() => orders, q => q
                    .Match<Order>(o => o.Key == customer.Name, o => o.IsOpen)
                    .Collect()
                    .Where(c => c.Any()));
            Then()
                .Yield(ctx => new Alert("discount", customer.Name));
        }
    }

    [Name("late")]
    public sealed class LateRule : Rule
    {
        public override void Define()
        {
            Order order = null!;
            When().Match(() => order);
            Then().Do(ctx => Notify(order, ctx.CancellationToken));
        }

        private static async Task Notify(Order order, CancellationToken token)
        {
            await Task.Yield();
            token.ThrowIfCancellationRequested();
            order.IsOpen = false;
        }
    }
}
