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
            await load.AllAsync("warm", Requests);
            await load.PlainAsync(Requests);
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
            Harness.Check("runs", Requests + Requests + Arrivals, runs);
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
        var (_, unpublished) = await definitions.PublishAsync("taken", "benchmark");
        if (unsaved is not null || unpublished is not null)
        {
            throw new InvalidOperationException((unsaved ?? unpublished)!.Detail.En);
        }

        var ring = product.Services.GetRequiredService<KeyRing>();
        return (await ring.MakeAsync("bench", ["administrator"], DateTimeOffset.UtcNow.AddDays(1), "bench")).Text;
    }
}
