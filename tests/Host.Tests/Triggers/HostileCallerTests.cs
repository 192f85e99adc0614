using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Engine.Ports;
using Workflows.Host.Storage;
using Workflows.Tests.Serving;

namespace Workflows.Tests.Triggers;

/// <summary>Callers that leave, and definitions that would never end.</summary>
public sealed class HostileCallerTests(SharedProduct shared)
{
    private const string Body = """{"order": "O1"}""";

    // Endless in a way that the check before publishing cannot see.
    private const string Endless = """
        {"name": "Endless", "root": {"type": "Elsa.Sequence", "id": "all", "activities": [
          {"type": "Elsa.HttpEndpoint", "id": "request", "path": "endless", "canStartWorkflow": true,
           "supportedMethods": {"typeName": "Object", "expression": {"type": "Object", "value": "[\"POST\"]"}}},
          {"type": "Elsa.While", "id": "while", "body": {"type": "Elsa.WriteLine", "id": "line", "text": "again"},
           "condition": {"typeName": "Boolean", "expression": {"type": "JavaScript", "value": "1 < 2"}}}
        ]}}
        """;

    private readonly RunningProduct product = shared.Product;

    [Fact]
    public async Task Run_lives_whose_caller_hangs_up_before_the_answer()
    {
        await product.PublishAsync("hung", SomeFlow.WithTaskAt("hung"));
        var store = product.Parts.GetRequiredService<SqliteRunStore>();
        var begun = new TaskCompletionSource<RunHead>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        store.Committed += Look;
        await SendAsync(socket, "hung", $"Content-Length: {Body.Length}\r\n\r\n{Body}");
        var head = await begun.Task.WaitAsync(RunningProduct.Patience, TestContext.Current.CancellationToken);
        store.Committed -= Look;

        using var client = await product.WithKeyAsync();
        var task = (await RunningProduct.JsonOf(await client.GetAsync($"/api/tasks?run={head.RunId}"))).GetProperty("items")[0];
        var done = await client.PostAsync(
            $"/api/tasks/{task.GetProperty("id").GetString()}/complete",
            new StringContent("""{"outcome": "Good", "data": {"pieces": 1}}""", Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        Assert.Equal(RunStatus.Finished, (await store.FindRunAsync(head.RunId, TestContext.Current.CancellationToken))!.Status);

        // The run is on disk and its answer not yet sent.
        void Look(Commit commit)
        {
            if (commit.Head.DefinitionId == "hung")
            {
                socket.Dispose();
                begun.TrySetResult(commit.Head);
            }
        }
    }

    [Fact]
    public async Task Runs_live_whose_callers_close_as_soon_as_they_have_sent_all()
    {
        await product.PublishAsync("closed", SomeFlow.WithTaskAt("closed"));
        const int Callers = 20;
        var store = product.Parts.GetRequiredService<SqliteRunStore>();
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var begun = 0;
        store.Committed += Count;
        for (var n = 0; n < Callers; n++)
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await SendAsync(socket, "closed", $"Content-Length: {Body.Length}\r\n\r\n{Body}");
            socket.Close();
        }

        await all.Task.WaitAsync(RunningProduct.Patience, TestContext.Current.CancellationToken);
        store.Committed -= Count;

        void Count(Commit commit)
        {
            if (commit.Head.DefinitionId == "closed" && Interlocked.Increment(ref begun) == Callers)
            {
                all.TrySetResult();
            }
        }
    }

    [Fact]
    public async Task Caller_that_hangs_up_within_the_body_starts_nothing()
    {
        await product.PublishAsync("cut", SomeFlow.WithTaskAt("cut"));
        using var client = await product.WithKeyAsync();
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await SendAsync(socket, "cut", $"Content-Length: 1000\r\n\r\n{Body}");
        socket.Shutdown(SocketShutdown.Send);
        await ClosedAsync(socket);
        var runs = await RunningProduct.JsonOf(await client.GetAsync("/api/runs?definition=cut"));
        Assert.Equal(0, runs.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Endless_loops_become_incidents_while_the_host_answers_others()
    {
        await product.PublishAsync("endless", Endless);
        using var client = await product.WithKeyAsync();
        var loops = Enumerable.Range(0, 4).Select(_ =>
            client.PostAsync("/workflows/endless", new StringContent(Body, Encoding.UTF8, "application/json"))).ToList();
        Assert.Equal(HttpStatusCode.OK, (await product.Anonymous.GetAsync("/health/ready")).StatusCode);
        foreach (var answer in await Task.WhenAll(loops))
        {
            var run = (await RunningProduct.JsonOf(answer)).GetProperty("runId").GetString();
            var detail = await client.GetStringAsync($"/api/runs/{run}");
            Assert.Contains("E101", detail, StringComparison.Ordinal);
        }
    }

    // The host is done with a request when it closes the connection or resets it; what it still says is of no interest.
    private static async Task ClosedAsync(Socket socket)
    {
        try
        {
            int read;
            do
            {
                read = await socket.ReceiveAsync(new byte[1024]);
            }
            while (read > 0);
        }
        catch (SocketException gone) when (gone.SocketErrorCode == SocketError.ConnectionReset)
        {
            // Reset instead of closed: gone all the same.
        }
    }

    private async Task SendAsync(Socket socket, string path, string rest)
    {
        using var client = await product.WithKeyAsync();
        var key = client.DefaultRequestHeaders.GetValues("X-Api-Key").Single();
        await socket.ConnectAsync(product.Address.Host, product.Address.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes(
            $"POST /workflows/{path} HTTP/1.1\r\nHost: {product.Address.Authority}\r\nX-Api-Key: {key}\r\n"
            + $"Content-Type: application/json\r\n{rest}"));
    }
}
