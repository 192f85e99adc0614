using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Host.Secrets;
using Workflows.Tests.Serving;

namespace Workflows.Tests.Triggers;

/// <summary>What an endpoint's definition says about its callers and their files, at the start of a run and in its midst.</summary>
public sealed class EndpointSettingsTests(SharedProduct shared)
{
    // A courier's message starts the run and its second one, signed with another secret, ends it.
    private const string Signed = """
        {"name": "Courier", "root": {"type": "Elsa.Sequence", "id": "all", "activities": [
          {"type": "Elsa.HttpEndpoint", "id": "first", "path": "courier", "canStartWorkflow": true, "signature": "courier-first",
           "supportedMethods": {"typeName": "Object", "expression": {"type": "Object", "value": "[\"POST\"]"}}},
          {"type": "Elsa.HttpEndpoint", "id": "second", "path": "courier/arrived", "signature": "courier-second",
           "supportedMethods": {"typeName": "Object", "expression": {"type": "Object", "value": "[\"POST\"]"}}}
        ]}}
        """;

    // Takes a picture of at most 8 bytes and gives it back; a file of another kind has a way of its own.
    private const string Files = """
        {"name": "Picture", "root": {"type": "Elsa.Flowchart", "id": "all", "activities": [
          {"type": "Elsa.HttpEndpoint", "id": "request", "path": "pictures/{order}", "canStartWorkflow": true, "fileSizeLimit": 8,
           "exposeInvalidFileExtensionOutcome": true,
           "allowedFileExtensions": {"typeName": "Object", "expression": {"type": "Object", "value": "[\".png\"]"}},
           "supportedMethods": {"typeName": "Object", "expression": {"type": "Object", "value": "[\"POST\"]"}},
           "file": {"typeName": "Object", "memoryReference": {"id": "picture"}}},
          {"type": "Elsa.WriteFileHttpResponse", "id": "back",
           "content": {"typeName": "Object", "expression": {"type": "Variable", "value": {"id": "picture"}}}},
          {"type": "Elsa.WriteHttpResponse", "id": "refused", "statusCode": 422, "content": "a picture please"}],
         "variables": [{"id": "picture", "name": "picture", "typeName": "Object"}],
         "connections": [
          {"source": {"activity": "request", "port": "Done"}, "target": {"activity": "back", "port": "In"}},
          {"source": {"activity": "request", "port": "Invalid file extension"}, "target": {"activity": "refused", "port": "In"}}]}}
        """;

    private readonly RunningProduct product = shared.Product;

    [Fact]
    public async Task Signature_is_asked_for_before_the_content_is_read_at_the_start_and_where_a_run_waits()
    {
        var secrets = product.Parts.GetRequiredService<SecretStore>();
        await secrets.WriteAsync("courier-first", "one");
        await secrets.WriteAsync("courier-second", "two");
        await product.PublishAsync("courier", Signed);

        Assert.Equal("H406", await CodeOf(await PostAsync("/workflows/courier", "{\"a\": ", null)));
        Assert.Equal("H110", await CodeOf(await PostAsync("/workflows/courier", "{\"a\": ", "one")));
        var started = await PostAsync("/workflows/courier", """{"order": "O1"}""", "one");
        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
        Assert.Equal("H406", await CodeOf(await PostAsync("/workflows/courier/arrived", "{}", "one")));
        Assert.Equal("H406", await CodeOf(await PostAsync("/workflows/courier/arrived", "{}", null)));
        var ended = await PostAsync("/workflows/courier/arrived", "{}", "two");
        Assert.Equal(HttpStatusCode.Accepted, ended.StatusCode);
        Assert.Equal("finished", (await RunningProduct.JsonOf(ended)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task File_reaches_the_run_and_comes_back_as_it_was()
    {
        await product.PublishAsync("picture", Files);
        using var client = await product.WithKeyAsync();
        var answer = await client.PostAsync("/workflows/pictures/O1", Form([1, 2, 255], "../图片.png"));
        Assert.Equal([1, 2, 255], await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("image/png", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("图片.png", answer.Content.Headers.ContentDisposition?.FileNameStar);
    }

    [Fact]
    public async Task File_that_does_not_fit_takes_the_way_of_the_definition_or_is_refused()
    {
        await product.PublishAsync("picture", Files);
        using var client = await product.WithKeyAsync();
        var otherKind = await client.PostAsync("/workflows/pictures/O1", Form([1], "run.exe"));
        Assert.Equal("a picture please", await otherKind.Content.ReadAsStringAsync());
        Assert.Equal("H408", await CodeOf(await client.PostAsync("/workflows/pictures/O1", Form(new byte[9], "big.png"))));
        var broken = new StringContent("--b\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\nno end", Encoding.UTF8);
        broken.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");
        Assert.Equal("H407", await CodeOf(await client.PostAsync("/workflows/pictures/O1", broken)));
    }

    private static MultipartFormDataContent Form(byte[] bytes, string name)
    {
        var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = new("image/png");
        return new() { { new StringContent("O1"), "order" }, { file, "picture", name } };
    }

    private Task<HttpResponseMessage> PostAsync(string path, string json, string? secret)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        if (secret is not null)
        {
            var id = Guid.NewGuid().ToString("N");
            var stamp = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{id}.{stamp}.{json}"));
            request.Headers.Add("webhook-id", id);
            request.Headers.Add("webhook-timestamp", stamp);
            request.Headers.Add("webhook-signature", "v1," + Convert.ToBase64String(mac));
        }

        return product.Anonymous.SendAsync(request);
    }

    private static async Task<string?> CodeOf(HttpResponseMessage answer) =>
        (await RunningProduct.JsonOf(answer)).TryGetProperty("code", out var code) ? code.GetString() : $"{answer.StatusCode}";
}
