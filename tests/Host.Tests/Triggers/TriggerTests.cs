using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Engine.Ports;
using Workflows.Host.Definitions;
using Workflows.Host.Storage;
using Workflows.Host.Triggers;
using Workflows.Tests.Serving;
using Workflows.Tests.StorageConformance;

namespace Workflows.Tests.Triggers;

/// <summary>Runs that HTTP requests start, from the request to the end.</summary>
public sealed class TriggerTests(SharedProduct shared)
{
    private readonly RunningProduct product = shared.Product;

    [Fact]
    public async Task Request_runs_to_a_task_and_its_completion_ends_the_run()
    {
        await product.PublishAsync("ask", SomeFlow.WithTask);
        using var client = await product.WithKeyAsync();
        var answer = await PostAsync(client, "/workflows/asks/return", """{"order": "O1"}""");
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var run = (await RunningProduct.JsonOf(answer)).GetProperty("run").GetString()!;
        var task = (await RunningProduct.JsonOf(await client.GetAsync($"/api/tasks?run={run}"))).GetProperty("items")[0];
        var id = task.GetProperty("id").GetString();

        var unfilled = await client.PostAsJsonAsync($"/api/tasks/{id}/complete", new { outcome = "Good", data = new { } });
        Assert.Equal("H301", (await RunningProduct.JsonOf(unfilled)).GetProperty("errors")[0].GetProperty("code").GetString());
        var wrong = await client.PostAsJsonAsync($"/api/tasks/{id}/complete", new { outcome = "Fine" });
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync($"/api/tasks/{id}/claim", null)).StatusCode);
        var done = await client.PostAsJsonAsync($"/api/tasks/{id}/complete", new { outcome = "Good", data = new { pieces = 2 } });
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        var again = await client.PostAsJsonAsync($"/api/tasks/{id}/complete", new { outcome = "Good", data = new { pieces = 2 } });
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        var detail = await RunningProduct.JsonOf(await client.GetAsync($"/api/runs/{run}"));
        Assert.Equal("finished", detail.GetProperty("run").GetProperty("status").GetString());
        var history = (await RunningProduct.JsonOf(await client.GetAsync($"/api/runs/{run}/history"))).GetProperty("items");
        Assert.Equal(3, history.GetArrayLength());

        var part = await RunningProduct.JsonOf(await client.GetAsync($"/api/runs/{run}/history?limit=2"));
        Assert.Equal((2, "2"), (part.GetProperty("items").GetArrayLength(), part.GetProperty("next").GetString()));
        var rest = await RunningProduct.JsonOf(await client.GetAsync($"/api/runs/{run}/history?page=2&limit=2"));
        Assert.Equal(history[2].GetRawText(), Assert.Single(rest.GetProperty("items").EnumerateArray()).GetRawText());
        Assert.False(rest.TryGetProperty("next", out var more) && more.ValueKind != System.Text.Json.JsonValueKind.Null);
    }

    [Fact]
    public async Task Run_that_waits_at_an_address_of_its_own_is_found_among_any_number()
    {
        const string Flow = """
            {"name": "Own", "root": {"type": "Elsa.Sequence", "id": "all", "activities": [
              {"type": "Elsa.HttpEndpoint", "id": "request", "path": "owned", "canStartWorkflow": true,
               "supportedMethods": {"typeName": "Object", "expression": {"type": "Object", "value": "[\"POST\"]"}}},
              {"type": "Elsa.HttpEndpoint", "id": "own",
               "path": {"typeName": "String", "expression": {"type": "FEEL", "value": "\"Zones/\" + run id"}},
               "supportedMethods": {"typeName": "Object", "expression": {"type": "Object", "value": "[\"POST\"]"}}}
            ]}}
            """;
        await product.PublishAsync("owned", Flow);
        var store = product.Parts.GetRequiredService<SqliteRunStore>();
        var others = SomeCommit.Of("others");
        var keys = Enumerable.Range(0, 1100).Select(n => $"POST /areas/{n}").Append("POST /zones/{id}").Append("POST /{all}/{id}");
        await store.CommitAsync(
            others with
            {
                BookmarksAdded = [.. keys.Select((key, n) =>
                    new BookmarkRecord($"others.{n}", others.Head.RunId, "http", key, null, SomeCommit.Noon))],
            }, TestContext.Current.CancellationToken);
        using var client = await product.WithKeyAsync();
        var started = await PostAsync(client, "/workflows/owned", "{}");
        var run = (await RunningProduct.JsonOf(started)).GetProperty("runId").GetString()!;

        // The word is nearer than the parameter, and letters count whatever their case, as everywhere in an address.
        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync(client, $"/workflows/zones/{run}", "{}")).StatusCode);
        Assert.Equal(RunStatus.Finished, (await product.UntilAsync(run, head => head.Version == 2)).Status);
        var routes = product.Parts.GetRequiredService<WaitingRoutes>().Fitting("POST", $"/zones/{run}").Select(route => route.Key);
        Assert.Equal(["POST /zones/{id}", "POST /{all}/{id}"], routes);
    }

    [Fact]
    public async Task Two_hundred_requests_with_twenty_repeated_keys_are_a_hundred_and_eighty_runs()
    {
        await product.PublishAsync("ask", SomeFlow.WithTask);
        using var client = await product.WithKeyAsync();
        var keys = Enumerable.Range(0, 180).Concat(Enumerable.Range(0, 20)).Select(n => $"key-{n}").ToArray();
        Random.Shared.Shuffle(keys);
        var answers = await Task.WhenAll(keys.Select(async key =>
        {
            using var answer = await PostAsync(client, "/workflows/asks/many", $$"""{"key": "{{key}}"}""", key);
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            return (Key: key, Run: (await RunningProduct.JsonOf(answer)).GetProperty("run").GetString());
        }));
        Assert.Equal(180, answers.Select(a => a.Run).Distinct().Count());
        Assert.All(answers.GroupBy(a => a.Key), same => Assert.Single(same.Select(a => a.Run).Distinct()));
    }

    [Fact]
    public async Task Bad_requests_get_clear_answers_and_start_nothing()
    {
        await product.PublishAsync("bad", SomeFlow.WithTaskAt("bad/{kind}"));
        using var client = await product.WithKeyAsync();
        client.DefaultRequestHeaders.ExpectContinue = true;
        var before = await TotalAsync(client);
        Assert.Equal("H401", await CodeOf(await PostAsync(client, "/workflows/nothing", "{}")));
        Assert.Equal("H402", await CodeOf(await client.GetAsync("/workflows/bad/x")));
        Assert.Equal("H110", await CodeOf(await PostAsync(client, "/workflows/bad/x", "{\"a\": ")));
        var octets = new ByteArrayContent([1, 2, 3]);
        octets.Headers.ContentType = new("application/octet-stream");
        Assert.Equal("H111", await CodeOf(await client.PostAsync("/workflows/bad/x", octets)));
        Assert.Equal("H112", await CodeOf(await PostAsync(client, "/workflows/bad/x", new string(' ', 20 * 1024 * 1024))));
        Assert.Equal("H404", await CodeOf(await PostAsync(client, "/workflows/bad/x", "{}", new string('k', 300))));
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(product.Anonymous, "/workflows/bad/x", "{}")).StatusCode);
        Assert.Equal(before, await TotalAsync(client));
        Assert.True((await PostAsync(client, "/workflows/bad/x", "{\"n\": 1}", "reused")).IsSuccessStatusCode);
        Assert.Equal("H403", await CodeOf(await PostAsync(client, "/workflows/bad/x", "{\"n\": 2}", "reused")));
        Assert.Equal(before + 1, await TotalAsync(client));
    }

    [Fact]
    public async Task Definition_with_faults_is_told_all_of_them_and_not_published()
    {
        using var client = await product.WithKeyAsync();
        const string Text = """
            {"root": {"type": "Elsa.Flowchart", "id": "f", "activities": [{"type": "Elsa.WriteLin", "id": "a"}],
              "connections": [{"source": {"activity": "a", "port": "Done"}, "target": {"activity": "gone", "port": "In"}}]}}
            """;
        await client.PutAsync("/api/definitions/faulty/draft", new StringContent(Text, Encoding.UTF8, "application/json"));
        var answer = await client.PostAsync("/api/definitions/faulty/publish", null);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var errors = (await RunningProduct.JsonOf(answer)).GetProperty("errors");
        Assert.True(errors.GetArrayLength() >= 1, errors.GetRawText());
        var stale = await client.PutAsync("/api/definitions/faulty/draft", new StringContent(Text, Encoding.UTF8, "application/json"));
        Assert.Equal("H116", await CodeOf(stale));
    }

    [Fact]
    public async Task Second_definition_on_the_same_route_is_refused()
    {
        await product.PublishAsync("wait", SomeFlow.WithDelay);
        using var client = await product.WithKeyAsync();
        await client.PutAsync("/api/definitions/other/draft", new StringContent(SomeFlow.WithDelay, Encoding.UTF8, "application/json"));
        Assert.Equal("H117", await CodeOf(await client.PostAsync("/api/definitions/other/publish", null)));
    }

    [Fact]
    public async Task Route_answers_while_other_definitions_are_published()
    {
        await product.PublishAsync("ask", SomeFlow.WithTask);
        using var client = await product.WithKeyAsync();
        var library = product.Parts.GetRequiredService<DefinitionLibrary>();
        var publishing = Task.Run(() =>
        {
            for (var n = 0; n < 50; n++)
            {
                library.Refresh();
            }
        });
        do
        {
            // A method that the route does not take: nothing is started, and it is told from a route that nobody answers.
            Assert.Equal("H402", await CodeOf(await client.GetAsync("/workflows/asks/x")));
        }
        while (!publishing.IsCompleted);
        await publishing;
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string path, string json, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return client.SendAsync(request);
    }

    private static async Task<int> TotalAsync(HttpClient client) =>
        (await RunningProduct.JsonOf(await client.GetAsync("/api/runs?definition=bad"))).GetProperty("total").GetInt32();

    private static async Task<string?> CodeOf(HttpResponseMessage answer) =>
        (await RunningProduct.JsonOf(answer)).TryGetProperty("code", out var code) ? code.GetString() : $"{answer.StatusCode}";
}
