using Workflows.Host.Observing;
using Workflows.Tests.Serving;

namespace Workflows.Tests.Observing;

/// <summary>Figures in words.</summary>
public sealed class SystemHealthTests(SharedProduct shared)
{
    [Fact]
    public async Task Product_tells_in_both_languages_how_it_is_doing()
    {
        using var client = await shared.Product.WithKeyAsync("auditor");
        var report = await RunningProduct.JsonOf(await client.GetAsync("/api/system/health"));
        var names = report.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("name").GetString());
        Assert.Equal(["writes", "timers", "outbox", "givenUp", "incidents", "waiting", "disk"], names);
        Assert.All(
            report.GetProperty("items").EnumerateArray(), i => Assert.NotEmpty(i.GetProperty("words").GetProperty("zh").GetString()!));
    }

    [Fact]
    public void Figure_that_needs_attention_says_what_to_do()
    {
        const long Giga = 1024L * 1024 * 1024;
        var late = HealthWords.Timers(TimeSpan.FromMinutes(20));
        Assert.Equal((HealthLevel.Bad, "The most overdue timer is 20 min late."), (late.Level, late.Words.En));
        Assert.Equal(HealthLevel.Good, HealthWords.Timers(TimeSpan.FromSeconds(2)).Level);
        Assert.Equal(HealthLevel.Watch, HealthWords.Outbox(3, TimeSpan.FromHours(1)).Level);
        Assert.Equal(HealthLevel.Watch, HealthWords.GivenUp(1).Level);
        Assert.Equal(HealthLevel.Bad, HealthWords.Disk(Giga / 2, 100 * Giga, 1).Level);
        Assert.Equal(HealthLevel.Good, HealthWords.Disk(50 * Giga, 100 * Giga, 1).Level);
        HealthFigure[] all = [late, HealthWords.Outbox(3, TimeSpan.FromHours(1)), HealthWords.Disk(Giga, 100 * Giga, 1)];
        Assert.All(all, figure => Assert.NotNull(figure.Next));
    }

    [Fact]
    public async Task Audit_is_searched_by_words_and_time_and_taken_along_whole()
    {
        using var client = await shared.Product.WithKeyAsync();
        await client.PutAsync("/api/secrets/=looked-for", System.Net.Http.Json.JsonContent.Create(new { secret = "s" }));
        var found = await RunningProduct.JsonOf(await client.GetAsync("/api/audit?text=looked-for&outcome=done"));
        var line = Assert.Single(found.GetProperty("items").EnumerateArray());
        Assert.Equal("write secret", line.GetProperty("action").GetString());
        var until = Uri.EscapeDataString(line.GetProperty("at").GetString()!);
        var before = await RunningProduct.JsonOf(await client.GetAsync($"/api/audit?text=looked-for&until={until}"));
        Assert.Equal(0, before.GetProperty("items").GetArrayLength());
        var file = (await client.GetStringAsync("/api/audit.csv?text=looked-for")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, file.Length);
        Assert.Contains("\"'=looked-for\"", file[1], StringComparison.Ordinal);
    }
}
