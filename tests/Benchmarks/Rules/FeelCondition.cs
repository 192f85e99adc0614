using Workflows.Rules.Feel;

namespace Workflows.Benchmarks.Rules;

/// <summary>
/// A typical condition over facts of a declared type, on one core: a number compared, a text in a list, and the elements counted that pass
/// a filter. A thousand orders of one to six lines; most come as far as the filter, and no single branch or cache line decides.
/// </summary>
public sealed class FeelCondition : Benchmark
{
    private const string Condition = "total > 100 and status in [\"paid\",\"shipped\"] and count(lines[price > 50]) >= 2";
    private const int Orders = 1000;
    private const int Rounds = 1000;

    public override IReadOnlyList<string> Names => ["feel.condition"];

    public override void Run(Report report)
    {
        var line = new ContextType("Line", [new("sku", FeelType.String), new("price", FeelType.Number)]);
        var order = new ContextType(
            "Order", [new("total", FeelType.Number), new("status", FeelType.String), new("lines", FeelType.ListOf(line))]);
        var result = FeelExpression.Compile(Condition, FeelScope.Of(order.Fields.Select(f => (f.Name, f.Type))));
        var condition = result.Expression ?? throw new InvalidOperationException(string.Join(' ', result.Diagnostics));
        var orders = Facts(order, line);
        var expected = orders.Count(o => Expected((decimal)o[0]!, (string)o[1]!, (object?[])o[2]!));
        var run = new FeelRun(DateTimeOffset.UnixEpoch, int.MaxValue);
        var passed = 0;
        var (ms, allocated) = Harness.Best(8, () => (passed, run) = (0, new FeelRun(DateTimeOffset.UnixEpoch, int.MaxValue)), () =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                foreach (var fact in orders)
                {
                    passed += condition.Test(fact, run) ? 1 : 0;
                }
            }
        });
        report.Figure("feel.condition", Orders * Rounds / ms * 1000, "1/s", allocated / (Orders * Rounds),
            Harness.Check("passed", expected * Rounds, passed));
    }

    private static Fact[] Facts(ContextType order, ContextType line)
    {
        var random = new SplitMix(1);
        string[] statuses = ["paid", "shipped", "shipped", "new"];
        return [.. Enumerable.Range(0, Orders).Select(_ => new Fact(order,
        [
            (decimal)(90 + random.Next(200)),
            new string(statuses[random.Next(4)]),
            Enumerable.Range(0, 1 + random.Next(6)).Select(i => (object?)new Fact(line, ["sku" + i, (decimal)random.Next(120)])).ToArray(),
        ]))];
    }

    private static bool Expected(decimal total, string status, object?[] lines) =>
        total > 100 && status is "paid" or "shipped" && total > 100 && lines.Count(l => (decimal)((Fact)l!)[1]! > 50) >= 2;

    private sealed class Fact(ContextType type, object?[] slots) : FeelRecord(type, slots);
}
