using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Workflows.Engine.Ports;
using Workflows.Host.Secrets;
using Workflows.Host.Storage;
using Workflows.Tests.Serving;

namespace Workflows.Tests.Triggers;

/// <summary>What a trigger's definition limits, and whom it tells in the end.</summary>
public sealed class TriggerLimitTests
{
    private static string Endpoint(string path, string more) => """
        {"name": "Limited", "root": {"type": "Elsa.Sequence", "id": "all", "activities": [
          {"type": "Elsa.HttpEndpoint", "id": "request", "path": "PATH", "canStartWorkflow": true, MORE
           "supportedMethods": {"typeName": "Object", "expression": {"type": "Object", "value": "[\"POST\"]"}}},
          {"type": "Elsa.SetOutput", "id": "out", "outputName": "Sum", "outputValue": 5}
        ]}, "outputs": [{"name": "Sum", "type": "Int32"}]}
        """.Replace("PATH", path, StringComparison.Ordinal).Replace("MORE", more, StringComparison.Ordinal);

    [Fact]
    public async Task Trigger_takes_no_more_requests_a_minute_than_it_says()
    {
        await using var product = await RunningProduct.StartAsync();
        await product.PublishAsync("often", Endpoint("often/{id}", "\"rateLimit\": 2,"));
        using var client = await product.WithKeyAsync();
        var answers = new List<HttpResponseMessage>();
        for (var n = 0; n < 6; n++)
        {
            answers.Add(await client.PostAsync($"/workflows/often/{n}", null));
        }

        // Six requests lie in at most two minutes.
        Assert.InRange(answers.Count(a => a.StatusCode == HttpStatusCode.TooManyRequests), 2, 4);
        var refused = answers.Last(a => a.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.Equal("H409", (await RunningProduct.JsonOf(refused)).GetProperty("code").GetString());
        Assert.True(refused.Headers.Contains("Retry-After"));
    }

    [Fact]
    public async Task Caller_is_told_in_time_that_it_takes_longer_and_gets_the_answer_later_under_its_key()
    {
        await using var product = await RunningProduct.StartAsync();
        await product.PublishAsync("slow", Endpoint("slow", "\"requestTimeout\": \"00:00:00.200\","));
        using var client = await product.WithKeyAsync();
        client.DefaultRequestHeaders.Add("Idempotency-Key", "once");
        using var goesOn = new ManualResetEventSlim();
        var store = product.Parts.GetRequiredService<SqliteRunStore>();
        store.Committed += Hold;
        var late = await client.PostAsync("/workflows/slow", null);
        Assert.Equal("H410", (await RunningProduct.JsonOf(late)).GetProperty("code").GetString());
        store.Committed -= Hold;
        goesOn.Set();

        var answer = await client.PostAsync("/workflows/slow", null);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.True(answer.Headers.Contains("Idempotent-Replayed"));

        // The run is on disk and its answer is not yet made.
        void Hold(Commit commit) => goesOn.Wait(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Routes_that_differ_in_the_names_of_their_parameters_alone_are_one_route()
    {
        await using var product = await RunningProduct.StartAsync();
        await product.PublishAsync("one", Endpoint("things/{id}", ""));
        using var client = await product.WithKeyAsync();
        var draft = new StringContent(Endpoint("Things/{key}", ""), Encoding.UTF8, "application/json");
        await client.PutAsync("/api/definitions/two/draft", draft);
        var answer = await client.PostAsync("/api/definitions/two/publish", null);
        Assert.Equal("H117", (await RunningProduct.JsonOf(answer)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Signature_is_looked_at_before_the_content_is_parsed()
    {
        await using var product = await RunningProduct.StartAsync();
        await product.Parts.GetRequiredService<SecretStore>().WriteAsync("hook", "a secret");
        await product.PublishAsync("signed", Endpoint("signed", "\"signature\": \"hook\","));
        var broken = new StringContent("{\"a\": ", Encoding.UTF8, "application/json");
        var answer = await product.Anonymous.PostAsync("/workflows/signed", broken);
        Assert.Equal("H406", (await RunningProduct.JsonOf(answer)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Caller_is_called_back_with_a_signature_when_the_run_has_ended()
    {
        var calls = new ConcurrentQueue<(string Id, string Stamp, string Signature, byte[] Body)>();
        var called = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var other = builder.Build();
        other.Urls.Add("http://127.0.0.1:0");
        other.MapPost("/done", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            calls.Enqueue((request.Headers["webhook-id"]!, request.Headers["webhook-timestamp"]!, request.Headers["webhook-signature"]!,
                body.ToArray()));
            called.TrySetResult();
        });
        await other.StartAsync(TestContext.Current.CancellationToken);
        var origin = other.Urls.First();

        await using var product = await RunningProduct.StartAsync(allow: origin);
        await product.Parts.GetRequiredService<SecretStore>().WriteAsync("back", "shared");
        var url = $"\"callbackUrl\": \"{origin}/done\", \"callbackSecret\": \"back\",";
        await product.PublishAsync("callback", Endpoint("callback", url));
        using var client = await product.WithKeyAsync();
        var run = (await RunningProduct.JsonOf(await client.PostAsync("/workflows/callback", null))).GetProperty("runId").GetString()!;
        await called.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.True(calls.TryDequeue(out var call));
        var signed = (byte[])[.. Encoding.UTF8.GetBytes($"{call.Id}.{call.Stamp}."), .. call.Body];
        Assert.Equal("v1," + Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes("shared"), signed)), call.Signature);
        var told = JsonElement.Parse(call.Body);
        Assert.Equal("run.finished", told.GetProperty("type").GetString());
        Assert.Equal((run, 5), (told.GetProperty("data").GetProperty("run").GetString(),
            told.GetProperty("data").GetProperty("outputs").GetProperty("Sum").GetInt32()));
        Assert.Equal(RunStatus.Finished, (await product.UntilAsync(run, head => head.Status == RunStatus.Finished)).Status);
    }
}
