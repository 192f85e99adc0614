using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Engine.Runs;
using Workflows.Tests.Serving;

namespace Workflows.Tests.WorkingTime;

/// <summary>Calendars are changed over HTTP, and what is counted by them moves.</summary>
public sealed class CalendarRouteTests(SharedProduct shared)
{
    private const string Closed =
        """{"name": "platform", "timeZone": "+08:00", "week": {"daily": ["09:00-23:00"]}, "special": [{"date": "2026-01-01"}]}""";

    private const string Flow =
        """
        {"definitionId": "counted", "name": "Counted", "root": {"type": "Workflows.HumanTask", "id": "t", "title": "Check",
         "dueIn": "PT2H", "workingTime": true, "calendar": "platform"}}
        """;

    private static readonly int LastYear = DateTime.UtcNow.Year - 1;

    private readonly RunningProduct product = shared.Product;

    [Fact]
    public async Task Changed_calendar_moves_the_task_and_tells_why_and_the_arithmetic()
    {
        await product.PublishAsync("counted", Flow);
        using var client = await product.WithKeyAsync();
        var runs = product.Parts.GetRequiredService<RunService>();
        await runs.StartAsync(new StartRequest("counted-1", "counted"), TestContext.Current.CancellationToken);
        var change = new { calendar = YearsUntil2039(), reason = "renovation" };
        var saved = await client.PutAsJsonAsync("/api/calendars/platform", change);
        Assert.Equal(HttpStatusCode.OK, saved.StatusCode);
        var head = await product.UntilAsync("counted-1", h => h.Version > 1);
        Assert.Equal(2, head.Version);

        var deadline = (await Get(client, "/api/runs/counted-1/deadlines")).GetProperty("items")[0];
        Assert.True(deadline.GetProperty("isOpen").GetBoolean());
        Assert.StartsWith("2040-01-01T11:00", deadline.GetProperty("dueAt").GetString(), StringComparison.Ordinal);
        var steps = deadline.GetProperty("arithmetic").GetProperty("steps").EnumerateArray().ToList();
        Assert.Contains("9:00–11:00 counts 2:00", steps[^1].GetProperty("text").GetProperty("en").GetString(), StringComparison.Ordinal);
        var move = deadline.GetProperty("moves")[0];
        Assert.Equal("renovation", move.GetProperty("why").GetProperty("en").GetString());
        Assert.NotEqual(move.GetProperty("from").GetString(), move.GetProperty("to").GetString());
        var task = (await Get(client, "/api/tasks?limit=500")).GetProperty("items").EnumerateArray()
            .First(t => t.GetProperty("runId").GetString() == "counted-1");
        Assert.Equal(deadline.GetProperty("dueAt").GetDateTimeOffset(), task.GetProperty("dueAt").GetDateTimeOffset());

        Assert.Equal(HttpStatusCode.OK, (await client.DeleteAsync("/api/calendars/platform?reason=finished early")).StatusCode);
        await product.UntilAsync("counted-1", h => h.Version > 2);
        deadline = (await Get(client, "/api/runs/counted-1/deadlines")).GetProperty("items")[0];
        Assert.Equal(move.GetProperty("from").GetDateTimeOffset(), deadline.GetProperty("dueAt").GetDateTimeOffset());
        Assert.Equal(2, deadline.GetProperty("moves").GetArrayLength());
    }

    [Fact]
    public async Task Calendar_that_is_not_right_is_refused_with_the_places()
    {
        using var client = await product.WithKeyAsync();
        var wrong = new { calendar = JsonElement.Parse("""{"name": "service", "timeZone": "Moon", "week": {"daily": ["9-25"]}}""") };
        var answer = await client.PutAsJsonAsync("/api/calendars/service", wrong);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True((await RunningProduct.JsonOf(answer)).GetProperty("errors").GetArrayLength() >= 2);
        var other = await client.PutAsJsonAsync("/api/calendars/service", new { calendar = JsonElement.Parse(Closed) });
        Assert.Equal(HttpStatusCode.BadRequest, other.StatusCode);
        Assert.False((await Get(client, "/api/calendars/service")).GetProperty("isChanged").GetBoolean());
    }

    [Fact]
    public async Task Who_saw_an_older_calendar_may_not_overwrite_the_newer()
    {
        using var client = await product.WithKeyAsync();
        var own = JsonElement.Parse("""{"name": "night", "timeZone": "+08:00", "week": {"daily": ["22:00-06:00"]}}""");
        var made = await client.PutAsJsonAsync("/api/calendars/night", new { calendar = own });
        Assert.Equal(HttpStatusCode.OK, made.StatusCode);
        using var stale = new HttpRequestMessage(HttpMethod.Put, "/api/calendars/night");
        stale.Content = JsonContent.Create(new { calendar = own });
        stale.Headers.TryAddWithoutValidation("If-Match", "\"old\"");
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await client.SendAsync(stale)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync("/api/calendars/night")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/api/calendars/night")).StatusCode);
    }

