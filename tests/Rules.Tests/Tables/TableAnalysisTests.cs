using System.Text.Json;
using Workflows.Rules.Dmn;
using Workflows.Rules.Feel;
using Workflows.Rules.RuleFiles;
using Workflows.Rules.Tables;
using Workflows.Rules.Tables.Analysis;
using Workflows.Rules.Tests.RuleFiles;

namespace Workflows.Rules.Tests.Tables;

/// <summary>What is told of rows is what trying values shows, and large tables are looked through or said not to be.</summary>
public sealed class TableAnalysisTests
{
    private const int Seed = 20261128;
    private static readonly string[] Cells =
        ["-", "1", "2", "< 2", ">= 3", "[1..3]", "(1..4)", "1, 4", "not(2)", "not(1, 3)", "not([2..3])", "null", "null, > 4"];

    [Fact]
    public void Findings_are_those_that_trying_values_shows()
    {
        var random = new Random(Seed);
        for (var round = 0; round < 300; round++)
        {
            var rows = Enumerable.Range(0, random.Next(1, 6)).Select(_ => new[] { Cell(random), Cell(random) }).ToList();
            var plan = Plan(HitPolicy.Unique, rows);
            var found = TableAnalysis.Run(plan, [null, null], false);
            var told = string.Join(" / ", rows.Select(r => string.Join(" | ", r)));
            Assert.All(found, f => Assert.True(f.Kind == TableFindingKind.Gap
                ? Matches(plan, f.Example).Count == 0 : f.Rows.All(Matches(plan, f.Example).Contains), $"{f.Kind} {told}"));
            Assert.Equal(Tried(plan, m => m.Count == 0), found.Any(f => f.Kind == TableFindingKind.Gap));
            Assert.Equal(Tried(plan, m => m.Count > 1), found.Any(f => f.Kind == TableFindingKind.Overlap));
        }
    }

    [Fact]
    public void Table_of_thousands_of_rows_is_looked_through()
    {
        var ring = Enumerable.Range(0, 5000).Select(i => i * 7 % 5000);
        string[][] rows = [.. ring.Select(i => new[] { "-", $"[{i}..{i + 1})" }), ["> 1", "77"]];
        var found = TableAnalysis.Run(Plan(HitPolicy.Unique, rows), [null, null], false);
        Assert.Equal([TableFindingKind.Overlap, TableFindingKind.Gap], found.Select(f => f.Kind));
        Assert.Equal([11, 5000], found[0].Rows);
    }

    [Fact]
    public void Table_that_is_too_large_is_said_to_be()
    {
        var path = Path.Combine(RuleCorpus.Folder(), "../tables/large.json");
        using var cases = JsonDocument.Parse(File.ReadAllText(path));
        foreach (var item in cases.RootElement.EnumerateArray())
        {
            string Part(string name) => item.GetProperty(name).GetString()!;
            var text = Part("before") + string.Concat(Enumerable.Repeat(Part("row"), item.GetProperty("rows").GetInt32())) + Part("after");
            var found = text[0] == '<' ? DmnProgram.Compile(new DmnFile("m.dmn", text)).Diagnostics
                : RuleProgram.Compile([new RuleFile(string.Empty, text)]).Diagnostics;
            Assert.Equal(item.GetProperty("expected").EnumerateArray().Select(e => e.GetString()), found.Select(d => d.Code));
        }
    }

    private static string Cell(Random random) => Cells[random.Next(Cells.Length)];

    private static bool Tried(TablePlan plan, Func<List<int>, bool> holds)
    {
        object?[] values = [null, .. Enumerable.Range(0, 12).Select(i => (object?)(i / 2m))];
        return values.Any(a => values.Any(b => holds(Matches(plan, [a, b]))));
    }

    private static List<int> Matches(TablePlan plan, IReadOnlyList<object?> values)
    {
        var run = new FeelRun(DateTimeOffset.UnixEpoch) { Mode = FeelRunMode.Interpreted };
        object?[] input = [.. values.Select(v => ReferenceEquals(v, ColumnAtoms.Anything) ? 1m : v)];
        return [.. plan.Rows.Index().Where(r => r.Item.Tests.Index().All(t => t.Item?.Test(input[t.Index], [], run) ?? t.Item is null))
            .Select(r => r.Index)];
    }

    private static TablePlan Plan(HitPolicy policy, IReadOnlyList<string[]> rows)
    {
        var compiled = rows.SelectMany(r => r).Distinct().ToDictionary(c => c, c => c == "-" ? null
            : FeelExpression.CompileUnaryTests(c, FeelType.Number, FeelScope.Empty).Expression);
        return new TablePlan(policy)
        {
            Inputs = [.. rows[0].Select((_, i) => new TableInput($"i{i}"))],
            Outputs = [new TableOutput("o", [])],
            Rows = [.. rows.Select(r => new TableRow([.. r.Select(c => compiled[c])], [null]))],
        };
    }
}
