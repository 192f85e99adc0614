using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Workflows.Tests.Serving;

namespace Workflows.Tests.Substitutes;

/// <summary>Tasks of somebody who is away, offered to who stands in, on the shop's days and no longer.</summary>
public sealed class SubstituteTests : IAsyncLifetime
{
    private const string Password = "a long enough one";

    // A task for wang alone.
    private const string Flow = """
        {"name": "Ask wang", "root": {"type": "Workflows.HumanTask", "id": "work", "title": "Look at it",
          "metadata": {"outcomesZh": {"Good": "合格", "Never": "无"}},
          "candidateUsers": {"typeName": "Object", "expression": {"type": "Object", "value": "[\"wang\"]"}},
          "outcomes": {"typeName": "Object", "expression": {"type": "Object", "value": "[\"Good\"]"}}}}
        """;

    // One hour before the third of December begins in the shop (+08:00).
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 12, 2, 15, 0, 0, TimeSpan.Zero));
    private RunningProduct product = null!;
    private HttpClient admin = null!;
    private HttpClient wang = null!;
    private HttpClient li = null!;

    public async ValueTask InitializeAsync()
    {
        product = await RunningProduct.StartAsync(clock: clock);
        admin = await product.SignInAsync();
        wang = await PersonAsync("wang", "S1");
        li = await PersonAsync("li", "S2");
        await product.PublishAsync("ask-wang", Flow);
    }

    public async ValueTask DisposeAsync()
    {
        admin.Dispose();
        wang.Dispose();
        li.Dispose();
        await product.DisposeAsync();
    }

    [Fact]
    public async Task Substitute_sees_takes_and_completes_on_the_days_and_it_stands_in_the_audit()
    {
        var (open, held) = (await StartAsync(), await StartAsync());
        await wang.PostAsync($"/api/tasks/{held}/claim", null);
        Assert.Equal(HttpStatusCode.NotFound, (await li.GetAsync($"/api/tasks/{open}")).StatusCode);
        Assert.All(await MineAsync(wang), task => Assert.Equal(
            """{"Good":{"en":"Good","zh":"合格"}}""", task.GetProperty("outcomeLabels").GetRawText()));
        await NameAsync(wang, new { substitute = "li", from = "2026-12-03", to = "2026-12-04" });
        Assert.Empty(await MineAsync(li));

        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equivalent(new[] { open, held }, (await MineAsync(li)).Select(t => t.GetProperty("id").GetString()!), strict: true);
        Assert.All(await MineAsync(li), task => Assert.Equal("wang", task.GetProperty("standsInFor").GetString()));
        Assert.All(await MineAsync(wang), task => Assert.Equal(JsonValueKind.Null, task.GetProperty("standsInFor").ValueKind));
        var claimed = await li.PostAsync($"/api/tasks/{open}/claim", null);
        Assert.Equal("li", (await RunningProduct.JsonOf(claimed)).GetProperty("assignee").GetString());
        Assert.Equal(HttpStatusCode.OK, (await li.PostAsJsonAsync($"/api/tasks/{held}/complete", new { outcome = "Good" })).StatusCode);
        var audit = await admin.GetStringAsync("/api/audit?actor=li");
        Assert.Contains($"\"target\":\"task {open}\"", audit);
        Assert.Contains("complete for wang", audit);
        Assert.Contains("\"action\":\"name substitute\"", await admin.GetStringAsync("/api/audit?actor=wang"));

        var late = await StartAsync();
        clock.Advance(TimeSpan.FromDays(2));
        using var again = await product.SignInAsync("li", Password);
        Assert.Equal(HttpStatusCode.NotFound, (await again.GetAsync($"/api/tasks/{late}")).StatusCode);
        Assert.Equal([open], (await MineAsync(again)).Select(t => t.GetProperty("id").GetString()!));
    }

    [Fact]
    public async Task Substitute_has_nothing_any_more_when_it_is_ended()
    {
        var task = await StartAsync();
        var number = await NameAsync(wang, new { substitute = "li", from = "2026-12-02", to = "2026-12-04" });
        Assert.Single(await MineAsync(li));
        Assert.Equal(HttpStatusCode.Forbidden, (await li.DeleteAsync($"/api/substitutions/{number}")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await wang.DeleteAsync($"/api/substitutions/{number}")).StatusCode);
        Assert.Empty(await MineAsync(li));
        Assert.Equal(HttpStatusCode.NotFound, (await li.PostAsync($"/api/tasks/{task}/claim", null)).StatusCode);
    }

    [Fact]
    public async Task Wrong_substitutions_are_refused()
    {
        (string Body, int Status)[] cases =
        [
            ("""{"substitute": "wang", "from": "2026-12-03", "to": "2026-12-04"}""", 400),
            ("""{"substitute": "nobody", "from": "2026-12-03", "to": "2026-12-04"}""", 404),
            ("""{"substitute": "li", "from": "2026-12-04", "to": "2026-12-03"}""", 400),
            ("""{"substitute": "li", "from": "2026-11-01", "to": "2026-12-01"}""", 400),
            ("""{"substitute": "li", "from": "2026-12-03", "to": "2028-12-03"}""", 400),
            ("""{"substitute": "li", "from": "2026-12-10", "to": "2026-12-12"}""", 409),
            ("""{"person": "li", "substitute": "wang", "from": "2026-12-03", "to": "2026-12-04"}""", 403),
            ("""{"substitute": "li", "from": "someday", "to": "2026-12-04"}""", 400),
        ];
        await NameAsync(wang, new { substitute = "li", from = "2026-12-12", to = "2026-12-13" });
        foreach (var (body, status) in cases)
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var answer = await wang.PostAsync("/api/substitutions", content);
            Assert.True(status == (int)answer.StatusCode, $"{body} gave {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task Who_is_away_stands_in_for_nobody()
    {
        await NameAsync(wang, new { substitute = "li", from = "2026-12-10", to = "2026-12-12" });
        var asked = await li.PostAsJsonAsync("/api/substitutions", new { substitute = "wang", from = "2026-12-11", to = "2026-12-11" });
        Assert.Equal(HttpStatusCode.Conflict, asked.StatusCode);
    }

    [Fact]
    public async Task Granted_leave_is_suggested_until_somebody_stands_in()
    {
        var leave = new
        {
            id = "L1", staffId = "S1", kind = "personal", from = "2026-12-07", to = "2026-12-09", askedAt = "2026-12-01T09:00:00+08:00",
        };
        Assert.True((await admin.PostAsJsonAsync("/api/facts/LeaveRequest", leave)).IsSuccessStatusCode);
        var uncovered = Assert.Single(await ItemsAsync(wang, "/api/substitutions/uncovered-leave"));
        Assert.Equal("2026-12-07", uncovered.GetProperty("from").GetString());
        Assert.Empty(await ItemsAsync(li, "/api/substitutions/uncovered-leave"));
        await NameAsync(admin, new { person = "wang", substitute = "li", from = "2026-12-07", to = "2026-12-09" });
        Assert.Empty(await ItemsAsync(admin, "/api/substitutions/uncovered-leave"));
        var named = Assert.Single(await ItemsAsync(li, "/api/substitutions"));
        Assert.Equal("admin", named.GetProperty("namedBy").GetString());
    }

    private async Task<HttpClient> PersonAsync(string user, string staffId)
    {
        var made = await admin.PostAsJsonAsync("/api/users", new { user, roles = new[] { "staff" }, password = Password, staffId });
        product.TakePasswordsAsOwn();
        Assert.True(made.IsSuccessStatusCode);
        return await product.SignInAsync(user, Password);
    }

    private async Task<string> StartAsync()
    {
        var started = await RunningProduct.JsonOf(await admin.PostAsJsonAsync("/api/runs", new { definitionId = "ask-wang" }));
        var tasks = await ItemsAsync(admin, $"/api/tasks?run={started.GetProperty("id").GetString()}");
        return tasks.Single().GetProperty("id").GetString()!;
    }

    private static async Task<long> NameAsync(HttpClient who, object draft)
    {
        var named = await who.PostAsJsonAsync("/api/substitutions", draft);
        Assert.Equal(HttpStatusCode.Created, named.StatusCode);
        return (await RunningProduct.JsonOf(named)).GetProperty("number").GetInt64();
    }

    private static Task<List<JsonElement>> MineAsync(HttpClient who) => ItemsAsync(who, "/api/tasks?mine=true");

    private static async Task<List<JsonElement>> ItemsAsync(HttpClient who, string path) =>
        [.. (await RunningProduct.JsonOf(await who.GetAsync(path))).GetProperty("items").EnumerateArray()];
}
