using System.Net;
using System.Text;
using System.Text.Json;
using Workflows.Host.Triggers;
using Workflows.Tests.Serving;

namespace Workflows.Tests.Triggers;

/// <summary>Secrets of callers change while both count.</summary>
public sealed class WebhookRouteTests(SharedProduct shared)
{
    private const string Signed = """
        {"root": {"type": "Elsa.Sequence", "id": "all", "activities": [
          {"type": "Elsa.HttpEndpoint", "id": "request", "path": "signed", "canStartWorkflow": true, "signature": "partner",
           "supportedMethods": {"typeName": "Object", "expression": {"type": "Object", "value": "[\"POST\"]"}}}]}}
        """;

    private readonly RunningProduct product = shared.Product;

    [Fact]
    public async Task Former_secret_counts_until_it_is_ended()
    {
        await product.PublishAsync("signed", Signed);
        using var client = await product.WithKeyAsync();
        var listed = await RunningProduct.JsonOf(await client.GetAsync("/api/webhooks"));
        var endpoint = Assert.Single(
            listed.GetProperty("endpoints").EnumerateArray(), e => e.GetProperty("definitionId").GetString() == "signed");
        Assert.Equal("/workflows/signed", endpoint.GetProperty("path").GetString());
        Assert.Equal("partner", endpoint.GetProperty("secret").GetString());
        Assert.False(SecretOf(listed).GetProperty("isThere").GetBoolean());

        var first = await RotateAsync(client);
        Assert.True(await IsTakenAsync(first, "1"));
        var second = await RotateAsync(client);
        Assert.NotEqual(first, second);
        Assert.True(await IsTakenAsync(first, "2"));
        Assert.True(await IsTakenAsync(second, "3"));
        var known = SecretOf(await RunningProduct.JsonOf(await client.GetAsync("/api/webhooks")));
        Assert.True(known.GetProperty("formerCounts").GetBoolean());
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync("/api/webhooks/secrets/partner/previous")).StatusCode);
        Assert.False(await IsTakenAsync(first, "4"));
        Assert.True(await IsTakenAsync(second, "5"));
        Assert.Equal(HttpStatusCode.NotFound, (await client.DeleteAsync("/api/webhooks/secrets/partner/previous")).StatusCode);
    }

    [Theory]
    [InlineData("a%20b")]
    [InlineData("partner.previous")]
    public async Task Name_that_no_definition_could_use_gets_no_secret(string name)
    {
        using var client = await product.WithKeyAsync();
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync($"/api/webhooks/secrets/{name}/rotate", null)).StatusCode);
    }

    private static JsonElement SecretOf(JsonElement listed) =>
        listed.GetProperty("secrets").EnumerateArray().Single(s => s.GetProperty("name").GetString() == "partner");

    private static async Task<string> RotateAsync(HttpClient client) =>
        (await RunningProduct.JsonOf(await client.PostAsync("/api/webhooks/secrets/partner/rotate", null)))
            .GetProperty("secret").GetString()!;

    private async Task<bool> IsTakenAsync(string secret, string id)
    {
        var raw = "{}"u8.ToArray();
        var stamp = $"{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()}";
        using var request = new HttpRequestMessage(HttpMethod.Post, "/workflows/signed");
        request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", stamp);
        request.Headers.Add("webhook-signature", WebhookSignature.Sign(id, stamp, raw, secret));
        return (await product.Anonymous.SendAsync(request)).IsSuccessStatusCode;
    }
}
