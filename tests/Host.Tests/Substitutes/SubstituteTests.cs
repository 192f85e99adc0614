using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.Time.Testing;
using Workflows.Tests.Serving;

namespace Workflows.Tests.Substitutes;

/// <summary>Tasks of somebody who is away, offered to who stands in, on the shop's days and no longer.</summary>
public sealed class SubstituteTests(SubstituteTests.Shop shop) : IClassFixture<SubstituteTests.Shop>, IAsyncLifetime
{
    private const string Password = "a long enough one";

    // A task for one person alone.
    private const string Flow = """
        {"name": "Ask", "root": {"type": "Workflows.HumanTask", "id": "work", "title": "Look at it",
          "metadata": {"outcomesZh": {"Good": "合格", "Never": "无"}},
          "candidateUsers": {"typeName": "Object", "expression": {"type": "Object", "value": "[\"PERSON\"]"}},
          "outcomes": {"typeName": "Object", "expression": {"type": "Object", "value": "[\"Good\"]"}}}}
        """;

    private readonly int number = shop.Count();
    private readonly RunningProduct product = shop.Product;
    private DateOnly today;
    private HttpClient admin = null!;
    private HttpClient wang = null!;
    private HttpClient li = null!;

    // People of this test alone.
    private string Wang => $"wang{number}";

    private string Li => $"li{number}";

    private string Leaver => $"S{number}";

    public async ValueTask InitializeAsync()
    {
        today = shop.LateInTheDay();
        admin = await product.WithKeyAsync();
        wang = await PersonAsync(Wang, Leaver);
        li = await PersonAsync(Li, $"T{number}");
        await product.PublishAsync($"ask-{Wang}", Flow.Replace("PERSON", Wang, StringComparison.Ordinal));
    }

