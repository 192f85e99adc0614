using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Workflows.Engine.Definitions;
using Workflows.Engine.Ports;
using Workflows.Engine.Running;
using Workflows.Engine.Runs;
using Workflows.Host.Storage;
using Workflows.Host.Storage.Commits;

namespace Workflows.Benchmarks.Serving;

/// <summary>
/// A file with 1,000,000 waiting runs: how long a host takes until it is ready on it, and what an ordinary transition costs beside that on
/// an empty file. The rows are those of a run that was really started, written under a million ids.
/// </summary>
public sealed class MillionWaiting : Benchmark
{
    private const int Waiting = 1_000_000;
    private const int InBatch = 20_000;
    private const int Transitions = 400;

    private const string Flow = """
        {"id": "waits-1", "definitionId": "waits", "isPublished": true, "root": {"type": "Elsa.Sequence", "id": "all", "activities": [
          {"type": "Elsa.Event", "id": "paid", "eventName": "paid"}, {"type": "Elsa.WriteLine", "id": "line", "text": "paid"}]}}
        """;

    public override IReadOnlyList<string> Names =>
        ["engine.million-waiting-ready", "engine.million-waiting-transition", "engine.million-waiting-bytes"];

    public override void Run(Report report)
    {
        var folder = Directory.CreateTempSubdirectory("workflows-bench-");
        try
        {
            RunAsync(folder, report).GetAwaiter().GetResult();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task RunAsync(DirectoryInfo folder, Report report)
    {
        var full = folder.CreateSubdirectory("full").FullName;
        var file = Path.Combine(full, "workflows.db");
        var template = await StartedAsync(Path.Combine(folder.FullName, "one.db"));
        (await SqliteRunStore.OpenAsync(file, CrashPoints.None)).Dispose();
        Fill(file, template);
        report.Figure("engine.million-waiting-bytes", new FileInfo(file).Length / (double)Waiting, "B/run");

        var emptyReady = await ReadyAsync(folder.CreateSubdirectory("none").FullName);
        var ready = await ReadyAsync(full);
        report.Figure(
            "engine.million-waiting-ready", ready, "s", check: $"{emptyReady:F2} s on an empty folder", ratio: ready / emptyReady);
        var few = await TransitionAsync(Path.Combine(folder.FullName, "empty.db"));
        var many = await TransitionAsync(file);
        report.Figure("engine.million-waiting-transition", many, "ms", check: $"{few:F3} ms on an empty file", ratio: many / few);
    }

    private static RunService ServiceOn(IRunStore store)
    {
        var shelf = new DefinitionShelf([DefinitionReader.Read("waits.json", Flow).Definition!]);
        return new RunService(store, new NoRules(), shelf, shelf.Catalogue, TimeProvider.System);
    }

    private static async Task<Commit> StartedAsync(string path)
    {
        using var store = await SqliteRunStore.OpenAsync(path, CrashPoints.None);
        Commit? made = null;
        store.Committed += commit => made = commit;
        await ServiceOn(store).StartAsync(new StartRequest(IdOf(0), "waits") { CorrelationId = IdOf(0) });
        return made!;
    }

    private static void Fill(string file, Commit template)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        Run(connection, "PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000;");
        using (var writer = new CommitWriter(connection))
        {
            for (var n = 0; n < Waiting; n += InBatch)
            {
                Run(connection, "BEGIN");
                for (var i = n; i < n + InBatch; i++)
                {
                    Harness.Check("outcome", CommitOutcome.Committed, writer.Write(Renamed(template, IdOf(i))));
                }

                Run(connection, "COMMIT");
            }
        }

        Run(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
    }

    // All ids have one length, so the texts within the state keep their places.
    private static Commit Renamed(Commit template, string id)
    {
        var old = Encoding.ASCII.GetBytes(template.Head.RunId);
        return template with
        {
            Head = template.Head with { RunId = id, CorrelationId = id, State = Renamed(template.Head.State, old, id) },
            Entry = template.Entry with { RunId = id, Events = Renamed(template.Entry.Events, old, id) },
            BookmarksAdded = [.. template.BookmarksAdded.Select(mark => mark with { Id = $"{id}:1", RunId = id, CorrelationId = id })],
        };
    }

    private static byte[] Renamed(ReadOnlyMemory<byte> bytes, byte[] old, string id)
    {
        var copy = bytes.ToArray();
        for (var at = 0; copy.AsSpan(at).IndexOf(old) is >= 0 and var found; at += found + old.Length)
        {
            Encoding.ASCII.GetBytes(id, copy.AsSpan(at + found));
        }

        return copy;
    }

    /// <summary>Seconds from the start of the process until it answers that it is ready.</summary>
    private static async Task<double> ReadyAsync(string folder)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Workflows.Host.dll");
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(
            "dotnet", ["exec", program, "serve", "--data", folder, "--urls", "http://127.0.0.1:0", "--json"])
        {
            RedirectStandardOutput = true,
        })!;
        try
        {
            var greeting = JsonElement.Parse((await process.StandardOutput.ReadLineAsync())!);
            using var client = new HttpClient();
            var answer = await client.GetAsync(new Uri(greeting.GetProperty("addresses")[0].GetString() + "/health/ready"));
            answer.EnsureSuccessStatusCode();
            return watch.Elapsed.TotalSeconds;
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    /// <summary>Half of the transitions take at most so many milliseconds: the start of a run, and an event that finds it.</summary>
    private static async Task<double> TransitionAsync(string file)
    {
        using var store = await SqliteRunStore.OpenAsync(file, CrashPoints.None);
        var service = ServiceOn(store);
        var times = new List<double>();
        for (var n = 0; n < Transitions; n++)
        {
            var run = $"fresh-{n}";
            var began = Stopwatch.GetTimestamp();
            await service.StartAsync(new StartRequest(run, "waits") { CorrelationId = run });
            var waiting = await store.FindBookmarksAsync("event", "paid", run);
            var result = await service.ResumeAsync(new ResumeRequest(waiting.Single().Id));
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds / 2);
            Harness.Check("status", RunStatus.Finished, result.Status);
        }

        times.Sort();
        return times[Transitions / 2];
    }

    private static string IdOf(int n) => $"0000000000000000000000000{n:D7}";

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
