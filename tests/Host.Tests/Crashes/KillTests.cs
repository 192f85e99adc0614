using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Workflows.Tests.Triggers;

namespace Workflows.Tests.Crashes;

/// <summary>The real process is killed while it works; what it had acknowledged is there, once, when it is back.</summary>
public sealed class KillTests : IDisposable
{
    private const int Callers = 8;
    private const int AnsweredBeforeKill = 60;

    private static readonly int Rounds =
        int.Parse(Environment.GetEnvironmentVariable("WORKFLOWS_KILLS") ?? "3", CultureInfo.InvariantCulture);

    private readonly string folder = Directory.CreateTempSubdirectory("workflows-kill-").FullName;
    private readonly ConcurrentDictionary<string, string> acknowledged = new();
    private string key = string.Empty;

    [Fact]
    public async Task Nothing_acknowledged_is_lost_or_doubled_when_the_process_is_killed_under_load()
    {
        for (var round = 0; round < Rounds; round++)
        {
            using var host = await HostProcess.ServeAsync(folder);
            using var client = await ClientAsync(host);
            await CheckAsync(client);
            await LoadUntilKilledAsync(host, client, round);
        }

        using (var last = await HostProcess.ServeAsync(folder))
        {
            using var client = await ClientAsync(last);
            await CheckAsync(client);
            await last.KillAsync();
        }

        Assert.True(acknowledged.Count >= Rounds * AnsweredBeforeKill, $"only {acknowledged.Count} answers");
        var (code, output) = await HostProcess.RunAsync("verify", "--data", folder, "--json");
        Assert.True(code == 0, output);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task LoadUntilKilledAsync(HostProcess host, HttpClient client, int round)
    {
        var enough = new TaskCompletionSource();
        var answered = 0;
        var callers = Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            for (var n = 0; ; n++)
            {
                var request = $"{round}-{caller}-{n}";
                try
                {
                    acknowledged[request] = await AskAsync(client, request);
                }
                catch (HttpRequestException)
                {
                    // The host is gone: this request was not answered, and nothing is promised about it.
                    return;
                }

                if (Interlocked.Increment(ref answered) == AnsweredBeforeKill)
                {
                    enough.SetResult();
                }
            }
        })).ToList();
        await enough.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await host.KillAsync();
        await Task.WhenAll(callers);
    }

    // Each request sent again with its key gives the first answer: the run is there, and it is one.
    private async Task CheckAsync(HttpClient client)
    {
        foreach (var (request, run) in acknowledged)
        {
            Assert.Equal(run, await AskAsync(client, request));
        }

        Assert.Equal(acknowledged.Count, acknowledged.Values.Distinct().Count());
    }

    private static async Task<string> AskAsync(HttpClient client, string request)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, "/workflows/asks/killed");
        message.Content = new StringContent($$"""{"request": "{{request}}"}""", Encoding.UTF8, "application/json");
        message.Headers.Add("Idempotency-Key", request);
        using var answer = await client.SendAsync(message);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("run").GetString()!;
    }

    private async Task<HttpClient> ClientAsync(HostProcess host)
    {
        if (host.Password is not null)
        {
            await SetUpAsync(host);
        }

        var client = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = host.Address };
        client.DefaultRequestHeaders.Add("X-Api-Key", key);
        return client;
    }

    private async Task SetUpAsync(HostProcess host)
    {
        using var admin = new HttpClient(new HttpClientHandler()) { BaseAddress = host.Address };
        (await admin.PostAsJsonAsync("/api/sign-in", new { user = "admin", password = host.Password })).EnsureSuccessStatusCode();
        var made = await admin.PostAsJsonAsync("/api/keys", new { name = "load", roles = new[] { "administrator" } });
        key = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("key").GetString()!;
        var flow = new StringContent(SomeFlow.WithTask, Encoding.UTF8, "application/json");
        (await admin.PutAsync("/api/definitions/ask/draft", flow)).EnsureSuccessStatusCode();
        (await admin.PostAsync("/api/definitions/ask/publish", null)).EnsureSuccessStatusCode();
    }
}
