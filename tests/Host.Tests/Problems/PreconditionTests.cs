using System.Net;
using System.Net.Http.Json;
using Workflows.Tests.Serving;

namespace Workflows.Tests.Problems;

/// <summary>Who has seen what is changed may change it; who has not is told, and nothing of the other's is lost.</summary>
[Collection(CommonSettings.Name)]
public sealed class PreconditionTests(OwnProduct own) : IAsyncDisposable
{
    private const string Text = """
        rules watched "Watched" zh "受关注"

        fact Claim "Claim" zh "申请"
          id     string key
          amount number

        fact Verdict "Verdict" zh "结论" concluded
          claim string key

        parameter most number = 100 in [0..] "highest amount" zh "最高金额"

        rule high "Too high" zh "过高"
          when
            claim is a Claim where amount > most
          then
            conclude Verdict
              claim claim.id

        test "over the limit"
          given Claim id "A", amount 101
          expect 1 Verdict

        test "of a limit of its own"
          parameter most = 5
          given Claim id "A", amount 6
          expect 1 Verdict
        """;

    private readonly RunningProduct product = own.Product;

    public async ValueTask DisposeAsync()
    {
        using var client = await product.WithKeyAsync();
        await client.PutAsJsonAsync("/api/settings/reviews", new { definitions = false, rules = false });
        await client.PutAsJsonAsync("/api/connectors/allowed", new { origins = Array.Empty<string>() });
    }

    [Fact]
    public async Task Shared_settings_and_figures_are_not_written_over_unseen()
    {
        using var client = await product.WithKeyAsync();
        await PublishAsync(client);
        await OverAsync(client, "/api/rules/watched/parameters", "", new { values = new { most = 7 } }, new { values = new { most = 8 } });
        await OverAsync(
            client, "/api/settings/reviews", "", new { definitions = true, rules = false }, new { definitions = false, rules = true });
        await OverAsync(
            client, "/api/connectors", "/allowed", new { origins = new[] { "https://a.example" } },
            new { origins = new[] { "https://b.example" } });
    }

    [Fact]
    public async Task Account_is_not_written_over_unseen_and_what_is_emptied_is_taken_away()
    {
        using var client = await product.WithKeyAsync();
        var made = await client.PostAsJsonAsync(
            "/api/users", new { user = "han", displayName = "Han", staffId = "S1", roles = new[] { "staff" } });
        var etag = (await RunningProduct.JsonOf(made)).GetProperty("account").GetProperty("etag").GetString()!;
        var first = await SendAsync(client, "/api/users/han", etag, new { displayName = "", roles = new[] { "auditor" } });
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.False((await RunningProduct.JsonOf(first)).TryGetProperty("displayName", out var name) && name.GetString() is not null);
        var second = await SendAsync(client, "/api/users/han", etag, new { staffId = "S2" });
        Assert.Equal(HttpStatusCode.PreconditionFailed, second.StatusCode);
        await client.DeleteAsync("/api/users/han");
    }

    [Fact]
    public async Task Draft_that_somebody_has_saved_since_is_not_published_unseen()
    {
        using var client = await product.WithKeyAsync();
        foreach (var (at, one, other) in new[]
        {
            ("/api/rules/raced", "{\"text\": \"rules raced \\\"One\\\"\\n\"}", "{\"text\": \"rules raced \\\"Other\\\"\\n\"}"),
            ("/api/definitions/raced", """{"root": {"type": "Elsa.WriteLine", "id": "a", "text": "one"}}""",
                """{"root": {"type": "Elsa.WriteLine", "id": "a", "text": "other"}}"""),
        })
        {
            var seen = (await SaveAsync(client, at, one, null)).Headers.ETag!.Tag;
            var theirs = (await SaveAsync(client, at, other, seen)).Headers.ETag!.Tag;
            Assert.Equal(HttpStatusCode.PreconditionFailed, (await PublishAsync(client, at, seen)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await PublishAsync(client, at, theirs)).StatusCode);
        }
    }

    [Fact]
    public async Task Tests_of_a_file_are_run_with_figures_that_do_not_hold_yet()
    {
        using var client = await product.WithKeyAsync();
        await PublishAsync(client);
        Assert.Equal((2, 0), await TestAsync(new { most = 100 }));
        Assert.Equal((1, 1), await TestAsync(new { most = 200 }));
        Assert.Equal((2, 0), await TestAsync(new { most = (int?)null }));
        var wrong = await client.PostAsJsonAsync("/api/rules/watched/test", new { parameters = new { most = -1 } });
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);

        async Task<(int Passed, int Failed)> TestAsync(object parameters)
        {
            var report = await RunningProduct.JsonOf(await client.PostAsJsonAsync("/api/rules/watched/test", new { parameters }));
            return (report.GetProperty("passed").GetInt32(), report.GetProperty("failed").GetInt32());
        }
    }

    [Fact]
    public async Task Figures_are_reviewed_where_rules_are()
    {
        using var client = await product.WithKeyAsync();
        await PublishAsync(client);
        await client.PutAsJsonAsync("/api/settings/reviews", new { definitions = false, rules = true });
        var refused = await client.PutAsJsonAsync("/api/rules/watched/parameters", new { values = new { most = 9 } });
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("ask for a review", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var back = await client.PutAsJsonAsync("/api/rules/watched/parameters", new { values = new { most = (int?)null } });
        Assert.Equal(HttpStatusCode.OK, back.StatusCode);
    }

    /// <summary>Two have read it and both change it: the second is told and changes nothing.</summary>
    private static async Task OverAsync(HttpClient client, string at, string rest, object one, object other)
    {
        var seen = (await client.GetAsync(new Uri(at, UriKind.Relative))).Headers.ETag!.Tag;
        var first = await SendAsync(client, at + rest, seen, one);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await SendAsync(client, at + rest, seen, other)).StatusCode);
        Assert.Equal(first.Headers.ETag, (await client.GetAsync(new Uri(at, UriKind.Relative))).Headers.ETag);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(client, at + rest, first.Headers.ETag!.Tag, other)).StatusCode);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string at, string etag, object body)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, at) { Content = JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("If-Match", etag);
        return await client.SendAsync(request);
    }

    private static async Task<HttpResponseMessage> PublishAsync(HttpClient client, string at, string etag)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, at + "/publish");
        request.Headers.TryAddWithoutValidation("If-Match", etag);
        return await client.SendAsync(request);
    }

    private static async Task<HttpResponseMessage> SaveAsync(HttpClient client, string at, string json, string? etag)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, at + "/draft") { Content = new StringContent(json, null, "application/json") };
        request.Headers.TryAddWithoutValidation("If-Match", etag ?? string.Empty);
        var saved = await client.SendAsync(request);
        Assert.True(saved.IsSuccessStatusCode, await saved.Content.ReadAsStringAsync());
        return saved;
    }

    private static async Task PublishAsync(HttpClient client)
    {
        var known = await client.GetAsync(new Uri("/api/rules/watched", UriKind.Relative));
        if (!known.IsSuccessStatusCode)
        {
            await client.PutAsJsonAsync("/api/rules/watched/draft", new { text = Text });
            var published = await client.PostAsync("/api/rules/watched/publish", null);
            Assert.True(published.IsSuccessStatusCode, await published.Content.ReadAsStringAsync());
        }

        await client.PutAsJsonAsync("/api/rules/watched/parameters", new { values = new { most = (int?)null } });
    }
}
