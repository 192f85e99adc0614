using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Workflows.Benchmarks.Storage;
using Workflows.Engine.Ports;
using Workflows.Engine.Runs;
using Workflows.Host.Definitions;
using Workflows.Host.Serving;
using Workflows.Host.Storage;
using Workflows.Host.Waking;

namespace Workflows.Benchmarks.Serving;

/// <summary>
/// 50,000 runs whose timers are due at one moment, in the whole host: none fires before, each fires once, and they are worked off at a rate
/// that is compared with the durable transitions of the same process and disk.
/// </summary>
public sealed class DueTimers : Benchmark
{
    private const int Timers = 50_000;
    private const int AtOnce = 128;

    private const string Flow = """
        {"name": "Waits", "root": {"type": "Elsa.Sequence", "id": "all", "activities": [
          {"type": "Elsa.Delay", "id": "hour",
           "timeSpan": {"typeName": "TimeSpan", "expression": {"type": "Literal", "value": "01:00:00"}}},
          {"type": "Elsa.WriteLine", "id": "line", "text": "over"}
        ]}}
        """;

    public override IReadOnlyList<string> Names => ["timers.50k-ratio", "timers.50k-rate"];

    public override void Run(Report report) => RunAsync(report).GetAwaiter().GetResult();

    private static async Task RunAsync(Report report)
    {
        var folder = Directory.CreateTempSubdirectory("workflows-bench-").FullName;
        try
        {
            var transitions = await DurableTransitions.RateAsync(Path.Combine(folder, "transitions.db"));
            var clock = new HandClock();
            await using var product = await Product.BuildAsync(
                new HostSettings { DataFolder = folder, Urls = "http://127.0.0.1:0" },
                services => services.AddSingleton<TimeProvider>(clock).AddLogging(logging => logging.ClearProviders()));
            await PublishAsync(product);
            await StartRunsAsync(product);
            var (rate, check) = await FireAsync(product, clock);
            report.Figure("timers.50k-rate", rate, "1/s", check: check);
            report.Figure(
                "timers.50k-ratio", rate / transitions, "of transition rate", check: $"{transitions:F0} transitions/s",
                ratio: rate / transitions);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task PublishAsync(WebApplication product)
    {
        var definitions = product.Services.GetRequiredService<DefinitionStore>();
        await definitions.SaveDraftAsync("waits", Flow, null, "bench");
        await definitions.PublishAsync("waits", "benchmark");
    }

    private static Task StartRunsAsync(WebApplication product)
    {
        var service = product.Services.GetRequiredService<RunService>();
        return Parallel.ForEachAsync(
            Enumerable.Range(0, Timers), new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (n, stop) => Harness.Check(
                "status", RunStatus.Waiting, (await service.StartAsync(new StartRequest($"waits-{n}", "waits"), stop)).Status));
    }

    private static async Task<(double Rate, string Check)> FireAsync(WebApplication product, HandClock clock)
    {
        var store = product.Services.GetRequiredService<SqliteRunStore>();
        var fired = new ConcurrentDictionary<string, int>();
        var count = 0;
        var all = new TaskCompletionSource();
        store.Committed += commit =>
        {
            fired.AddOrUpdate(commit.Head.RunId, 1, (_, times) => times + 1);
            if (Interlocked.Increment(ref count) == Timers)
            {
                all.TrySetResult();
            }
        };
        clock.Now += TimeSpan.FromHours(1) - TimeSpan.FromTicks(1);
        await product.StartAsync();
        // The host looks several times at timers that are due in the very next moment.
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var look = 0; look < 5; look++)
        {
            product.Services.GetRequiredService<Signals>().Timers.Set();
            await looks.WaitForNextTickAsync();
        }

        var early = Harness.Check("early", 0, count);
        clock.Now += TimeSpan.FromTicks(1);
        var watch = Stopwatch.StartNew();
        product.Services.GetRequiredService<Signals>().Timers.Set();
        await all.Task.WaitAsync(TimeSpan.FromMinutes(2));
        var rate = Timers / watch.Elapsed.TotalSeconds;
        await product.StopAsync();
        var left = store.Rows.Find("SELECT count(*) FROM Timers", row => row.GetInt64(0));
        var others = store.Rows.Find(
            "SELECT count(*) FROM Runs WHERE DefinitionId = 'waits' AND (Version <> 2 OR Status <> $1)", row => row.GetInt64(0),
            (int)RunStatus.Finished);
        return (rate, string.Join(", ", early, Harness.Check("fired", Timers, fired.Count), Harness.Check("left", 0, left),
            Harness.Check("not once", 0, others + fired.Values.Count(times => times != 1))));
    }

    private sealed class HandClock : TimeProvider
    {
        private long ticks = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero).UtcTicks;

        public DateTimeOffset Now
        {
            get => new(Interlocked.Read(ref ticks), TimeSpan.Zero);
            set => Interlocked.Exchange(ref ticks, value.UtcTicks);
        }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
