using System.Diagnostics;
using System.Text;
using Workflows.Engine.Definitions;
using Workflows.Engine.Ports;
using Workflows.Engine.Running;
using Workflows.Engine.Runs;
using Workflows.Engine.Storage;
using Workflows.Rules.Feel;

namespace Workflows.Benchmarks.Engine;

/// <summary>
/// Whole runs in process, one thread: decided, folded into their state, written as history, hashed, snapshotted and committed to the
/// store in memory. Nothing is left out but the disk.
/// </summary>
public sealed class EngineRuns : Benchmark
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public override IReadOnlyList<string> Names =>
    [
        "engine.sequence-10", "engine.sequence-10-allocated", "engine.flowchart-10", "engine.decision-javascript", "engine.decision-feel",
        "engine.loop-1000",
    ];

    public override void Run(Report report)
    {
        var allocated = Measure(report, "engine.sequence-10", Sequence(string.Empty), 10, Nothing);
        report.Figure("engine.sequence-10-allocated", allocated, "B/run");
        Measure(report, "engine.flowchart-10", Flowchart(), 10, Nothing);
        using var script = new Jint.Engine();
        script.SetValue("getAmount", () => 150);
        var compiled = Jint.Engine.PrepareScript("getAmount() > 100");
        Measure(
            report, "engine.decision-javascript", Sequence(Decision("JavaScript", "getAmount() > 100")), 10,
            () => Harness.Check("decision", true, script.Evaluate(compiled).ToObject()!));
        var formula = FeelExpression.Compile("Amount > 100", FeelScope.Of(("Amount", FeelType.Number))).Expression!;
        Measure(
            report, "engine.decision-feel", Sequence(Decision("FEEL", "Amount > 100")), 10,
            () => Harness.Check("decision", true, formula.Evaluate([150m], new FeelRun(Now))!));
        Measure(report, "engine.loop-1000", Loop(), 1000, Nothing);
    }

    private static void Nothing()
    {
    }

    // A loop is told in milliseconds, all others in runs a second; the ratio is always of the bare loop's speed.
    private static long Measure(Report report, string name, string json, int lines, Action decide)
    {
        var (perSecond, allocated, bare) = Measure(json, lines, decide);
        var (value, unit) = lines > 10 ? (1000 / perSecond, "ms") : (perSecond, "runs/s");
        report.Figure(name, value, unit, allocated, $"lines {lines}; bare loop {bare:F0} runs/s", perSecond / bare);
        return allocated;
    }

    /// <summary>Runs per second over about two seconds, after three of warming up, and bytes allocated for each.</summary>
    private static (double PerSecond, long Allocated, double Bare) Measure(string json, int lines, Action decide)
    {
        var definition = DefinitionReader.Read("bench.json", json).Definition!;
        Run(definition, lines, TimeSpan.FromSeconds(3));
        var (perSecond, allocated) = Run(definition, lines, TimeSpan.FromSeconds(2));
        var store = new InMemoryRunStore();
        var shelf = new DefinitionShelf([definition]);
        Check(new RunService(store, new NoRules(), shelf, shelf.Catalogue, new StandingClock(Now)), definition, lines, 0);
        var entry = store.ReadHistoryAsync("run-0").ToBlockingEnumerable().Single();
        using var bare = new BareRuns(store.FindRunAsync("run-0").AsTask().Result!, entry, decide);
        return (perSecond, allocated, bare.PerSecond());
    }

    private static (double PerSecond, long Allocated) Run(WorkflowDefinition definition, int lines, TimeSpan time)
    {
        var shelf = new DefinitionShelf([definition]);
        var best = 0d;
        var allocated = 0L;
        var total = Stopwatch.StartNew();
        while (total.Elapsed < time)
        {
            // A store of its own for each batch: what is kept must not slow down what comes later.
            var service = new RunService(new InMemoryRunStore(), new NoRules(), shelf, shelf.Catalogue, new StandingClock(Now));
            var before = GC.GetAllocatedBytesForCurrentThread();
            var watch = Stopwatch.StartNew();
            var batch = lines > 10 ? 20 : 1000;
            for (var i = 0; i < batch; i++)
            {
                Check(service, definition, lines, i);
            }

            watch.Stop();
            best = Math.Max(best, batch / watch.Elapsed.TotalSeconds);
            allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / batch;
        }

        return (best, allocated);
    }

    private static void Check(RunService service, WorkflowDefinition definition, int lines, int number)
    {
        var started = service.StartAsync(new StartRequest($"run-{number}", definition.DefinitionId));
        var result = started.IsCompletedSuccessfully ? started.Result : throw new InvalidOperationException("the run left the process");
        Harness.Check("status", RunStatus.Finished, result.Status);
        Harness.Check("lines", lines, result.Lines.Count);
    }

    private static string Sequence(string condition)
    {
        var text = new StringBuilder();
        text.Append("{\"variables\":[{\"id\":\"a\",\"name\":\"Amount\",\"typeName\":\"Decimal\",\"value\":\"150\"}],");
        text.Append("\"root\":{\"type\":\"Elsa.Sequence\",\"id\":\"seq\",\"activities\":[");
        for (var i = 0; i < 10; i++)
        {
            text.Append(i == 0 ? string.Empty : ",");
            text.Append(i == 4 && condition.Length > 0 ? condition : Line(i));
        }

        return text.Append("]}}").ToString();
    }

    private static string Line(int i) => $"{{\"type\":\"Elsa.WriteLine\",\"id\":\"line{i}\",\"text\":\"line\"}}";

    private static string Decision(string language, string condition) =>
        "{\"type\":\"Elsa.If\",\"id\":\"if\",\"condition\":{\"typeName\":\"Boolean\",\"expression\":{\"type\":\"" + language
        + "\",\"value\":\"" + condition + "\"}},\"then\":" + Line(99) + "}";

    private static string Flowchart()
    {
        var nodes = string.Join(",", Enumerable.Range(0, 10).Select(Line));
        var connections = string.Join(",", Enumerable.Range(0, 9).Select(i =>
            $"{{\"source\":{{\"activity\":\"line{i}\",\"port\":\"Done\"}},\"target\":{{\"activity\":\"line{i + 1}\",\"port\":\"In\"}}}}"));
        return $"{{\"root\":{{\"type\":\"Elsa.Flowchart\",\"id\":\"flow\",\"activities\":[{nodes}],\"connections\":[{connections}]}}}}";
    }

    private static string Loop()
    {
        var items = string.Join(",", Enumerable.Range(0, 1000));
        return "{\"root\":{\"type\":\"Elsa.ForEach\",\"id\":\"each\",\"items\":[" + items + "],\"body\":" + Line(0) + "}}";
    }

    private sealed class StandingClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
