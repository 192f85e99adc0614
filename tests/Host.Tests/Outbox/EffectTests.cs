using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Workflows.Engine.Ports;
using Workflows.Tests.Serving;
using Workflows.Tests.Triggers;

namespace Workflows.Tests.Outbox;

/// <summary>Effects on another system that fails first and answers then.</summary>
public sealed class EffectTests
{
    [Fact]
    public async Task Effect_is_tried_again_with_the_same_key_until_the_other_side_answers()
    {
        var keys = new ConcurrentQueue<string>();
        await using var other = await OtherSideAsync(request =>
        {
            keys.Enqueue(request.Headers["Idempotency-Key"].ToString());
            return keys.Count == 1 ? Results.StatusCode(503) : Results.Ok(new { paid = true });
        });
        var origin = other.Urls.First();

        await using var product = await RunningProduct.StartAsync(allow: origin);
        await product.PublishAsync("call", SomeFlow.WithCall(origin + "/refunds"));
        using var client = await product.WithKeyAsync();
        var started = await client.PostAsync("/workflows/calls", new StringContent("{}", Encoding.UTF8, "application/json"));
        var run = (await RunningProduct.JsonOf(started)).GetProperty("runId").GetString()!;
        await product.UntilAsync(run, head => head.Status == RunStatus.Finished);
        Assert.Equal(2, keys.Count);
        Assert.Single(keys.Distinct());
        Assert.NotEqual(string.Empty, keys.First());
        Assert.Equal(0, (await RunningProduct.JsonOf(await client.GetAsync("/api/outbox"))).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Secret_that_authorizes_a_call_is_filled_in_on_the_way_out()
    {
        var told = new ConcurrentQueue<string>();
        await using var other = await OtherSideAsync(request =>
        {
            told.Enqueue(request.Headers.Authorization.ToString());
            return Results.Ok();
        });
        var origin = other.Urls.First();
        await using var product = await RunningProduct.StartAsync(allow: origin);
        using var admin = await product.SignInAsync();
        (await admin.PutAsJsonAsync("/api/secrets/shop", new { secret = "Bearer t0ken" })).EnsureSuccessStatusCode();
        await product.PublishAsync("call", SomeFlow.WithCall(origin + "/refunds", authorization: "shop"));
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
        await using var product = await RunningProduct.StartAsync();
        await product.PublishAsync("call", SomeFlow.WithCall("http://127.0.0.1:9/refunds"));
        using var client = await product.WithKeyAsync();
        var started = await client.PostAsync("/workflows/calls", new StringContent("{}", Encoding.UTF8, "application/json"));
        var run = (await RunningProduct.JsonOf(started)).GetProperty("runId").GetString()!;
        var head = await product.UntilAsync(run, head => head.OpenIncidents > 0);
        Assert.Equal(1, head.OpenIncidents);
    }

    private static async Task<WebApplication> OtherSideAsync(Func<HttpRequest, IResult> refund)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var other = builder.Build();
        other.Urls.Add("http://127.0.0.1:0");
        other.MapPost("/refunds", refund);
        await other.StartAsync(TestContext.Current.CancellationToken);
        return other;
    }
}
