using System.Collections.Concurrent;
using System.Diagnostics;
using Workflows.Engine.Definitions;
using Workflows.Engine.Ports;
using Workflows.Engine.Running;
using Workflows.Engine.Runs;
using Workflows.Host.Storage;

namespace Workflows.Benchmarks.Storage;

/// <summary>
/// Whole runs of five steps on SQLite, 64 at once: the start and four events that are awaited, found by their correlation, five commits in
/// all. The bare loop writes the very commits that these runs made, in transactions of 64.
/// </summary>
public sealed class FiveStepRuns : Benchmark
{
    private const int AtOnce = 64;
    private const int RunsEach = 120;
    private const int Steps = 5;

    public override IReadOnlyList<string> Names => ["engine.durable-five-step"];

    public override void Run(Report report)
    {
        var folder = Directory.CreateTempSubdirectory("workflows-bench-");
        try
        {
            RunAsync(folder.FullName, report).GetAwaiter().GetResult();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task RunAsync(string folder, Report report)
    {
        var written = new ConcurrentQueue<Commit>();
        using var store = await SqliteRunStore.OpenAsync(Path.Combine(folder, "runs.db"), CrashPoints.None);
        store.Committed += written.Enqueue;
        var shelf = new DefinitionShelf([DefinitionReader.Read("five.json", Definition()).Definition!]);
        var service = new RunService(store, new NoRules(), shelf, shelf.Catalogue, TimeProvider.System);
        await DriveAllAsync(store, service, "warm", 3 * RunsEach);
        written.Clear();
        var batches = 0;
        store.BatchWritten += _ => batches++;
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var busy = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        await DriveAllAsync(store, service, "run", RunsEach);
        var each = (Environment.CpuUsage.TotalTime - busy) / (AtOnce * RunsEach);
        var rate = AtOnce * RunsEach / clock.Elapsed.TotalSeconds;
        var allocated = (GC.GetTotalAllocatedBytes(precise: true) - before) / (AtOnce * RunsEach);
        var ended = written.Count(commit => commit.Head.Status == RunStatus.Finished);
        var check = Harness.Check("finished", AtOnce * RunsEach, ended) + ", " + Harness.Check("commits", Steps * ended, written.Count);
        var bare = await BareAsync(Path.Combine(folder, "bare.db"), [.. written]);
        report.Figure(
            "engine.durable-five-step", rate, "runs/s", allocated,
            $"{check}, {written.Count / (double)batches:F0} in a transaction; "
            + $"bare loop {bare:F0} runs/s; {each.TotalMicroseconds:F0} us of processor time each",
            ratio: rate / bare);
    }

    private static Task DriveAllAsync(SqliteRunStore store, RunService service, string name, int runs) =>
        Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async caller =>
        {
            await Task.Yield();
            for (var n = 0; n < runs; n++)
            {
                await DriveAsync(store, service, $"{name}-{caller}-{n}");
            }
        }));

    private static async Task DriveAsync(SqliteRunStore store, RunService service, string run)
    {
        var result = await service.StartAsync(new StartRequest(run, "five") { CorrelationId = run });
        for (var step = 1; step < Steps; step++)
        {
            Harness.Check("status", RunStatus.Waiting, result.Status);
            var waiting = await store.FindBookmarksAsync("event", $"step{step}", run);
            result = await service.ResumeAsync(new ResumeRequest(waiting.Single().Id) { Payload = run });
        }

        Harness.Check("status", RunStatus.Finished, result.Status);
    }

    private static async Task<double> BareAsync(string path, IReadOnlyList<Commit> commits)
    {
        (await SqliteRunStore.OpenAsync(path, CrashPoints.None)).Dispose();
        using var loop = new BareLoop(path);
        var clock = Stopwatch.StartNew();
        foreach (var batch in commits.Chunk(AtOnce))
        {
            loop.Batch(batch);
        }

        return commits.Count / (double)Steps / clock.Elapsed.TotalSeconds;
    }

    private static string Definition()
    {
        var steps = string.Join(',', Enumerable.Range(1, Steps - 1).Select(n =>
            $"{{\"type\":\"Elsa.Event\",\"id\":\"wait{n}\",\"eventName\":\"step{n}\"}},"
            + $"{{\"type\":\"Elsa.WriteLine\",\"id\":\"line{n}\",\"text\":\"step {n}\"}}"));
        return $"{{\"id\":\"five-1\",\"definitionId\":\"five\",\"isPublished\":true,\"root\":"
            + $"{{\"type\":\"Elsa.Sequence\",\"id\":\"all\",\"activities\":[{steps}]}}}}";
    }
}
