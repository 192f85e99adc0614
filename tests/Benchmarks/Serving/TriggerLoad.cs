using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Workflows.Host.Definitions;
using Workflows.Host.Security.Keys;
using Workflows.Host.Serving;
using Workflows.Host.Storage;

namespace Workflows.Benchmarks.Serving;

/// <summary>
/// The whole product behind Kestrel on loopback: requests with API key and idempotency key that start runs, each answered after its
/// commit. First as many as go through 64 connections, then requests that arrive at a fixed rate whether or not earlier ones are answered;
/// a latency counts from the moment at which its request was due.
/// </summary>
public sealed class TriggerLoad : Benchmark
{
    private const int Connections = 64;
    private const int Requests = 20_000;
    private const double ArrivalsPerSecond = 1_500;
    private const int Arrivals = 9_000;

    private const string Flow = """
        {"name": "Taken", "root": {"type": "Elsa.Sequence", "id": "all", "activities": [
          {"type": "Elsa.HttpEndpoint", "id": "request", "path": "taken", "canStartWorkflow": true,
           "supportedMethods": {"typeName": "Object", "expression": {"type": "Object", "value": "[\"POST\"]"}}},
          {"type": "Elsa.Event", "id": "paid", "eventName": "paid"}
        ]}}
        """;

    public override IReadOnlyList<string> Names => ["http.trigger-accepted", "http.trigger-p99"];

    public override void Run(Report report) => RunAsync(report).GetAwaiter().GetResult();

