using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Workflows.Engine.Ports;
using Workflows.Host.Secrets;
using Workflows.Tests.Serving;
using Workflows.Tests.Triggers;

namespace Workflows.Tests.Outbox;

/// <summary>What another system gets: effects, and the news that a run has ended.</summary>
[Collection(CommonSettings.Name)]
public sealed class EffectTests(OwnProduct own)
{
    private readonly RunningProduct product = own.Product;

    private static string WithCallback(string origin) => """
        {"name": "Tells", "root": {"type": "Elsa.Sequence", "id": "all", "activities": [
          {"type": "Elsa.HttpEndpoint", "id": "request", "path": "callback", "canStartWorkflow": true,
           "callbackUrl": "ORIGIN/effects", "callbackSecret": "back",
           "supportedMethods": {"typeName": "Object", "expression": {"type": "Object", "value": "[\"POST\"]"}}},
          {"type": "Elsa.SetOutput", "id": "out", "outputName": "Sum", "outputValue": 5}
        ]}, "outputs": [{"name": "Sum", "type": "Int32"}]}
        """.Replace("ORIGIN", origin, StringComparison.Ordinal);

    [Fact]
    public async Task Effect_is_tried_again_with_the_same_key_until_the_other_side_answers()
    {
        var keys = new ConcurrentQueue<string>();
        await using var other = await OtherSideAsync(request =>
        {
            keys.Enqueue(request.Headers["Idempotency-Key"].ToString());
            return Task.FromResult(keys.Count == 1 ? Results.StatusCode(503) : Results.Ok(new { paid = true }));
        });
        await AllowAsync(other);
        await product.PublishAsync("call", SomeFlow.WithCall(other.Urls.First() + "/effects"));
        using var client = await product.WithKeyAsync();
        var started = await client.PostAsync("/workflows/calls", new StringContent("{}", Encoding.UTF8, "application/json"));
        var run = (await RunningProduct.JsonOf(started)).GetProperty("runId").GetString()!;
        await product.UntilAsync(run, head => head.Status == RunStatus.Finished);
        Assert.Equal(2, keys.Count);
        Assert.Single(keys.Distinct());
        Assert.NotEqual(string.Empty, keys.First());
        var left = (await RunningProduct.JsonOf(await client.GetAsync("/api/outbox"))).GetProperty("items").EnumerateArray();
        Assert.DoesNotContain(left, item => item.GetProperty("runId").GetString() == run);
    }

    [Fact]
    public async Task Secret_that_authorizes_a_call_is_filled_in_on_the_way_out()
    {
        var told = new ConcurrentQueue<string>();
        await using var other = await OtherSideAsync(request =>
        {
            told.Enqueue(request.Headers.Authorization.ToString());
            return Task.FromResult(Results.Ok());
        });
        await AllowAsync(other);
        using var admin = await product.SignInAsync();
        (await admin.PutAsJsonAsync("/api/secrets/shop", new { secret = "Bearer t0ken" })).EnsureSuccessStatusCode();
        await product.PublishAsync("call", SomeFlow.WithCall(other.Urls.First() + "/effects", authorization: "shop"));
        using var client = await product.WithKeyAsync();
        var started = await client.PostAsync("/workflows/calls", new StringContent("{}", Encoding.UTF8, "application/json"));
        var run = (await RunningProduct.JsonOf(started)).GetProperty("runId").GetString()!;
        await product.UntilAsync(run, head => head.Status == RunStatus.Finished);
        Assert.Equal(["Bearer t0ken"], told);
        var history = await admin.GetStringAsync($"/api/runs/{run}/history", TestContext.Current.CancellationToken);
        Assert.DoesNotContain("t0ken", history, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Effect_on_a_private_address_is_refused_and_becomes_an_incident()
    {
        await AllowAsync();
        await product.PublishAsync("call", SomeFlow.WithCall("http://127.0.0.1:9/effects"));
        using var client = await product.WithKeyAsync();
        var started = await client.PostAsync("/workflows/calls", new StringContent("{}", Encoding.UTF8, "application/json"));
        var run = (await RunningProduct.JsonOf(started)).GetProperty("runId").GetString()!;
        var head = await product.UntilAsync(run, head => head.OpenIncidents > 0);
        Assert.Equal(1, head.OpenIncidents);
    }

    [Fact]
    public async Task Caller_is_called_back_with_a_signature_when_the_run_has_ended()
    {
        var calls = new ConcurrentQueue<(string Id, string Stamp, string Signature, byte[] Body)>();
        var called = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var other = await OtherSideAsync(async request =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            calls.Enqueue((request.Headers["webhook-id"]!, request.Headers["webhook-timestamp"]!, request.Headers["webhook-signature"]!,
                body.ToArray()));
            called.TrySetResult();
            return Results.Ok();
        });
        await AllowAsync(other);
        await product.Parts.GetRequiredService<SecretStore>().WriteAsync("back", "shared");
        await product.PublishAsync("callback", WithCallback(other.Urls.First()));
        using var client = await product.WithKeyAsync();
        var run = (await RunningProduct.JsonOf(await client.PostAsync("/workflows/callback", null))).GetProperty("runId").GetString()!;
        await called.Task.WaitAsync(RunningProduct.Patience, TestContext.Current.CancellationToken);

        Assert.True(calls.TryDequeue(out var call));
        var signed = (byte[])[.. Encoding.UTF8.GetBytes($"{call.Id}.{call.Stamp}."), .. call.Body];
        Assert.Equal("v1," + Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes("shared"), signed)), call.Signature);
        var told = JsonElement.Parse(call.Body);
        Assert.Equal("run.finished", told.GetProperty("type").GetString());
        Assert.Equal((run, 5), (told.GetProperty("data").GetProperty("run").GetString(),
            told.GetProperty("data").GetProperty("outputs").GetProperty("Sum").GetInt32()));
        Assert.Equal(RunStatus.Finished, (await product.UntilAsync(run, head => head.Status == RunStatus.Finished)).Status);
    }

    private async Task AllowAsync(params WebApplication[] others)
    {
        using var client = await product.WithKeyAsync();
        var allowed = new { origins = others.Select(other => other.Urls.First()) };
        (await client.PutAsJsonAsync("/api/connectors/allowed", allowed)).EnsureSuccessStatusCode();
    }

    private static async Task<WebApplication> OtherSideAsync(Func<HttpRequest, Task<IResult>> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var other = builder.Build();
        other.Urls.Add("http://127.0.0.1:0");
        other.MapPost("/effects", answer);
        await other.StartAsync(TestContext.Current.CancellationToken);
        return other;
    }
}
