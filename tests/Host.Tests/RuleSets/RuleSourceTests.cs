using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Engine.Ports;
using Workflows.Host.Facts;
using Workflows.Tests.Serving;

namespace Workflows.Tests.RuleSets;

/// <summary>What runs ask of facts, calendars and rules.</summary>
public sealed class RuleSourceTests(SharedProduct shared)
{
    private static readonly Dictionary<string, JsonElement> Nothing = [];

    private readonly IRuleSource source = shared.Product.Parts.GetRequiredService<IRuleSource>();

    [Fact]
    public async Task Stored_facts_are_read_by_equal_fields()
    {
        using var client = await shared.Product.WithKeyAsync();
        await client.PostAsync("/api/facts/Refund", new StringContent(
            """[{"id": "R1", "orderId": "O1", "amount": 5}, {"id": "R2", "orderId": "O1", "amount": 6}, {"id": "R3", "orderId": "O2"}]""",
            System.Text.Encoding.UTF8, "application/json"));
        var where = new Dictionary<string, JsonElement> { ["orderId"] = JsonElement.Parse("\"O1\"") };
        var answer = await source.AnswerAsync(new ReadFactsQuery(new("Refund", where)), TestContext.Current.CancellationToken);
        Assert.Equal(["R1", "R2"], answer.Value!.Value.EnumerateArray().Select(f => f.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task Stored_fact_of_a_key_is_read_alone_and_only_when_it_has_the_fields()
    {
        using var client = await shared.Product.WithKeyAsync();
        await client.PostAsync("/api/facts/Refund", new StringContent(
            """[{"id": "K1", "orderId": "O7", "amount": 5}, {"id": "K2", "orderId": "O7", "amount": 6}]""",
            System.Text.Encoding.UTF8, "application/json"));
        var where = new Dictionary<string, JsonElement> { ["orderId"] = JsonElement.Parse("\"O7\"") };
        var other = new Dictionary<string, JsonElement> { ["orderId"] = JsonElement.Parse("\"O8\"") };
        Assert.Equal(["K2"], await KeysOf(new("Refund", where) { Key = "K2" }));
        Assert.Equal(["K2"], await KeysOf(new("Refund", Nothing) { Key = "K2" }));
        Assert.Empty(await KeysOf(new("Refund", other) { Key = "K2" }));
        Assert.Empty(await KeysOf(new("Refund", where) { Key = "K" }));
    }

    [Fact]
    public async Task Field_that_runs_ask_by_gets_an_index_and_lists_mean_any_of_their_values()
    {
        using var client = await shared.Product.WithKeyAsync();
        await client.PostAsync("/api/facts/Shipment", new StringContent(
            """[{"orderId": "P1", "waybill": "W1"}, {"orderId": "P2", "waybill": "W'2"}, {"orderId": "P3", "waybill": "W3"}]""",
            System.Text.Encoding.UTF8, "application/json"));
        var indexes = shared.Product.Parts.GetRequiredService<FactIndexes>();
        Assert.Null(indexes.Find("Shipment", ["waybill"]));
        var where = new Dictionary<string, JsonElement> { ["waybill"] = JsonElement.Parse("[\"W3\", \"W'2\", 1]") };
        for (var time = 0; time < 2; time++)
        {
            var answer = await source.AnswerAsync(new ReadFactsQuery(new("Shipment", where)), TestContext.Current.CancellationToken);
            Assert.Equal(["P2", "P3"], answer.Value!.Value.EnumerateArray().Select(f => f.GetProperty("orderId").GetString()));
            Assert.NotNull(indexes.Find("Shipment", ["waybill"]));
        }
    }

    [Fact]
    public async Task Working_time_is_counted_on_the_shops_calendar()
    {
        var from = DateTimeOffset.Parse("2026-09-18T17:00:00+08:00", System.Globalization.CultureInfo.InvariantCulture);
        var answer = await source.AnswerAsync(
            new WorkingTimeQuery(null, from, TimeSpan.FromHours(8)), TestContext.Current.CancellationToken);
        Assert.Null(answer.Error);
        Assert.NotNull(answer.Evidence);
    }

    [Fact]
    public async Task Question_that_has_no_answer_says_why()
    {
        Assert.Equal("H501", await CodeOf(new ReadFactsQuery(new("Nothing", Nothing))));
        var where = new Dictionary<string, JsonElement> { ["colour"] = JsonElement.Parse("1") };
        Assert.Equal("H502", await CodeOf(new ReadFactsQuery(new("Order", where))));
        Assert.Equal("H503", await CodeOf(new WorkingTimeQuery("moon", DateTimeOffset.UnixEpoch, TimeSpan.FromHours(1))));
        Assert.Equal("H504", await CodeOf(new DecideTableQuery("none", "t", Nothing, DateTimeOffset.UnixEpoch)));
        Assert.Equal("H504", await CodeOf(new EvaluateRulesQuery("none", Nothing, [], Nothing, DateTimeOffset.UnixEpoch)));
    }

    private async Task<IEnumerable<string?>> KeysOf(FactQuery query)
    {
        var answer = await source.AnswerAsync(new ReadFactsQuery(query), TestContext.Current.CancellationToken);
        return answer.Value!.Value.EnumerateArray().Select(f => f.GetProperty("id").GetString());
    }

    private async Task<string?> CodeOf(RunQuery query) =>
        (await source.AnswerAsync(query, TestContext.Current.CancellationToken)).Error?.Code;
}
