using System.Net;
using System.Net.Http.Json;
using System.Text;
using Workflows.Tests.Serving;

namespace Workflows.Tests.Reviews;

/// <summary>A draft is looked at by somebody else before it is published, where an administrator wishes it.</summary>
[Collection(CommonSettings.Name)]
public sealed class ReviewTests(OwnProduct own) : IAsyncDisposable
{
    private readonly RunningProduct product = own.Product;

    public async ValueTask DisposeAsync()
    {
        using var client = await product.WithKeyAsync();
        await RequireAsync(client, false);
    }

    [Theory]
    [InlineData("/api/definitions/", "designer", """{"root": {"type": "Elsa.WriteLine", "id": "a", "text": "TEXT"}}""")]
    [InlineData("/api/rules/", "rule-editor", "{\"text\": \"rules NAME \\\"TEXT\\\"\\n\"}")]
    public async Task Draft_is_published_once_somebody_else_approves_it(string kind, string role, string draft)
    {
        var name = role == "designer" ? "looked" : "lookedat";
        var at = kind + name;
        draft = draft.Replace("NAME", name, StringComparison.Ordinal);
        using var author = await product.WithKeyAsync(role);
        using var reader = await product.WithKeyAsync();
        await RequireAsync(reader, true);
        var first = await SaveAsync(author, at, draft.Replace("TEXT", "one", StringComparison.Ordinal), null);
        Assert.Equal(HttpStatusCode.Conflict, (await author.PostAsync(at + "/publish", null)).StatusCode);
        Assert.Equal("none", await StateAsync(author, at));

        await StepAsync(author, at, "", first, "Please look");
        Assert.Equal(HttpStatusCode.Conflict, (await SendAsync(author, at, "/approve", first, null)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(reader, at, "/send-back", first, " ")).StatusCode);
        await StepAsync(reader, at, "/send-back", first, "Not yet");
        Assert.Equal("sentBack", await StateAsync(author, at));
        Assert.Equal(HttpStatusCode.Conflict, (await SendAsync(reader, at, "/approve", first, null)).StatusCode);

        var second = await SaveAsync(author, at, draft.Replace("TEXT", "two", StringComparison.Ordinal), first);
        Assert.Equal("outdated", await StateAsync(author, at));
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await SendAsync(author, at, "", first, null)).StatusCode);
        await StepAsync(author, at, "", second, null);
        var listed = (await RunningProduct.JsonOf(await reader.GetAsync(kind.TrimEnd('/')))).GetProperty("items").EnumerateArray();
        Assert.Contains(listed, item => item.GetProperty("asksReview").GetBoolean());
        await StepAsync(reader, at, "/approve", second, "Good");
        Assert.Equal(HttpStatusCode.OK, (await author.PostAsync(at + "/publish", null)).StatusCode);

        var steps = (await RunningProduct.JsonOf(await author.GetAsync(at + "/review"))).GetProperty("steps");
        string[] expected = ["published", "approved", "asked", "sentBack", "asked"];
        Assert.Equal(expected, steps.EnumerateArray().Select(s => s.GetProperty("step").GetString()));
        Assert.Equal("Good", steps[1].GetProperty("remark").GetString());

        // Who wrote the last word of it is no second person, whoever asks.
        var third = await SaveAsync(reader, at, draft.Replace("TEXT", "three", StringComparison.Ordinal), second);
        await StepAsync(author, at, "", third, null);
        Assert.Equal(HttpStatusCode.Conflict, (await SendAsync(reader, at, "/approve", third, null)).StatusCode);
        Assert.NotEqual(steps[1].GetProperty("actor").GetString(), steps[2].GetProperty("actor").GetString());
    }

    [Fact]
    public async Task Text_that_was_published_before_goes_back_without_review()
    {
        using var client = await product.WithKeyAsync();
        await RequireAsync(client, false);
        const string At = "/api/definitions/goesback";
        const string Draft = """{"root": {"type": "Elsa.WriteLine", "id": "a", "text": "TEXT"}}""";
        var first = await SaveAsync(client, At, Draft, null);
        await client.PostAsync(At + "/publish", null);
        await SaveAsync(client, At, Draft.Replace("TEXT", "worse", StringComparison.Ordinal), first);
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync(At + "/publish", null)).StatusCode);
        await RequireAsync(client, true);
        await client.PostAsJsonAsync(At + "/revert", new { version = 1 });
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync(At + "/publish", null)).StatusCode);
    }

    private static async Task RequireAsync(HttpClient client, bool required)
    {
        var set = await client.PutAsJsonAsync("/api/settings/reviews", new { definitions = required, rules = required });
        Assert.Equal(HttpStatusCode.OK, set.StatusCode);
    }

    private static async Task<string> SaveAsync(HttpClient client, string at, string json, string? etag)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, at + "/draft");
        request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        request.Headers.TryAddWithoutValidation("If-Match", etag ?? string.Empty);
        var saved = await client.SendAsync(request);
        Assert.True(saved.IsSuccessStatusCode, await saved.Content.ReadAsStringAsync());
        return saved.Headers.ETag!.Tag;
    }

    private static async Task StepAsync(HttpClient client, string at, string step, string etag, string? remark)
    {
        var answer = await SendAsync(client, at, step, etag, remark);
        Assert.True(answer.IsSuccessStatusCode, $"{step}: {await answer.Content.ReadAsStringAsync()}");
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string at, string step, string etag, string? remark)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, at + "/review" + step) { Content = JsonContent.Create(new { remark }) };
        request.Headers.TryAddWithoutValidation("If-Match", etag);
        return await client.SendAsync(request);
    }

    private static async Task<string?> StateAsync(HttpClient client, string at) =>
        (await RunningProduct.JsonOf(await client.GetAsync(at + "/review"))).GetProperty("state").GetString();
}
