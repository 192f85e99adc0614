using System.Globalization;
using Workflows.Rules.Fluent.Dsl;
using Workflows.Rules.Tests.Conformance;
using Workflows.Rules.Tests.Fluent;

namespace Workflows.Rules.Tests.Sessions;

/// <summary>
/// A session that lives long keeps no trace of facts that are gone. The number of pairs is a fixed budget; RULES_SOAK_PAIRS=10000000 makes
/// the long run.
/// </summary>
[Collection(nameof(Alone))]
public class SoakTests
{
    private const int ShortRun = 60_000;
    private const long Slack = 512 * 1024;

    [Fact]
    public void Memory_stays_flat_over_pairs_of_insert_and_retract()
    {
        var pairs = Environment.GetEnvironmentVariable("RULES_SOAK_PAIRS") is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture) : ShortRun;
        var session = Some.Session(new Ring(), new Total(), new Lonely());
        Run(session, pairs / 10);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        Run(session, pairs);
        var after = GC.GetTotalMemory(forceFullCollection: true);
        Assert.Empty(session.Query<object>());
        Assert.True(after - before < Slack, $"{after - before} bytes more after {pairs} pairs");
        GC.KeepAlive(session);
    }

    // Keys come and go, some facts live a while beside others, every rule fires and every conclusion is withdrawn again.
    private static void Run(ISession session, int pairs)
    {
        var live = new Queue<Order>();
        for (var i = 0; i < pairs; i++)
        {
            var order = new Order { Key = $"k{i / 3}", Amount = i % 7 };
            session.Insert(order);
            live.Enqueue(order);
            session.Fire();
            if (live.Count > 5)
            {
                session.Retract(live.Dequeue());
            }
        }

        while (live.TryDequeue(out var rest))
        {
            session.Retract(rest);
        }

        session.Fire();
    }

    /// <summary>Looks at the memory of the whole process, so nothing else may run beside it.</summary>
    [CollectionDefinition(nameof(Alone), DisableParallelization = true)]
    public sealed class Alone;

    private sealed class Ring : Rule
    {
        public override void Define()
        {
            Order order = null!;
            IEnumerable<Order> others = null!;
            When().Match(() => order)
                .Query(() => others, q => q
                    .Match<Order>(o => o.Key == order.Key, o => o.Amount > order.Amount)
                    .Collect()
                    .Where(c => c.Any()));
            Then().Yield(_ => new Alert("ring", order.Key)).Undo(_ => order.ToString());
        }
    }

    private sealed class Total : Rule
    {
        public override void Define()
        {
            IGrouping<string, Order> group = null!;
            var total = 0;
            When().Query(() => group, q => q.Match<Order>().GroupBy(o => o.Key))
                .Let(() => total, () => group.Sum(o => o.Amount)).Having(() => total > 3);
            Filter().OnChange(() => total);
            Then().Yield(_ => new Alert("total", group.Key));
        }
    }

    private sealed class Lonely : Rule
    {
        public override void Define()
        {
            Alert alert = null!;
            When().Match(() => alert, a => a.Kind == "total").Not<Alert>(a => a.Kind == "ring", a => a.Key == alert.Key);
            Then().Do(_ => alert.ToString());
        }
    }
}
