using System.Net;
using System.Net.Http.Json;
using Workflows.Tests.Serving;

namespace Workflows.Tests.Connectors;

/// <summary>What an administrator sees of the ways out and may try.</summary>
[Collection(CommonSettings.Name)]
public sealed class ConnectorRouteTests(OwnProduct own)
{
    private readonly RunningProduct product = own.Product;

    [Fact]
    public async Task Origin_that_is_allowed_can_be_called_at_once_and_no_longer_when_it_is_taken_away()
    {
        using var client = await product.WithKeyAsync();
        var here = product.Address.GetLeftPart(UriPartial.Authority);
        await AllowAsync(client);
        Assert.Equal("refused", await OutcomeAsync(client, here + "/health/live"));
        await AllowAsync(client, here);
        Assert.Equal("answered", await OutcomeAsync(client, here + "/health/live"));
        var missing = await RunningProduct.JsonOf(await client.PostAsJsonAsync("/api/connectors/test", new { url = here + "/nowhere" }));
        Assert.Equal(404, missing.GetProperty("status").GetInt32());
        Assert.NotEmpty(missing.GetProperty("next").GetProperty("zh").GetString()!);
        await AllowAsync(client);
        Assert.Equal("refused", await OutcomeAsync(client, here + "/health/live"));
    }

    [Fact]
    public async Task Test_says_in_words_why_nothing_answers()
    {
        using var client = await product.WithKeyAsync();
        Assert.Equal("noSuchName", await OutcomeAsync(client, "http://nobody.invalid/"));
        Assert.Equal("refused", await OutcomeAsync(client, "ftp://files.example/"));
        await AllowAsync(client, "http://127.0.0.1:9");
        Assert.Equal("noConnection", await OutcomeAsync(client, "http://127.0.0.1:9/"));
    }

    [Theory]
    [InlineData("erp.example")]
    [InlineData("https://erp.example/path")]
    [InlineData("ftp://erp.example")]
    public async Task What_is_no_origin_is_not_allowed(string text)
    {
        using var client = await product.WithKeyAsync();
        var answer = await client.PutAsJsonAsync("/api/connectors/allowed", new { origins = new[] { text } });
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static async Task AllowAsync(HttpClient client, params string[] origins) =>
        Assert.Equal(HttpStatusCode.OK, (await client.PutAsJsonAsync("/api/connectors/allowed", new { origins })).StatusCode);

    private static async Task<string?> OutcomeAsync(HttpClient client, string url)
    {
        var answer = await client.PostAsJsonAsync("/api/connectors/test", new { url });
        return (await RunningProduct.JsonOf(answer)).GetProperty("outcome").GetString();
    }
}
