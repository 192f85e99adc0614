using System.Globalization;

namespace Workflows.Benchmarks.Rules;

/// <summary>How time grows with the number of orders: the exponent is 1 where ten times the orders take ten times as long.</summary>
public sealed class FraudGrowth : Benchmark
{
    private const int Day = 86_400;

    public override IReadOnlyList<string> Names => ["rules.growth-10k-100k", "rules.growth-100k-1m", "rules.growth-1m-time"];

    public override void Run(Report report)
    {
        var factory = FraudJoin.Rules();
        var small = Measure(10_000, 5);
        var middle = Measure(100_000, 3);
        var large = Measure(1_000_000, 1);
        report.Figure(Names[0], Math.Log10(middle / small), "exponent");
        report.Figure(Names[1], Math.Log10(large / middle), "exponent");
        report.Figure(Names[2], large, "ms", check: "rings and big orders counted");

        double Measure(int count, int runs)
        {
            var orders = FraudData.Orders(count);
            var (ms, _, counts) = FraudJoin.Time(factory, orders, runs);
            var fired = counts.Split('/').Select(c => int.Parse(c, CultureInfo.InvariantCulture)).ToArray();
            Harness.Check("rings", Rings(orders), fired[0]);
            Harness.Check("big orders", orders.Count(o => o.AmountCents >= 500_000), fired[2]);
            return ms;
        }
    }

    // The rule by brute force: orders at whose address at least four other buyers order within a day from then.
    private static int Rings(Order[] orders)
    {
        var byAddress = orders.ToLookup(o => o.AddressId);
        return orders.Count(o => byAddress[o.AddressId]
            .Where(p => p.BuyerId != o.BuyerId && p.TimeSec >= o.TimeSec && p.TimeSec <= o.TimeSec + Day)
            .Select(p => p.BuyerId).Distinct().Count() >= 4);
    }
}