    [Fact]
    public async Task Trial_shows_how_a_due_time_comes_about_and_refuses_nonsense()
    {
        using var client = await product.WithKeyAsync();
        const string From = "2026-09-30T16:00:00+08:00";
        var count = await client.PostAsJsonAsync("/api/calendars/shop/count", new { from = From, workingTime = "PT2H" });
        var result = await RunningProduct.JsonOf(count);
        Assert.Equal("2026-10-08T09:00:00+08:00", result.GetProperty("until").GetString());
        Assert.Contains(
            result.GetProperty("steps").EnumerateArray(),
            step => step.GetProperty("text").GetProperty("zh").GetString()!.Contains("国庆", StringComparison.Ordinal));
        foreach (var wrong in new[] { "two hours", "-PT2H", "P99999999999D" })
        {
            var refused = await client.PostAsJsonAsync("/api/calendars/shop/count", new { from = From, workingTime = wrong });
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        }
    }

    [Fact]
    public async Task Draft_shows_its_days_and_what_it_would_move_and_moves_nothing()
    {
        const string Task =
            """
            {"definitionId": "drafted", "name": "Drafted", "root": {"type": "Workflows.HumanTask", "id": "t", "title": "Check",
             "dueIn": "PT2H", "workingTime": true, "calendar": "service"}}
            """;
        await product.PublishAsync("drafted", Task);
        using var client = await product.WithKeyAsync();
        var runs = product.Parts.GetRequiredService<RunService>();
        await runs.StartAsync(new StartRequest("drafted-1", "drafted"), TestContext.Current.CancellationToken);
        var before = (await Get(client, "/api/runs/drafted-1/deadlines")).GetProperty("items")[0].GetProperty("dueAt").GetString();
        var draft = YearsUntil2039("service");

        var days = await RunningProduct.JsonOf(
            await client.PostAsJsonAsync("/api/calendars/service/days", new { month = "2028-02", calendar = draft }));
        Assert.Equal(29, days.GetProperty("items").GetArrayLength());
        Assert.All(days.GetProperty("items").EnumerateArray(), day => Assert.Equal(0, day.GetProperty("minutes").GetInt32()));

        var preview = await RunningProduct.JsonOf(await client.PostAsJsonAsync("/api/calendars/service/preview", new { calendar = draft }));
        Assert.Equal(1, preview.GetProperty("runs").GetInt32());
        var move = Assert.Single(preview.GetProperty("items").EnumerateArray());
        Assert.Equal(before, move.GetProperty("from").GetString());
        Assert.StartsWith("2040-01-01T11:00", move.GetProperty("to").GetString(), StringComparison.Ordinal);
        Assert.Equal("2040-01-01T11:00:00+08:00", move.GetProperty("arithmetic").GetProperty("until").GetString());

        var after = (await Get(client, "/api/runs/drafted-1/deadlines")).GetProperty("items")[0];
        Assert.Equal(before, after.GetProperty("dueAt").GetString());
        Assert.Empty(after.GetProperty("moves").EnumerateArray());
        var task = (await Get(client, "/api/tasks?run=drafted-1")).GetProperty("items")[0];
        Assert.Equal("Drafted", task.GetProperty("definitionName").GetProperty("en").GetString());
        var own = (await Get(client, $"/api/tasks/{task.GetProperty("id").GetString()}/deadlines")).GetProperty("items");
        Assert.Equal(before, Assert.Single(own.EnumerateArray()).GetProperty("dueAt").GetString());
        var month = await client.PostAsJsonAsync("/api/calendars/service/days", new { month = "2028-13" });
        Assert.Equal(HttpStatusCode.BadRequest, month.StatusCode);
    }

    // Closed from last year to the end of 2039, written in stretches as long as a calendar takes.
    private static JsonElement YearsUntil2039(string name = "platform") => JsonSerializer.SerializeToElement(new
    {
        name,
        timeZone = "+08:00",
        week = new { daily = new[] { "09:00-23:00" } },
        special = Enumerable.Range(LastYear, 2040 - LastYear).Select(y => new { from = $"{y}-01-01", to = $"{y}-12-31" }),
    });

    private static async Task<JsonElement> Get(HttpClient client, string path) => await RunningProduct.JsonOf(await client.GetAsync(path));
}
