using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Host.Facts;
using Workflows.Host.Fraud;
using Workflows.Host.RuleSets;
using Workflows.Tests.Serving;

namespace Workflows.Tests.Fraud;

/// <summary>Signals over HTTP, as facts come, change and go.</summary>
public sealed class SignalTests(OwnProduct own) : IClassFixture<OwnProduct>
{
    private readonly RunningProduct product = own.Product;

    [Fact]
    public async Task Signals_follow_the_facts()
    {
        using var client = await product.WithKeyAsync();
        await PutAsync(client, "Staff", new { id = "FS1", name = "李", post = "assistant", status = "regular", phone = "13900000000" });
        await PutAsync(client, "Order", Order("FO1", "13900000000"));
        Assert.Equal(["FO1"], await OrdersAsync(client));

        await PutAsync(client, "Order", Order("FO2", "13900000000"));
        await PutAsync(client, "Order", Order("FO3", "13911111111"));
        Assert.Equal(["FO1", "FO2"], await OrdersAsync(client));

        await PutAsync(client, "Order", Order("FO1", "13922222222"));
        Assert.Equal(["FO2"], await OrdersAsync(client));

        (await client.DeleteAsync("/api/facts/Order/FO2")).EnsureSuccessStatusCode();
        Assert.Empty(await OrdersAsync(client));
    }

    [Fact]
    public async Task Changes_that_are_forgotten_are_not_missed()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(RunningProduct.Patience);
        var stop = patience.Token;
        using var client = await product.WithKeyAsync();
        var facts = product.Parts.GetRequiredService<FactStore>();
        var before = facts.LastChange();
        await PutAsync(client, "Target", new { staffId = "FS2", month = "2026-09", targetAmount = 5 });
        await PutAsync(client, "Target", new { staffId = "FS2", month = "2026-09", targetAmount = 6 });
        Assert.Equal([("Target", "FS2|2026-09"), ("Target", "FS2|2026-09")], facts.ChangedSince(before, 2));
        Assert.Null(facts.ChangedSince(before, 1));
        Assert.Empty(facts.ChangedSince(before + 2, 2)!);

        while (await product.Parts.GetRequiredService<ChangeRetention>().ForgetAsync(stop) == 0)
        {
            // The notes are forgotten once the worker has told of them.
            await client.GetAsync("/api/fact-types", stop);
        }

        Assert.Null(facts.ChangedSince(0, 5_000));
    }

    [Fact]
    public async Task Where_the_rules_are_not_published_nobody_is_told_that_nothing_is_odd()
    {
        var none = ActivatorUtilities.CreateInstance<RuleLibrary>(product.Parts);
        using var signals = ActivatorUtilities.CreateInstance<FraudSignals>(product.Parts, none);
        var (picture, problem) = await signals.AllAsync(TestContext.Current.CancellationToken);
        Assert.Null(picture);
        Assert.Equal("H113", problem!.Code);
    }

    [Fact]
    public async Task Who_does_not_wait_is_told_what_was_known_last_and_that_it_is_judged_anew()
    {
        using var client = await product.WithKeyAsync();
        await PutAsync(client, "Staff", new { id = "FS1", name = "李", post = "assistant", status = "regular", phone = "13900000000" });
        var before = (await ListAsync(client)).GetProperty("total").GetInt32();
        await PutAsync(client, "Order", Order("FO4", "13900000000"));
        var atOnce = await ListAsync(client, "?wait=false");
        Assert.NotEqual(JsonValueKind.Null, atOnce.GetProperty("at").ValueKind);
        Assert.True(
            atOnce.GetProperty("judging").ValueKind == JsonValueKind.Object || atOnce.GetProperty("total").GetInt32() > before,
            atOnce.GetRawText());
        Assert.Contains("FO4", await OrdersAsync(client));
        var known = await ListAsync(client, "?wait=false");
        Assert.Equal(JsonValueKind.Null, known.GetProperty("judging").ValueKind);
        (await client.DeleteAsync("/api/facts/Order/FO4")).EnsureSuccessStatusCode();
    }

    private static object Order(string id, string phone) => new
    {
        id, channel = "web", buyerId = $"B{id}", staffId = "FS1", receiverPhone = phone, address = $"A{id}", amount = 10, status = "paid",
    };

    private static async Task PutAsync(HttpClient client, string type, object fact) =>
        (await client.PostAsJsonAsync($"/api/facts/{type}", fact)).EnsureSuccessStatusCode();

    private static async Task<JsonElement> ListAsync(HttpClient client, string query = "") =>
        await RunningProduct.JsonOf(await client.GetAsync($"/api/signals{query}"));

    private static async Task<IEnumerable<string?>> OrdersAsync(HttpClient client)
    {
        return (await ListAsync(client)).GetProperty("items").EnumerateArray().Select(signal => signal.GetProperty("facts"))
            .Where(fact => fact.TryGetProperty("kind", out var kind) && kind.GetString() == "own order")
            .Select(fact => fact.GetProperty("orderId").GetString()).Order(StringComparer.Ordinal);
    }
}
