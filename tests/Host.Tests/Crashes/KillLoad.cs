using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Workflows.Tests.Serving;
using Workflows.Tests.Triggers;

namespace Workflows.Tests.Crashes;

/// <summary>Requests to a host that is about to be killed, and what it acknowledged.</summary>
internal sealed class KillLoad
{
    private const int Callers = 8;

    private const string Child = """
        {"name": "Child", "root": {"type": "Elsa.Sequence", "id": "all", "activities": [
          {"type": "Elsa.WriteLine", "id": "line", "text": "done"}]}}
        """;

    // Goes on by itself: a moment passes, another run is started and waited for.
    private const string Goes = """
        {"name": "Goes on", "root": {"type": "Elsa.Sequence", "id": "all", "activities": [
          {"type": "Elsa.HttpEndpoint", "id": "request", "path": "goes", "canStartWorkflow": true,
           "supportedMethods": {"typeName": "Object", "expression": {"type": "Object", "value": "[\"POST\"]"}}},
          {"type": "Elsa.WriteHttpResponse", "id": "answer", "statusCode": 202, "contentType": "application/json",
           "content": {"typeName": "Object", "expression": {"type": "FEEL", "value": "{run: run id}"}}},
          {"type": "Elsa.Delay", "id": "wait",
           "timeSpan": {"typeName": "TimeSpan", "expression": {"type": "Literal", "value": "00:00:00.300"}}},
          {"type": "Elsa.ExecuteWorkflow", "id": "child", "waitForCompletion": true,
           "workflowDefinitionId": {"typeName": "String", "expression": {"type": "Literal", "value": "child"}}}
        ]}}
        """;

    private string key = string.Empty;

    /// <summary>What was answered, in all rounds: the request and the run that took it.</summary>
    public ConcurrentDictionary<string, string> Acknowledged { get; } = new();

    /// <summary>What was answered in the round before.</summary>
    public ConcurrentDictionary<string, string> LastRound { get; private set; } = new();

    /// <summary>On a first start: makes the key and publishes what the requests are for.</summary>
    public async Task SetUpAsync(HostProcess host)
    {
        if (host.Password is null)
        {
            return;
        }

        using var admin = new HttpClient(new HttpClientHandler()) { BaseAddress = host.Address };
        (await admin.PostAsJsonAsync("/api/sign-in", new { user = "admin", password = host.Password })).EnsureSuccessStatusCode();
        var own = new { current = host.Password, wanted = "one-of-my-own-2026" };
        (await admin.PostAsJsonAsync("/api/me/password", own)).EnsureSuccessStatusCode();
        var made = await admin.PostAsJsonAsync("/api/keys", new { name = "load", roles = new[] { "administrator" } });
        key = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("key").GetString()!;
        foreach (var (id, flow) in new[] { ("ask", SomeFlow.WithTask), ("child", Child), ("goes", Goes) })
        {
            var text = new StringContent(flow, Encoding.UTF8, "application/json");
            (await admin.PutAsync($"/api/definitions/{id}/draft", text)).EnsureSuccessStatusCode();
            (await admin.PostAsync($"/api/definitions/{id}/publish", null)).EnsureSuccessStatusCode();
        }
    }

    /// <summary>Sends requests from several callers and kills the host after so many answers.</summary>
    public async Task UntilKilledAsync(HostProcess host, int round, int answers)
    {
        LastRound = new();
        var enough = new TaskCompletionSource();
        var answered = 0;
        using var client = ClientOf(host.Address);
        var callers = Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            for (var n = 0; ; n++)
            {
                var request = $"{(n % 2 == 0 ? "goes" : "asks/killed")} {round}-{caller}-{n}";
                try
                {
                    Acknowledged[request] = LastRound[request] = await AskAsync(client, request);
                }
                catch (HttpRequestException)
                {
                    // The host is gone: this request was not answered, and nothing is promised about it.
                    return;
                }

                if (Interlocked.Increment(ref answered) == answers)
                {
                    enough.SetResult();
                }
            }
        })).ToList();
        await enough.Task.WaitAsync(RunningProduct.Patience);
        await host.KillAsync();
        await Task.WhenAll(callers);
    }

    /// <summary>Each request sent again with its key gives the first answer: the run is there, and it is one.</summary>
    public async Task CheckAsync(Uri address, ConcurrentDictionary<string, string> answered)
    {
        using var client = ClientOf(address);
        await Parallel.ForEachAsync(answered, new ParallelOptions { MaxDegreeOfParallelism = Callers }, async (was, _) =>
            Assert.Equal(was.Value, await AskAsync(client, was.Key)));
        Assert.Equal(Acknowledged.Count, Acknowledged.Values.Distinct().Count());
    }

    private HttpClient ClientOf(Uri address)
    {
        var client = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = address };
        client.DefaultRequestHeaders.Add("X-Api-Key", key);
        return client;
    }

    private static async Task<string> AskAsync(HttpClient client, string request)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, $"/workflows/{request.Split(' ')[0]}");
        message.Content = new StringContent($$"""{"request": "{{request}}"}""", Encoding.UTF8, "application/json");
        message.Headers.Add("Idempotency-Key", request);
        using var answer = await client.SendAsync(message);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("run").GetString()!;
    }
}
