using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;

namespace Workflows.Benchmarks.Serving;

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
        var free = new ConcurrentBag<BareClient>(clients);
        using var seats = new SemaphoreSlim(clients.Count);
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        var sent = new List<Task>(requests);
        var clock = Stopwatch.StartNew();
        while (sent.Count < requests && await ticks.WaitForNextTickAsync())
        {
            while (sent.Count < requests && sent.Count / perSecond <= clock.Elapsed.TotalSeconds)
            {
                sent.Add(SendAsync(sent.Count));
            }
        }

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
