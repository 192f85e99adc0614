using System.Net.Http.Json;
using System.Text.Json;
using Workflows.Tests.Serving;

namespace Workflows.Tests.Runs;

/// <summary>Runs are found by what their definition belongs to.</summary>
public sealed class RunTagTests(SharedProduct shared)
{
    private const string Text = """
        {"name": "Tagged", "customProperties": {"tags": [{"en": "Tagged so", "zh": "如此标记"}, "plainly"]},
         "root": {"type": "Elsa.WriteLine", "id": "said", "text": "done"}}
        """;

    private readonly RunningProduct product = shared.Product;

    [Theory]
    [InlineData("Tagged so", 1)]
    [InlineData("如此标记", 1)]
    [InlineData("plainly", 1)]
    [InlineData("Tagged otherwise", 0)]
    public async Task Tag_finds_the_runs_of_its_definitions(string tag, int count)
    {
        await product.PublishAsync("tagged", Text);
        using var client = await product.WithKeyAsync();
        await client.PostAsJsonAsync("/api/runs", new { definitionId = "tagged", id = "tagged-1" });
        var found = JsonElement.Parse(await client.GetStringAsync($"/api/runs?tag={Uri.EscapeDataString(tag)}"));
        Assert.Equal(count, found.GetProperty("total").GetInt32());

        var heads = JsonElement.Parse(await client.GetStringAsync("/api/definitions")).GetProperty("items");
        var tags = heads.EnumerateArray().Single(head => head.GetProperty("id").GetString() == "tagged").GetProperty("tags");
        Assert.Equal(["Tagged so", "plainly"], tags.EnumerateArray().Select(known => known.GetProperty("en").GetString()));
    }
}
