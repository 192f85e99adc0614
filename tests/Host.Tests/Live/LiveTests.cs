using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Http.Connections.Client;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Host.Security.Keys;
using Workflows.Tests.Serving;
using Workflows.Tests.Triggers;

namespace Workflows.Tests.Live;

/// <summary>What open pages are told, over real connections.</summary>
public sealed class LiveTests(OwnProduct own) : IClassFixture<OwnProduct>, IAsyncLifetime
{
    private const string Password = "a long enough one";

    private readonly RunningProduct product = own.Product;

    public async ValueTask InitializeAsync() => await product.PublishAsync("ask", SomeFlow.WithTask);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData(HttpTransportType.WebSockets)]
    [InlineData(HttpTransportType.ServerSentEvents)]
    [InlineData(HttpTransportType.LongPolling)]
    public async Task Staff_hear_of_their_tasks_and_of_no_run(HttpTransportType transport)
    {
        await using var staff = await ListenAsync(await KeyOf("staff"), transport);
        await AskAsync();
        var first = await staff.NextAsync();
        await AskAsync();
        var second = await staff.NextAsync();
        Assert.Equal(["tasks", "tasks"], [first.Kind, second.Kind]);
        using var client = product.WithKey(await MakeKeyAsync("staff"));
        var open = await RunningProduct.JsonOf(await client.GetAsync("/api/tasks?state=open"));
        var ids = open.GetProperty("items").EnumerateArray().Select(task => task.GetProperty("id").GetString()!);
        Assert.Subset(ids.ToHashSet(), first.Ids!.Concat(second.Ids!).ToHashSet());
        Assert.NotEqual(first.Ids, second.Ids);
    }

    [Fact]
    public async Task Auditors_hear_of_runs_and_of_no_task()
    {
        await using var auditor = await ListenAsync(await KeyOf("auditor"));
        var runs = new[] { await AskAsync(), await AskAsync() };
        var heard = new List<string>();
        while (!runs.All(heard.Contains))
        {
            var change = await auditor.NextAsync();
            Assert.Equal("runs", change.Kind);
            heard.AddRange(change.Ids!);
        }
    }

    [Fact]
    public async Task Rule_editors_hear_of_neither()
    {
        await using var editor = await ListenAsync(await KeyOf("rule-editor"));
        await using var supervisor = await ListenAsync(await KeyOf("supervisor"));
        await AskAsync();
        var heard = new[] { (await supervisor.NextAsync()).Kind, (await supervisor.NextAsync()).Kind };
        Assert.Equal(["runs", "tasks"], heard.Order());
        Assert.Empty(editor.Heard);
    }

    [Fact]
    public async Task Stranger_gets_no_connection()
    {
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => ListenAsync(_ => { }));
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task Cookie_opens_no_connection_for_a_page_of_another_site()
    {
        var cookie = await CookieOf("admin", product.Password!);
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Cookie", cookie);
        socket.Options.SetRequestHeader("Origin", "https://elsewhere.example");
        socket.Options.CollectHttpResponseDetails = true;
        var live = new UriBuilder(product.Address) { Scheme = "ws", Path = "/api/live" }.Uri;
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(live, TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.Forbidden, socket.HttpStatusCode);
    }

    [Fact]
    public async Task Connection_ends_when_the_account_is_changed()
    {
        using var admin = await product.SignInAsync();
        await admin.PostAsJsonAsync("/api/users", new { user = "li", roles = new[] { "staff" }, password = Password });
        product.TakePasswordsAsOwn();
        var cookie = await CookieOf("li", Password);
        await using var page = await ListenAsync(options => options.Headers["Cookie"] = cookie);
        var changed = await admin.PutAsJsonAsync("/api/users/li", new { roles = new[] { "auditor" } });
        Assert.True(changed.IsSuccessStatusCode);
        await page.Ended.WaitAsync(RunningProduct.Patience, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Connection_ends_when_the_key_is_withdrawn()
    {
        var ring = product.Parts.GetRequiredService<KeyRing>();
        var (key, text) = await ring.MakeAsync("withdrawn", ["staff"], DateTimeOffset.UtcNow.AddDays(1), "test");
        await using var page = await ListenAsync(options => options.Headers["X-Api-Key"] = text);
        using var admin = await product.SignInAsync();
        Assert.Equal(HttpStatusCode.NoContent, (await admin.DeleteAsync($"/api/keys/{key.Id}")).StatusCode);
        await page.Ended.WaitAsync(RunningProduct.Patience, TestContext.Current.CancellationToken);
    }

    private async Task<string> AskAsync()
    {
        using var client = product.WithKey(await MakeKeyAsync("administrator"));
        var answer = await client.PostAsync("/workflows/asks/x", new StringContent("{}", Encoding.UTF8, "application/json"));
        return (await RunningProduct.JsonOf(answer)).GetProperty("run").GetString()!;
    }

    private async Task<Action<HttpConnectionOptions>> KeyOf(string role)
    {
        var key = await MakeKeyAsync(role);
        return options => options.Headers["X-Api-Key"] = key;
    }

    private async Task<string> MakeKeyAsync(string role) => (await product.Parts.GetRequiredService<KeyRing>()
        .MakeAsync($"{role} {Guid.NewGuid()}", [role], DateTimeOffset.UtcNow.AddDays(1), "test")).Text;

    private async Task<string> CookieOf(string user, string password)
    {
        var answer = await product.Anonymous.PostAsJsonAsync("/api/sign-in", new { user, password });
        return answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }

    private async Task<Page> ListenAsync(
        Action<HttpConnectionOptions> signIn,
        HttpTransportType transport = HttpTransportType.WebSockets)
    {
        var connection = new HubConnectionBuilder().WithUrl(new Uri(product.Address, "/api/live"), transport, signIn).Build();
        var page = new Page(connection);
        await connection.StartAsync(TestContext.Current.CancellationToken);
        await page.Ready.WaitAsync(RunningProduct.Patience, TestContext.Current.CancellationToken);
        return page;
    }

    private sealed record Change(string Kind, IReadOnlyList<string>? Ids);

    /// <summary>An open page: what it hears, in order.</summary>
    private sealed class Page : IAsyncDisposable
    {
        private readonly HubConnection connection;
        private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly SemaphoreSlim there = new(0);

        public Page(HubConnection connection)
        {
            this.connection = connection;
            connection.On<Change>("changed", change =>
            {
                Heard.Enqueue(change);
                there.Release();
            });
            connection.On("ready", ready.SetResult);
            connection.Closed += _ =>
            {
                ended.TrySetResult();
                return Task.CompletedTask;
            };
        }

        public ConcurrentQueue<Change> Heard { get; } = new();

        public Task Ready => ready.Task;

        public Task Ended => ended.Task;

        public async Task<Change> NextAsync()
        {
            Assert.True(await there.WaitAsync(RunningProduct.Patience, TestContext.Current.CancellationToken), "nothing was heard");
            Assert.True(Heard.TryDequeue(out var change));
            return change;
        }

        public ValueTask DisposeAsync()
        {
            there.Dispose();
            return connection.DisposeAsync();
        }
    }
}
