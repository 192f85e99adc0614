using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Workflows.Tests.Serving;

namespace Workflows.Tests.Definitions;

/// <summary>What the check of a definition finds is told before it is published, and stops that.</summary>
public sealed class DefinitionCheckTests(SharedProduct shared)
{
    private readonly RunningProduct product = shared.Product;

    [Fact]
    public async Task Definition_whose_task_has_no_title_is_told_of_and_not_published()
    {
        using var admin = await product.SignInAsync();
        var definition = new { name = "untitled", root = new { type = "Workflows.HumanTask", id = "ask" } };
        var check = await RunningProduct.JsonOf(await admin.PostAsJsonAsync("/api/definitions/check", definition));
        Assert.Contains("W306", CodesOf(check));
        Assert.False(check.GetProperty("ok").GetBoolean());

        (await admin.PutAsJsonAsync("/api/definitions/untitled/draft", definition)).EnsureSuccessStatusCode();
        var published = await admin.PostAsync("/api/definitions/untitled/publish", null);
        Assert.Equal(HttpStatusCode.BadRequest, published.StatusCode);
        Assert.Contains("W306", CodesOf(await RunningProduct.JsonOf(published)));
    }

    private static IEnumerable<string?> CodesOf(JsonElement answer) =>
        answer.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("code").GetString());
}
