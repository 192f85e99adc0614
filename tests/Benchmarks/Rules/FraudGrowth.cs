namespace Workflows.Benchmarks.Rules;

/// <summary>
/// How processor time grows with the number of orders: the exponent is 1 where ten times the orders take ten times as long. The work for an
/// order is the same in any number of them, which its allocation shows; what grows is the time for which a processor waits for memory
/// that no longer fits into what is near it. The bare loop, the same rules by hand, is measured beside, because it waits too.
/// </summary>
public sealed class FraudGrowth : Benchmark
{
    private const int Day = 86_400;

    public override IReadOnlyList<string> Names =>
        ["rules.growth-10k-100k", "rules.growth-100k-1m", "rules.growth-1m-time", "rules.growth-1m-bare-ratio"];

    public override void Run(Report report)
    {
        var factory = FraudJoin.Rules();
        var small = Measure(10_000, 60);
        var middle = Measure(100_000, 10);
        var large = Measure(1_000_000, 3);
        Growth(Names[0], small, middle);
        Growth(Names[1], middle, large);
        report.Figure(Names[2], large.Milliseconds, "ms", large.Allocated / 1_000_000, "firings as by hand");
        report.Figure(Names[3], large.Milliseconds / large.Bare, "of bare loop", check: $"{middle.Milliseconds / middle.Bare:F2} at 100k");

        Measured Measure(int count, int runs)
        {
            var orders = FraudData.Orders(count);
            var (bare, byHand) = BareFraud.Time(orders, runs);
            var (ms, allocated, counts) = FraudJoin.Time(factory, orders, runs, Harness.Spent);
            Harness.Check("firings", byHand, counts);
            Harness.Check("rings", Rings(orders), counts.Split('/')[0]);
            return new Measured(ms, allocated, bare);
        }

        void Growth(string name, Measured less, Measured more) => report.Figure(
            name, Math.Log10(more.Milliseconds / less.Milliseconds), "exponent",
            check: $"bare loop {Math.Log10(more.Bare / less.Bare):F2}, bytes {Math.Log10((double)more.Allocated / less.Allocated):F2}");
    }

    // The rule by brute force: orders at whose address at least four other buyers order within a day from then.
    private static int Rings(Order[] orders)
    {
        var byAddress = orders.ToLookup(o => o.AddressId);
        return orders.Count(o => byAddress[o.AddressId]
            .Where(p => p.BuyerId != o.BuyerId && p.TimeSec >= o.TimeSec && p.TimeSec <= o.TimeSec + Day)
            .Select(p => p.BuyerId).Distinct().Count() >= 4);
    }

    private readonly record struct Measured(double Milliseconds, long Allocated, double Bare);
}
