using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Workflows.Tests.Serving;

namespace Workflows.Tests.Overview;

/// <summary>The figures of the first page are those of the lists that they lead to; its days are the shop's.</summary>
public sealed class FigureTests : IAsyncLifetime
{
    private const string Flow = """
        {"name": "Count", "root": {"type": "Workflows.HumanTask", "id": "count", "title": "Count the stock",
          "candidateRoles": {"typeName": "Object", "expression": {"type": "Object", "value": "[\"staff\"]"}},
          "dueIn": {"typeName": "String", "expression": {"type": "Literal", "value": "PT1H"}},
          "outcomes": {"typeName": "Object", "expression": {"type": "Object", "value": "[\"Done\"]"}}}}
        """;

    // Half an hour after the third of December began in the shop (+08:00).
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 12, 2, 16, 30, 0, TimeSpan.Zero));
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
    public async Task Days_are_those_of_the_shop_and_late_tasks_are_listed_as_they_are_counted()
    {
        var ids = new List<string>();
        for (var n = 0; n < 2; n++)
        {
            var run = await ReadAsync(await client.PostAsJsonAsync("/api/runs", new { definitionId = "count-stock" }));
            ids.Add((await ListAsync($"run={run.GetProperty("id").GetString()}")).Single().GetProperty("id").GetString()!);
        }

        Assert.Empty(await ListAsync("late=true&definition=count-stock"));
        (await client.PostAsJsonAsync($"/api/tasks/{ids[0]}/complete", new { outcome = "Done" })).EnsureSuccessStatusCode();
        clock.Advance(TimeSpan.FromDays(10));
        // The key from before is no longer good.
        client.Dispose();
        client = await product.WithKeyAsync();
        Assert.Equal([ids[1]], (await ListAsync("late=true&definition=count-stock")).Select(task => task.GetProperty("id").GetString()));

        var days = (await ReadAsync(await client.GetAsync("/api/overview"))).GetProperty("days").EnumerateArray().ToList();
        Assert.Equal("2026-12-13", days[^1].GetProperty("day").GetString());
        var third = days.Single(day => day.GetProperty("day").GetString() == "2026-12-03");
        Assert.True(third.GetProperty("started").GetInt32() >= 2, third.GetRawText());
        Assert.True(third.GetProperty("tasksOpened").GetInt32() >= 2, third.GetRawText());
        Assert.Equal(1, third.GetProperty("tasksCompleted").GetInt32());
        Assert.All(days.Where(day => day.GetProperty("day").GetString() == "2026-12-02"),
            day => Assert.Equal(0, day.GetProperty("started").GetInt32()));
    }

    private async Task<List<JsonElement>> ListAsync(string query) =>
        [.. (await ReadAsync(await client.GetAsync($"/api/tasks?{query}"))).GetProperty("items").EnumerateArray()];

    private static Task<JsonElement> ReadAsync(HttpResponseMessage answer) => RunningProduct.JsonOf(answer);
}
