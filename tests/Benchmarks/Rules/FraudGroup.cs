using Workflows.Rules;
using Workflows.Rules.Fluent.Dsl;

namespace Workflows.Benchmarks.Rules;

/// <summary>Fraud signals written over groups of orders.</summary>
public sealed class FraudGroup : Benchmark
{
    public override IReadOnlyList<string> Names => ["rules.fraud-group-10k", "rules.fraud-group-100k"];

    public override void Run(Report report)
    {
        var factory = Compiled.Of(new AddressRing(), new SharedDevice(), new BigOrder(), new FirstBigOrder(), new RingWithBigOrder());
        Measure(report, factory, "rules.fraud-group-10k", 10_000, "10/578/67/52/10");
        Measure(report, factory, "rules.fraud-group-100k", 100_000, "100/5586/600/563/100");
    }

    private static void Measure(Report report, ISessionFactory factory, string name, int count, string expected)
    {
        object[] orders = FraudData.Orders(count);
        ISession session = null!;
        var (ms, allocated) = Harness.Best(4, () => (session, _) = (factory.CreateSession(), Fired.Clear()), () =>
        {
            session.InsertAll(orders);
            session.Fire();
        });
        report.Figure(name, ms, "ms", allocated / count, Harness.Check("firings", expected, Fired.Counts(session)));
    }

    public sealed class AddressRing : Rule
    {
        public override void Define()
        {
            IGrouping<int, Order> group = null!;
            When().Query(() => group, q => q.Match<Order>().GroupBy(o => o.AddressId).Where(g => Ring.IsIn(g)));
            Then().Yield(_ => new Alert(1, group.Key)).Do(_ => Fired.Count(1));
        }
    }

    public sealed class SharedDevice : Rule
    {
        public override void Define()
        {
            IGrouping<int, Order> group = null!;
            When().Query(() => group, q => q.Match<Order>().GroupBy(o => o.DeviceId).Where(g => Ring.HasPair(g)));
            Then().Do(_ => Fired.Count(2));
        }
    }
}
