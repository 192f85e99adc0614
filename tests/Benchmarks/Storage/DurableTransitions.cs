using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Workflows.Engine.Ports;
using Workflows.Host.Storage;

namespace Workflows.Benchmarks.Storage;

/// <summary>
/// 64 runs at once, each step a commit of its own: a history entry of 1 KB, the head, a bookmark burned and one added. The bare loop writes
/// the same rows with the same statements in transactions of as many commits, with nothing around it.
/// </summary>
public sealed class DurableTransitions : Benchmark
{
    private const int Runs = 64;
    private const int Steps = 400;
    private static readonly byte[] Payload = [.. Enumerable.Range(0, 1024).Select(n => (byte)('a' + (n % 26)))];
    private static readonly byte[] State = Payload[..512];
    private static readonly byte[] Hash = Payload[..32];

    public override IReadOnlyList<string> Names =>
    [
        "engine.durable-transitions", "engine.durable-transitions-ratio", "engine.transition-p50", "engine.transition-p99",
        "engine.waiting-bytes",
    ];

    public override void Run(Report report)
    {
        var folder = Directory.CreateTempSubdirectory("workflows-bench-");
        try
        {
            var rate = Grouped(Path.Combine(folder.FullName, "grouped.db"), report).GetAwaiter().GetResult();
            var bare = Bare(Path.Combine(folder.FullName, "bare.db")).GetAwaiter().GetResult();
            report.Figure("engine.durable-transitions", rate, "1/s", check: $"bare loop {bare:F0}/s", ratio: rate / bare);
            report.Figure("engine.durable-transitions-ratio", rate / bare, "of bare loop");
            Alone(Path.Combine(folder.FullName, "alone.db"), report).GetAwaiter().GetResult();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The transitions per second on a fresh file, for what is compared with them.</summary>
    public static async Task<double> RateAsync(string path)
    {
        using var store = await SqliteRunStore.OpenAsync(path, CrashPoints.None);
        return await RateAsync(store);
    }

    private static async Task<double> Grouped(string path, Report report)
    {
        using var store = await SqliteRunStore.OpenAsync(path, CrashPoints.None);
        var rate = await RateAsync(store);
        var before = Used(path);
        const int Waiting = 4096;
        await Task.WhenAll(Enumerable.Range(0, Waiting).Select(n => Drive(store, $"waiting{n}", 1)));
        report.Figure("engine.waiting-bytes", (Used(path) - before) / (double)Waiting, "B/run");
        return rate;
    }

    private static async Task<double> RateAsync(SqliteRunStore store)
    {
        await Task.WhenAll(Enumerable.Range(0, Runs).Select(n => Drive(store, $"warm{n}", 50)));
        var clock = Stopwatch.StartNew();
        var done = await Task.WhenAll(Enumerable.Range(0, Runs).Select(n => Drive(store, $"run{n}", Steps)));
        var rate = Runs * Steps / clock.Elapsed.TotalSeconds;
        Harness.Check("transitions", Runs * Steps, done.Sum());
        return rate;
    }

    private static async Task<int> Drive(SqliteRunStore store, string run, int steps)
    {
        await Task.Yield();
        for (var version = 1; version <= steps; version++)
        {
            Harness.Check("outcome", CommitOutcome.Committed, await store.CommitAsync(CommitOf(run, version)));
        }

        return steps;
    }

    private static async Task Alone(string path, Report report)
    {
        using var store = await SqliteRunStore.OpenAsync(path, CrashPoints.None);
        await Drive(store, "warm", 200);
        var times = new List<double>();
        for (var version = 1; version <= 1000; version++)
        {
            var began = Stopwatch.GetTimestamp();
            await store.CommitAsync(CommitOf("run", version));
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        times.Sort();
        report.Figure("engine.transition-p50", times[500], "ms");
        report.Figure("engine.transition-p99", times[990], "ms");
    }

    private static async Task<double> Bare(string path)
    {
        (await SqliteRunStore.OpenAsync(path, CrashPoints.None)).Dispose();
        using var loop = new BareLoop(path);
        for (var version = 1; version <= 50; version++)
        {
            loop.Batch([.. Enumerable.Range(0, Runs).Select(n => CommitOf($"warm{n}", version))]);
        }

        var batches = Enumerable.Range(1, Steps)
            .Select(version => Enumerable.Range(0, Runs).Select(n => CommitOf($"run{n}", version)).ToArray()).ToArray();
        var clock = Stopwatch.StartNew();
        foreach (var batch in batches)
        {
            loop.Batch(batch);
        }

        return Runs * Steps / clock.Elapsed.TotalSeconds;
    }

    private static Commit CommitOf(string run, long version)
    {
        var at = DateTimeOffset.UnixEpoch.AddSeconds(version);
        return new()
        {
            Head = new()
            {
                RunId = run, DefinitionId = "bench", DefinitionVersionId = "bench-1", Version = version, Status = RunStatus.Waiting,
                CreatedAt = at, UpdatedAt = at, Hash = Hash, State = State,
            },
            Entry = new(run, version, at, "bench", Payload, Hash),
            BookmarksAdded = [new($"{run}:{version}", run, "event", "go", run, at)],
            BookmarksBurned = version == 1 ? [] : [$"{run}:{version - 1}"],
        };
    }

    private static long Used(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT (SELECT page_count FROM pragma_page_count) * (SELECT page_size FROM pragma_page_size)";
        return (long)command.ExecuteScalar()!;
    }
}
