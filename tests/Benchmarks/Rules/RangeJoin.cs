using Workflows.Rules;
using Workflows.Rules.Fluent.Dsl;

namespace Workflows.Benchmarks.Rules;

/// <summary>Calls and the orders within an hour after them: a window of time with no equality beside it, at two sizes.</summary>
public sealed class RangeJoin : Benchmark
{
    private const int Hour = 3_600;

    public override IReadOnlyList<string> Names => ["rules.range-join-10k", "rules.range-join-100k", "rules.range-join-growth"];

    public override void Run(Report report)
    {
        var factory = Compiled.Of(new WithinAnHour());
        var small = Measure(Names[0], 5_000);
        var large = Measure(Names[1], 50_000);
        report.Figure(Names[2], Math.Log10(large / small), "exponent");

        double Measure(string name, int pairs)
        {
            // Spread so that each call has about two orders in its hour.
            var facts = Enumerable.Range(0, pairs).SelectMany(i => new object[] { new Call(At(i, 7_919)), new Order(At(i, 104_729)) });
            var all = facts.ToArray();
            ISession session = null!;
            var fired = 0;
            var (ms, allocated) = Harness.Best(3, () => session = factory.CreateSession(), () =>
            {
                session.InsertAll(all);
                fired = session.Fire();
            });
            report.Figure(name, ms, "ms", allocated / all.Length, Harness.Check("fired", Expected(all), fired));
            return ms;

            long At(long i, long step) => i * step % (pairs * (Hour / 2L));
        }
    }

    private static int Expected(object[] facts)
    {
        var orders = facts.OfType<Order>().Select(o => o.At).Order().ToArray();
        return facts.OfType<Call>().Sum(c => CountTo(c.At + Hour) - CountTo(c.At - 1));

        int CountTo(long last)
        {
            var (low, high) = (0, orders.Length);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = orders[middle] <= last ? (middle + 1, high) : (low, middle);
            }

            return low;
        }
    }

    public sealed class WithinAnHour : Rule
    {
        public override void Define()
        {
            Call call = null!;
            Order order = null!;
            When().Match(() => call).Match(() => order, o => o.At >= call.At, o => o.At <= call.At + Hour);
            Then().Do(_ => Nothing());
        }

        private static void Nothing()
        {
        }
    }

    public sealed class Call(long at)
    {
        public long At => at;
    }

    public sealed class Order(long at)
    {
        public long At => at;
    }
}
