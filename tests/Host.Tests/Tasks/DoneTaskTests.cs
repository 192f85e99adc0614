using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Time.Testing;
using Workflows.Host.Storage;
using Workflows.Tests.Serving;
using Workflows.Tests.Storage;

namespace Workflows.Tests.Tasks;

/// <summary>What somebody has done: theirs alone, what was done last first.</summary>
public sealed class DoneTaskTests : IAsyncLifetime
{
    private const string Flow = """
        {"name": "Count", "root": {"type": "Workflows.HumanTask", "id": "count", "title": "Count the stock",
          "outcomes": {"typeName": "Object", "expression": {"type": "Object", "value": "[\"Done\"]"}}}}
        """;

    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 12, 2, 8, 0, 0, TimeSpan.Zero));
    private RunningProduct product = null!;
    private HttpClient client = null!;

    public async ValueTask InitializeAsync()
    {
        product = await RunningProduct.StartAsync(clock: clock);
        client = await product.WithKeyAsync();
        await product.PublishAsync("count-stock", Flow);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await product.DisposeAsync();
    }

    [Fact]
    public async Task Task_that_was_done_last_is_first_whenever_it_was_given()
    {
        string[] given = [await GiveAsync(), await GiveAsync(), await GiveAsync()];
        foreach (var id in new[] { given[1], given[2], given[0] })
        {
            await DoAsync(client, id);
        }

        using (var other = await product.WithKeyAsync("supervisor"))
        {
            await DoAsync(other, await GiveAsync());
        }

        Assert.Equal([given[0], given[2], given[1]], await IdsAsync("mine=true&state=completed"));
        Assert.Equal([given[2]], await IdsAsync("mine=true&state=completed&skip=1&limit=1"));
        Assert.Equal([given[0], given[2], given[1]], await IdsAsync("mine=true&state=completed&text=stock"));
        Assert.Equal(4, (await IdsAsync("state=completed")).Count);
        var sheet = JsonElement.Parse(await client.GetStringAsync("/api/tasks?mine=true&state=completed&limit=2"));
        Assert.Equal((3, "2"), (sheet.GetProperty("total").GetInt32(), sheet.GetProperty("next").GetString()));
    }

    [Fact]
    public async Task Tasks_closed_before_the_file_knew_of_the_moment_have_it_from_their_record()
    {
        using var file = new SqliteFile();
        await using var db = new WorkflowsDb(new DbContextOptionsBuilder<WorkflowsDb>()
            .UseSqlite($"Data Source={file.Path};Pooling=False").Options);
        await db.GetService<IMigrator>().MigrateAsync("RunLists", TestContext.Current.CancellationToken);
        await db.Database.ExecuteSqlRawAsync("""
            INSERT INTO Tasks (Id, RunId, DefinitionId, State, CreatedAt, Json) VALUES
              ('done', 'r', 'd', 2, 0, '{{"ClosedAt": "2026-11-27T20:01:44.1234567+08:00"}}'),
              ('open', 'r', 'd', 0, 0, '{{"ClosedAt": null}}')
            """, TestContext.Current.CancellationToken);
        await db.Database.MigrateAsync(TestContext.Current.CancellationToken);
        var closed = await db.Tasks.ToDictionaryAsync(t => t.Id, t => t.ClosedAt, TestContext.Current.CancellationToken);
        Assert.Equal(new DateTimeOffset(2026, 11, 27, 20, 1, 44, TimeSpan.FromHours(8)).UtcTicks, closed["done"]);
        Assert.Null(closed["open"]);
    }

    private async Task<string> GiveAsync()
    {
        var run = await RunningProduct.JsonOf(await client.PostAsJsonAsync("/api/runs", new { definitionId = "count-stock" }));
        return (await IdsAsync($"run={run.GetProperty("id").GetString()}")).Single();
    }

    private async Task DoAsync(HttpClient person, string id)
    {
        clock.Advance(TimeSpan.FromMinutes(1));
        (await person.PostAsJsonAsync($"/api/tasks/{id}/complete", new { outcome = "Done" })).EnsureSuccessStatusCode();
    }

    private async Task<List<string>> IdsAsync(string filter) =>
        [.. JsonElement.Parse(await client.GetStringAsync($"/api/tasks?{filter}")).GetProperty("items").EnumerateArray()
            .Select(task => task.GetProperty("id").GetString()!)];
}