    public ValueTask DisposeAsync()
    {
        admin.Dispose();
        wang.Dispose();
        li.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Substitute_sees_takes_and_completes_on_the_days_and_it_stands_in_the_audit()
    {
        var (open, held) = (await StartAsync(), await StartAsync());
        await wang.PostAsync($"/api/tasks/{held}/claim", null);
        Assert.Equal(HttpStatusCode.NotFound, (await li.GetAsync($"/api/tasks/{open}")).StatusCode);
        Assert.All(await MineAsync(wang), task => Assert.Equal(
            """{"Good":{"en":"Good","zh":"合格"}}""", task.GetProperty("outcomeLabels").GetRawText()));
        await NameAsync(wang, new { substitute = Li, from = Day(1), to = Day(2) });
        Assert.Empty(await MineAsync(li));

        shop.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equivalent(new[] { open, held }, (await MineAsync(li)).Select(t => t.GetProperty("id").GetString()!), strict: true);
        Assert.All(await MineAsync(li), task => Assert.Equal(Wang, task.GetProperty("standsInFor").GetString()));
        Assert.All(await MineAsync(wang), task => Assert.Equal(JsonValueKind.Null, task.GetProperty("standsInFor").ValueKind));
        var claimed = await li.PostAsync($"/api/tasks/{open}/claim", null);
        Assert.Equal(Li, (await RunningProduct.JsonOf(claimed)).GetProperty("assignee").GetString());
        Assert.Equal(HttpStatusCode.OK, (await li.PostAsJsonAsync($"/api/tasks/{held}/complete", new { outcome = "Good" })).StatusCode);
        var audit = await admin.GetStringAsync($"/api/audit?actor={Li}");
        Assert.Contains($"\"target\":\"task {open}\"", audit);
        Assert.Contains($"complete for {Wang}", audit);
        Assert.Contains("\"action\":\"name substitute\"", await admin.GetStringAsync($"/api/audit?actor={Wang}"));

        var late = await StartAsync();
        shop.Clock.Advance(TimeSpan.FromDays(2));
        using var again = await product.SignInAsync(Li, Password);
        Assert.Equal(HttpStatusCode.NotFound, (await again.GetAsync($"/api/tasks/{late}")).StatusCode);
        Assert.Equal([open], (await MineAsync(again)).Select(t => t.GetProperty("id").GetString()!));
    }

    [Fact]
    public async Task Substitute_has_nothing_any_more_when_it_is_ended()
    {
        var task = await StartAsync();
        var number = await NameAsync(wang, new { substitute = Li, from = Day(0), to = Day(2) });
        Assert.Single(await MineAsync(li));
        Assert.Equal(HttpStatusCode.Forbidden, (await li.DeleteAsync($"/api/substitutions/{number}")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await wang.DeleteAsync($"/api/substitutions/{number}")).StatusCode);
        Assert.Empty(await MineAsync(li));
        Assert.Equal(HttpStatusCode.NotFound, (await li.PostAsync($"/api/tasks/{task}/claim", null)).StatusCode);
    }

    [Fact]
    public async Task Wrong_substitutions_are_refused()
    {
        (object Body, int Status)[] cases =
        [
            (new { substitute = Wang, from = Day(1), to = Day(2) }, 400),
            (new { substitute = "nobody", from = Day(1), to = Day(2) }, 404),
            (new { substitute = Li, from = Day(2), to = Day(1) }, 400),
            (new { substitute = Li, from = Day(-31), to = Day(-1) }, 400),
            (new { substitute = Li, from = Day(1), to = Day(732) }, 400),
            (new { substitute = Li, from = Day(8), to = Day(10) }, 409),
            (new { person = Li, substitute = Wang, from = Day(1), to = Day(2) }, 403),
            (new { substitute = Li, from = "someday", to = Day(2) }, 400),
        ];
        await NameAsync(wang, new { substitute = Li, from = Day(10), to = Day(11) });
        foreach (var (body, status) in cases)
        {
            using var answer = await wang.PostAsJsonAsync("/api/substitutions", body);
            Assert.True(status == (int)answer.StatusCode, $"{body} gave {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task Who_is_away_stands_in_for_nobody()
    {
        await NameAsync(wang, new { substitute = Li, from = Day(8), to = Day(10) });
        var asked = await li.PostAsJsonAsync("/api/substitutions", new { substitute = Wang, from = Day(9), to = Day(9) });
        Assert.Equal(HttpStatusCode.Conflict, asked.StatusCode);
    }

    [Fact]
    public async Task Granted_leave_is_suggested_until_somebody_stands_in()
    {
        var leave = new
        {
            id = $"L{number}", staffId = Leaver, kind = "personal", from = Day(5), to = Day(7), askedAt = "2026-12-01T09:00:00+08:00",
        };
        Assert.True((await admin.PostAsJsonAsync("/api/facts/LeaveRequest", leave)).IsSuccessStatusCode);
        var uncovered = Assert.Single(await ItemsAsync(wang, "/api/substitutions/uncovered-leave"));
        Assert.Equal(Day(5), uncovered.GetProperty("from").GetString());
        Assert.Empty(await ItemsAsync(li, "/api/substitutions/uncovered-leave"));
        await NameAsync(admin, new { person = Wang, substitute = Li, from = Day(5), to = Day(7) });
        Assert.Empty(await ItemsAsync(admin, "/api/substitutions/uncovered-leave"));
        var named = Assert.Single(await ItemsAsync(li, "/api/substitutions"));
        Assert.NotEqual(Wang, named.GetProperty("namedBy").GetString());
    }

    [Fact]
    public async Task Of_two_asked_for_at_the_same_moment_one_is_stored()
    {
        var drafts = Enumerable.Range(0, 8).Select(n => new { person = Wang, substitute = Li, from = Day(n), to = Day(9) });
        var answers = await Task.WhenAll(drafts.Select(draft => admin.PostAsJsonAsync("/api/substitutions", draft)));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Equal(7, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
        Assert.Single(await ItemsAsync(wang, "/api/substitutions"));
    }

    [Fact]
    public async Task Open_page_of_the_substitute_connects_anew_when_the_day_begins()
    {
        await NameAsync(wang, new { substitute = Li, from = Day(1), to = Day(1) });
        var signIn = await product.Anonymous.PostAsJsonAsync("/api/sign-in", new { user = Li, password = Password });
        var cookie = signIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        await using var page = new HubConnectionBuilder()
            .WithUrl(new Uri(product.Address, "/api/live"), options => options.Headers["Cookie"] = cookie).Build();
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        page.Closed += _ =>
        {
            ended.TrySetResult();
            return Task.CompletedTask;
        };
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        page.On("ready", ready.SetResult);
        await page.StartAsync(TestContext.Current.CancellationToken);
        await ready.Task;

        shop.Clock.Advance(TimeSpan.FromHours(1));
        // Who looks every minute looks again when the clock is moved once more.
        for (var minute = 0; minute < 50 && !ended.Task.IsCompleted; minute++)
        {
            await MineAsync(wang);
            shop.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        await ended.Task.WaitAsync(RunningProduct.Patience, TestContext.Current.CancellationToken);
    }

    // A day of the shop, counted from when the test begins.
    private string Day(int day) => today.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private async Task<HttpClient> PersonAsync(string user, string staffId)
    {
        var made = await admin.PostAsJsonAsync("/api/users", new { user, roles = new[] { "staff" }, password = Password, staffId });
        product.TakePasswordsAsOwn();
        Assert.True(made.IsSuccessStatusCode);
        return await product.SignInAsync(user, Password);
    }

    private async Task<string> StartAsync()
    {
        var started = await RunningProduct.JsonOf(await admin.PostAsJsonAsync("/api/runs", new { definitionId = $"ask-{Wang}" }));
        var tasks = await ItemsAsync(admin, $"/api/tasks?run={started.GetProperty("id").GetString()}");
        return tasks.Single().GetProperty("id").GetString()!;
    }

    private static async Task<long> NameAsync(HttpClient who, object draft)
    {
        var named = await who.PostAsJsonAsync("/api/substitutions", draft);
        Assert.Equal(HttpStatusCode.Created, named.StatusCode);
        return (await RunningProduct.JsonOf(named)).GetProperty("number").GetInt64();
    }

    // The shop's own processes have tasks for everybody.
    private async Task<List<JsonElement>> MineAsync(HttpClient who) =>
        (await ItemsAsync(who, "/api/tasks?mine=true")).FindAll(t => t.GetProperty("definitionId").GetString() == $"ask-{Wang}");

    private static async Task<List<JsonElement>> ItemsAsync(HttpClient who, string path) =>
        [.. (await RunningProduct.JsonOf(await who.GetAsync(path))).GetProperty("items").EnumerateArray()];

    /// <summary>A product with time of its own for all tests of the class.</summary>
    public sealed class Shop : IAsyncLifetime
    {
        private int count;

        // One hour before the third of December begins in the shop (+08:00).
        public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 12, 2, 15, 0, 0, TimeSpan.Zero));

        public RunningProduct Product { get; private set; } = null!;

        public int Count() => ++count;

        /// <summary>Moves on, a minute at least, within the last hour of a day of the shop; which day it is.</summary>
        public DateOnly LateInTheDay()
        {
            var now = Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8));
            Clock.Advance(now is { Hour: 23, Minute: < 50 } ? TimeSpan.FromMinutes(1)
                : now.Date.AddHours(now.Hour < 23 ? 23 : 47) - now.DateTime);
            return DateOnly.FromDateTime(Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).Date);
        }

        public async ValueTask InitializeAsync() => Product = await RunningProduct.StartAsync(clock: Clock);

        public ValueTask DisposeAsync() => Product.DisposeAsync();
    }
}
