using System.Net;
using System.Text;
using Workflows.Tests.Serving;

namespace Workflows.Tests.Triggers;

/// <summary>Definitions, values and scripts that want more than there is, through the whole product.</summary>
public sealed class HostileContentTests(SharedProduct shared)
{
    private readonly RunningProduct product = shared.Product;

    private static string Flow(string path, string activity) => """
        {"name": "Hostile", "root": {"type": "Elsa.Sequence", "id": "all", "activities": [
          {"type": "Elsa.HttpEndpoint", "id": "request", "path": "PATH", "canStartWorkflow": true,
           "supportedMethods": {"typeName": "Object", "expression": {"type": "Object", "value": "[\"POST\"]"}}},
          ACTIVITY
        ]}}
        """.Replace("PATH", path, StringComparison.Ordinal).Replace("ACTIVITY", activity, StringComparison.Ordinal);

    [Fact]
    public async Task Definition_nested_a_thousand_deep_is_refused_with_its_place()
    {
        var nested = new StringBuilder();
        for (var n = 0; n < 1000; n++)
        {
            nested.Append("""{"type": "Elsa.Sequence", "activities": [""");
        }

        nested.Append("""{"type": "Elsa.WriteLine", "text": "deep"}""");
        nested.Insert(nested.Length, "]}", 1000);
        using var client = await product.WithKeyAsync();
        var answer = await client.PutAsync("/api/definitions/deep/draft", Json($$"""{"name": "Deep", "root": {{nested}}}"""));
        Assert.Equal(
            (HttpStatusCode.BadRequest, "H110"),
            (answer.StatusCode, (await RunningProduct.JsonOf(answer)).GetProperty("code").GetString()));
        await AssertServesAsync();
    }

    [Fact]
    public async Task Value_of_ten_megabytes_is_refused_at_the_door_with_the_limit()
    {
        await product.PublishAsync("large", Flow("large", """{"type": "Elsa.WriteLine", "text": "taken"}"""));
        using var client = await product.WithKeyAsync();
        var answer = await client.PostAsync("/workflows/large", Json($$"""{"text": "{{new string('x', 10_000_000)}}"}"""));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        var problem = await RunningProduct.JsonOf(answer);
        Assert.Equal("H205", problem.GetProperty("code").GetString());
        Assert.Equal("E113", problem.GetProperty("errors")[0].GetProperty("code").GetString());
        Assert.Contains("4000000", problem.GetProperty("detail").GetRawText(), StringComparison.Ordinal);
        await AssertServesAsync();
    }

    [Theory]
    [InlineData("const all = []; while (true) { all.push('x'.repeat(100000)); }")]
    [InlineData("let text = 'x'; while (true) { text = text + text; }")]
    public async Task Script_that_allocates_without_end_becomes_an_incident(string script)
    {
        var activity = $$"""{"type": "Elsa.RunJavaScript", "id": "greedy", "script": "{{script}}"}""";
        await product.PublishAsync("greedy", Flow("greedy", activity));
        using var client = await product.WithKeyAsync();
        await AssertIncidentAsync(client, await client.PostAsync("/workflows/greedy", null), "E411");
        await AssertServesAsync();
    }

    private static async Task AssertIncidentAsync(HttpClient client, HttpResponseMessage answer, string code)
    {
        var run = (await RunningProduct.JsonOf(answer)).GetProperty("runId").GetString();
        Assert.Contains($"\"code\":\"{code}\"", await client.GetStringAsync($"/api/runs/{run}"), StringComparison.Ordinal);
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private async Task AssertServesAsync() =>
        Assert.Equal(HttpStatusCode.OK, (await product.Anonymous.GetAsync("/health/ready")).StatusCode);
}
