using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Workflows.Tests.Serving;

namespace Workflows.Tests.Runs;

/// <summary>Moving many runs to another version: tried, some, the rest, and back.</summary>
public sealed class ManyRepairTests(SharedProduct shared)
{
    private const string Text = """
        {"name": "Move", "root": {"type": "Elsa.Sequence", "id": "all", "activities": [
          {"type": "Elsa.Event", "id": "wait", "eventName": "move-on"}, {"type": "Elsa.WriteLine", "id": "said", "text": "TEXT"}]}}
        """;

    private readonly RunningProduct product = shared.Product;

    [Fact]
    public async Task Runs_of_a_version_move_to_the_next_one_by_a_canary_and_back()
    {
        await product.PublishAsync("move", Text);
        using var client = await product.WithKeyAsync();
        for (var n = 0; n < 5; n++)
        {
            var started = await client.PostAsJsonAsync("/api/runs", new { definitionId = "move", id = $"move-{n}" });
            Assert.Equal(HttpStatusCode.Created, started.StatusCode);
        }

        await product.PublishAsync("move", Text.Replace("TEXT", "other", StringComparison.Ordinal));
        var (first, second) = await VersionsAsync(client);
        var migrate = new { action = "migrate", versionId = second, reason = "better" };

        var tried = await RepairAsync(client, new { version = first, repair = new { migrate.action, migrate.versionId, dryRun = true } });
        Assert.Equal((5, 0, true), Figures(tried));
        Assert.Contains(tried.GetProperty("items")[0].GetProperty("journal").EnumerateArray(),
            line => line.GetProperty("event").GetString() == "Migrated");
        Assert.Equal(5, await CountAsync(client, first));

        var canary = await RepairAsync(client, new { version = first, first = 2, repair = migrate });
        Assert.Equal((2, 0, false), Figures(canary));
        Assert.Equal(3, canary.GetProperty("left").GetInt32());
        Assert.Equal((3, 0, false), Figures(await RepairAsync(client, new { version = first, repair = migrate })));
        Assert.Equal(5, await CountAsync(client, second));

        var undo = new { action = "undo-migration", reason = "worse" };
        Assert.Equal((5, 0, false), Figures(await RepairAsync(client, new { version = second, repair = undo })));
        Assert.Equal(5, await CountAsync(client, first));
        Assert.Equal((0, 5, false), Figures(await RepairAsync(client, new { version = first, repair = undo })));
    }

    [Fact]
    public async Task Repair_that_names_no_runs_is_refused()
    {
        using var client = await product.WithKeyAsync();
        var all = await client.PostAsJsonAsync("/api/runs/repairs", new { repair = new { action = "cancel" } });
        Assert.Equal(HttpStatusCode.BadRequest, all.StatusCode);
        var unknown = await client.PostAsJsonAsync("/api/runs/repairs", new { definition = "move", repair = new { action = "explode" } });
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
        var denied = await product.Anonymous.PostAsJsonAsync(
            "/api/runs/repairs", new { definition = "move", repair = new { action = "cancel" } });
        Assert.Equal(HttpStatusCode.Unauthorized, denied.StatusCode);
        using var auditor = await product.WithKeyAsync("auditor");
        var forbidden = await auditor.PostAsJsonAsync(
            "/api/runs/repairs", new { definition = "move", repair = new { action = "cancel" } });
        Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);
    }

    [Fact]
    public async Task Definition_is_drawn()
    {
        await product.PublishAsync("drawn", Text.Replace("move-on", "drawn-on", StringComparison.Ordinal));
        using var client = await product.WithKeyAsync();
        var drawing = await client.GetAsync("/api/definitions/drawn/drawing.svg");
        Assert.Equal("image/svg+xml", drawing.Content.Headers.ContentType!.MediaType);
        Assert.Contains("data-activity=\"wait\"", await drawing.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/api/definitions/drawn/drawing.svg?version=9")).StatusCode);
    }

    private static async Task<JsonElement> RepairAsync(HttpClient client, object body)
    {
        var text = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        var answer = await client.PostAsync("/api/runs/repairs", text);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await RunningProduct.JsonOf(answer);
    }

    private static (int Done, int Refused, bool DryRun) Figures(JsonElement answer) => (
        answer.GetProperty("done").GetInt32(), answer.GetProperty("refused").GetInt32(), answer.GetProperty("dryRun").GetBoolean());

    private static async Task<(string First, string Second)> VersionsAsync(HttpClient client)
    {
        var versions = (await RunningProduct.JsonOf(await client.GetAsync("/api/definitions/move/versions"))).GetProperty("items");
        return (versions[1].GetProperty("versionId").GetString()!, versions[0].GetProperty("versionId").GetString()!);
    }

    private static async Task<int> CountAsync(HttpClient client, string version)
    {
        var runs = (await RunningProduct.JsonOf(await client.GetAsync("/api/runs?definition=move"))).GetProperty("items");
        return runs.EnumerateArray().Count(run => run.GetProperty("definitionVersionId").GetString() == version);
    }
}
