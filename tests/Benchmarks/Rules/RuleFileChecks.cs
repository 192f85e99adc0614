using System.Diagnostics;
using System.Text;
using Workflows.Rules.RuleFiles;
using Workflows.Rules.RuleFiles.Language;

namespace Workflows.Benchmarks.Rules;

/// <summary>A rule file of 2,000 lines: parse and check it whole, and answer after one changed character.</summary>
public sealed class RuleFileChecks : Benchmark
{
    private const int Lines = 2000;

    public override IReadOnlyList<string> Names => ["rulefile.check-2000", "rulefile.keystroke-2000"];

    public override void Run(Report report)
    {
        var text = Text();
        var lines = text.Split('\n').Length - 1;
        var check = Harness.Best(15, () => { }, () => Check(text));
        report.Figure("rulefile.check-2000", check.Milliseconds, "ms", check.Allocated, Harness.Check("findings", 1,
            Check(text)) + $", {lines} lines");

        // What is typed: a digit of an amount in the middle of the file, each time another one, so that nothing is known beforehand.
        var language = new RuleLanguage();
        language.Diagnostics([new RuleFile("big.rules", text)]);
        var times = new List<double>();
        for (var key = 0; key < 40; key++)
        {
            var typed = new RuleFile("big.rules", text.Replace("amount > 1050", $"amount > {2000 + key}", StringComparison.Ordinal));
            var clock = Stopwatch.StartNew();
            var found = language.Diagnostics([typed]).Count;
            times.Add(clock.Elapsed.TotalMilliseconds);
            Harness.Check("findings", 1, found);
        }

        times.Sort();
        report.Figure("rulefile.keystroke-2000", times[times.Count / 2], "ms", check: $"worst of 40: {times[^1]:0.0} ms");
    }

    private static int Check(string text) => RuleProgram.Compile([new RuleFile("big.rules", text)]).Diagnostics.Count;

    private static string Text()
    {
        var text = new StringBuilder("""
            rules big "Big" zh "大"
            fact Order "Order" zh "订单"
              id string key
              buyer string
              address string
              amount number in [0..]
              paidAt date and time
              status string one of "paid", "shipped", "cancelled"
            fact Signal "Signal" zh "信号" concluded
              order Order key
              kind string key
              score number in [0..1000]
              reason text
            parameter unused number = 1 "nothing uses it" zh "未使用"
            parameter window duration = @"PT24H" "window" zh "时间窗"

            """);
        var made = text.ToString().Count(c => c == '\n');
        for (var i = 0; made < Lines; i++)
        {
            var part = i % 4 == 3 ? TableOf(i) : RuleOf(i);
            text.Append(part);
            made += part.Count(c => c == '\n');
        }

        return text.ToString();
    }

    private static string RuleOf(int i) => $$"""
        parameter least{{i}} number = {{i % 10 + 2}} in [2..20] "least of {{i}}" zh "最少 {{i}}"
        rule rule{{i}} "Rule {{i}}" zh "规则 {{i}}"
          tags brushing
          when
            first is an Order where status in ("paid", "shipped") and amount > {{1000 + i}}
            ring is every Order where address = first.address and paidAt in [first.paidAt .. first.paidAt + window]
            total is sum of amount over Order where buyer = first.buyer and status = "paid"
            count(distinct values(ring.buyer)) >= least{{i}} and total > 10 * {{i}}
            there is no Order where buyer = first.buyer and paidAt < first.paidAt - @"P30D"
          then
            for each order in ring conclude Signal
              order  order
              kind   "ring {{i}}"
              score  if total > 1000 then 50 else min(40, count(ring))
              reason "{count(ring)} orders to {first.address}" zh "{count(ring)} 单寄往 {first.address}"
        test "rule {{i}}" zh "规则 {{i}}"
          given 5 Order id "O{n}", address "A", buyer "b{n}", amount 5000, status "paid", paidAt @"2026-11-01T10:00:00+08:00"
          expect 5 Signal kind "ring {{i}}"

        """;

    private static string TableOf(int i) => $$"""
        table rate{{i}} "Rate {{i}}" zh "比例 {{i}}" unique
          post string one of "pre-sales CS", "after-sales CS"
          attainment number in [0..]
          | post             | attainment   || rate  |
          | "pre-sales CS"   | < 0.8        || 0.005 |
          | "pre-sales CS"   | [0.8 .. 1.0) || 0.010 |
          | "pre-sales CS"   | >= 1.0       || 0.015 |
          | "after-sales CS" | < 0.5        || 0     |
          | "after-sales CS" | >= 0.5       || 0.003 |
          | otherwise        || 0 |

        """;
}
