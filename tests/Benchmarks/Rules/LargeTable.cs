using Workflows.Rules.Feel;
using Workflows.Rules.Tables;

namespace Workflows.Benchmarks.Rules;

/// <summary>
/// One decision on a table of 16,000 rows: 40 segments by 20 regions by 20 bands of an amount, each row with a day on which it begins;
/// every question has exactly one matching row.
/// </summary>
public sealed class LargeTable : Benchmark
{
    private const int Segments = 40, Regions = 20, Bands = 20;
    private const int Questions = 20_000;

    public override IReadOnlyList<string> Names => ["table.16k"];

    public override void Run(Report report)
    {
        var table = Table();
        var random = new SplitMix(20261126);
        var questions = Enumerable.Range(0, Questions).Select(_ => Question(random)).ToList();
        var run = new FeelRun(default(FeelDateTime), int.MaxValue);
        var right = 0;
        var (ms, allocated) = Harness.Best(5, () => right = 0, () =>
        {
            foreach (var (values, row) in questions)
            {
                run.Reset();
                right += table.Decide(values, [], run).Value is decimal found && found == row ? 1 : 0;
            }
        });
        report.Figure("table.16k", ms * 1000 / Questions, "us", allocated / Questions, Harness.Check("right rows", Questions, right));
    }

    private static DecisionTable Table()
    {
        var types = new[] { FeelType.String, FeelType.String, FeelType.Number, FeelType.Number };
        var rows = new List<TableRow>();
        foreach (var (segment, region, band) in Rows())
        {
            string[] cells = [$"\"s{segment}\"", $"\"r{region}\", \"x{region}\"", $"[{band * 50}..{(band + 1) * 50})", $">= {band}"];
            var tests = cells.Select((c, i) => Compiled(FeelExpression.CompileUnaryTests(c, types[i], FeelScope.Empty)));
            rows.Add(new TableRow([.. tests], [Compiled(FeelExpression.Compile($"{rows.Count}", FeelScope.Empty))]));
        }

        return new DecisionTable(new TablePlan(HitPolicy.Unique)
        {
            Inputs = [new TableInput("segment"), new TableInput("region"), new TableInput("amount"), new TableInput("day")],
            Outputs = [new TableOutput("rate", [])],
            Rows = rows,
        });
    }

    private static IEnumerable<(int Segment, int Region, int Band)> Rows() =>
        from segment in Enumerable.Range(0, Segments)
        from region in Enumerable.Range(0, Regions)
        from band in Enumerable.Range(0, Bands)
        select (segment, region, band);

    private static (object?[] Values, int Row) Question(SplitMix random)
    {
        var (segment, region, amount) = (random.Next(Segments), random.Next(Regions), random.Next(Bands * 50));
        object?[] values = [$"s{segment}", $"{(amount % 2 == 0 ? 'r' : 'x')}{region}", (decimal)amount, 30m];
        return (values, (segment * Regions + region) * Bands + amount / 50);
    }

    private static FeelExpression Compiled(FeelResult result) =>
        result.Expression ?? throw new InvalidOperationException(result.Diagnostics[0].ToString());
}