    private static async Task RunAsync(Report report)
    {
        var folder = Directory.CreateTempSubdirectory("workflows-bench-").FullName;
        try
        {
            await using var product = await Product.BuildAsync(
                new HostSettings { DataFolder = folder, Urls = "http://127.0.0.1:0" },
                services => services.AddLogging(logging => logging.ClearProviders()));
            var key = await PrepareAsync(product);
            await product.StartAsync();
            var address = new Uri(Product.AddressesOf(product).First());
            await using var load = await Callers.ConnectAsync(address, Connections, key);
            await load.AllAsync("warm", 5_000);
            await load.PlainAsync(5_000);
            var before = GC.GetTotalAllocatedBytes(precise: true);
            var busy = Environment.CpuUsage.TotalTime;
            var rate = await load.AllAsync("load", Requests);
            var each = (Environment.CpuUsage.TotalTime - busy) / Requests;
            var allocated = (GC.GetTotalAllocatedBytes(precise: true) - before) / Requests;
            var plain = await load.PlainAsync(Requests);
            report.Figure(
                "http.trigger-accepted", rate, "1/s", allocated,
                $"plain endpoint of the same host {plain:F0}/s; {each.TotalMicroseconds:F0} us of processor time each",
                ratio: rate / plain);

            var times = await load.ArrivingAsync("open", Arrivals, ArrivalsPerSecond);
            report.Figure(
                "http.trigger-p99", times[(int)(Arrivals * 0.99)], "ms",
                check: $"{ArrivalsPerSecond:F0} arrivals/s, p50 {times[Arrivals / 2]:F2} ms, longest {times[^1]:F1} ms",
                ratio: times[(int)(Arrivals * 0.99)] / times[Arrivals / 2]);
            var runs = product.Services.GetRequiredService<SqliteRunStore>().Rows.Find(
                "SELECT count(*) FROM Runs WHERE DefinitionId = 'taken'", row => row.GetInt64(0));
            Harness.Check("runs", 5_000 + Requests + Arrivals, runs);
            await product.StopAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> PrepareAsync(WebApplication product)
    {
        var definitions = product.Services.GetRequiredService<DefinitionStore>();
        var (_, unsaved) = await definitions.SaveDraftAsync("taken", Flow, null, "bench");
        var (_, unpublished) = await definitions.PublishAsync("taken");
        if (unsaved is not null || unpublished is not null)
        {
            throw new InvalidOperationException((unsaved ?? unpublished)!.Detail.En);
        }

        var ring = product.Services.GetRequiredService<KeyRing>();
        return (await ring.MakeAsync("bench", ["administrator"], DateTimeOffset.UtcNow.AddDays(1), "bench")).Text;
    }
}

/// <summary>Connections that send requests to a host.</summary>
internal sealed class Callers : IAsyncDisposable
{
    private const string Body = """{"order": "O000001", "amount": "59.00", "reason": "damaged", "note": "the left handle is broken off"}""";

    private readonly List<BareClient> clients = [];
    private readonly Uri address;
    private readonly string key;

    private Callers(Uri address, string key) => (this.address, this.key) = (address, key);

    public static async Task<Callers> ConnectAsync(Uri address, int connections, string key)
    {
        var callers = new Callers(address, key);
        for (var n = 0; n < connections; n++)
        {
            callers.clients.Add(await BareClient.ConnectAsync(address));
        }

        return callers;
    }

    /// <summary>Sends so many requests as fast as they are answered; gives the rate.</summary>
    public async Task<double> AllAsync(string name, int requests)
    {
        var clock = Stopwatch.StartNew();
        await EachAsync(requests, (client, n) => ExpectAsync(client, Post(name, n), 202));
        return requests / clock.Elapsed.TotalSeconds;
    }

    /// <summary>The same against an endpoint that does nothing.</summary>
    public async Task<double> PlainAsync(int requests)
    {
        var request = Encoding.ASCII.GetBytes($"GET /health/live HTTP/1.1\r\nHost: {address.Authority}\r\n\r\n");
        var clock = Stopwatch.StartNew();
        await EachAsync(requests, (client, _) => ExpectAsync(client, request, 200));
        return requests / clock.Elapsed.TotalSeconds;
    }

    /// <summary>Sends requests at their moments; gives the milliseconds from each moment to its answer, in order of length.</summary>
    public async Task<double[]> ArrivingAsync(string name, int requests, double perSecond)
    {
        var times = new double[requests];
        var due = new BlockingCollection<int>();
        var clock = Stopwatch.StartNew();
        // A thread of its own: arrivals must not wait for the threads that are busy answering.
        var arrivals = new Thread(() =>
        {
            for (var n = 0; n < requests; n++)
            {
                while (clock.Elapsed.TotalSeconds < n / perSecond)
                {
                    Thread.Sleep(1);
                }

                due.Add(n);
            }

            due.CompleteAdding();
        });
        arrivals.Start();
        var free = new ConcurrentBag<BareClient>(clients);
        using var seats = new SemaphoreSlim(clients.Count);
        var sent = new List<Task>(requests);
        await Task.Factory.StartNew(() =>
        {
            foreach (var n in due.GetConsumingEnumerable())
            {
                sent.Add(SendAsync(n));
            }
        }, TaskCreationOptions.LongRunning);
        await Task.WhenAll(sent);
        Array.Sort(times);
        return times;

        async Task SendAsync(int n)
        {
            await seats.WaitAsync();
            free.TryTake(out var client);
            await ExpectAsync(client!, Post(name, n), 202);
            times[n] = clock.Elapsed.TotalMilliseconds - (n / perSecond * 1000);
            free.Add(client!);
            seats.Release();
        }
    }

    public ValueTask DisposeAsync()
    {
        clients.ForEach(client => client.Dispose());
        return ValueTask.CompletedTask;
    }

    private Task EachAsync(int requests, Func<BareClient, int, Task> send)
    {
        var next = -1;
        return Task.WhenAll(clients.Select(async client =>
        {
            await Task.Yield();
            for (var n = Interlocked.Increment(ref next); n < requests; n = Interlocked.Increment(ref next))
            {
                await send(client, n);
            }
        }));
    }

    private static async Task ExpectAsync(BareClient client, ReadOnlyMemory<byte> request, int status) =>
        Harness.Check("status", status, await client.SendAsync(request));

    private byte[] Post(string name, int n) => Encoding.ASCII.GetBytes(
        $"POST /workflows/taken HTTP/1.1\r\nHost: {address.Authority}\r\nX-Api-Key: {key}\r\nIdempotency-Key: {name}-{n}\r\n"
        + $"Content-Type: application/json\r\nContent-Length: {Body.Length}\r\n\r\n{Body}");
}
