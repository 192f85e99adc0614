using System.Net.Http.Json;
using System.Text.Json;
using Workflows.Tests.Serving;

namespace Workflows.Tests.Customers;

/// <summary>What is told of a customer: facts of every department and the runs about them, in the order of time.</summary>
public sealed class TimelineTests(SharedProduct shared)
{
    private readonly RunningProduct product = shared.Product;

    [Fact]
    public async Task Timeline_holds_orders_cases_decisions_and_runs_the_newest_first()
    {
        using var client = await product.WithKeyAsync();
        await PutAsync(client, "Customer", new { id = "TL1", name = "赵刚", phone = "13800000042" });
        // The same morning, written with two offsets.
        await PutAsync(client, "Order", Order("TLO1", "2026-09-01T10:00:00+08:00"), Order("TLO2", "2026-09-01T01:00:00Z"));
        await PutAsync(client, "Dispute", new { id = "TLD1", orderId = "TLO1", claim = "全额退款", at = "2026-09-03T10:00:00+08:00" });
        await PutAsync(
            client, "FraudVerdict", new { orderId = "TLO2", decision = "ordinary", by = "li", at = "2026-09-04T10:00:00+08:00" });
        await PutAsync(client, "CustomerSegment", new { customerId = "TL1", segment = "new", at = "2026-09-02T10:00:00+08:00" });
        await client.PostAsJsonAsync("/workflows/contacts", new { customer = "TL1", channel = "wangwang", text = "什么时候发货？" });

        var told = (await ReadAsync(client, "/api/customers/TL1/timeline")).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(
            ["FraudVerdict", "Dispute", "CustomerSegment", "TLO1", "TLO2"],
            told.Where(entry => TypeOf(entry) is not (null or "Contact"))
                .Select(entry => TypeOf(entry) == "Order" ? entry.GetProperty("facts").GetProperty("id").GetString() : TypeOf(entry)));
        var contact = told.Single(entry => TypeOf(entry) == "Contact").GetProperty("facts");
        var run = told.Single(entry => entry.GetProperty("kind").GetString() == "run");
        Assert.Equal($"/runs/{contact.GetProperty("id").GetString()}", run.GetProperty("link").GetString());

        var runs = (await ReadAsync(client, "/api/runs?customer=TL1")).GetProperty("items").EnumerateArray();
        Assert.Equal(["consultation"], runs.Select(one => one.GetProperty("definitionId").GetString()));
        Assert.Equal(0, (await ReadAsync(client, "/api/runs?customer=nobody")).GetProperty("total").GetInt32());
    }

    private static string? TypeOf(JsonElement entry) => entry.GetProperty("type").GetString();

    private static object Order(string id, string at) => new
    {
        id, channel = "web", buyerId = "TL1", staffId = "S1", receiverPhone = "13800000042", address = "A", amount = 10, status = "paid",
        orderedAt = at, paidAt = at,
    };

    private static async Task PutAsync(HttpClient client, string type, params object[] facts)
    {
        var answer = await client.PostAsJsonAsync($"/api/facts/{type}", facts);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<JsonElement> ReadAsync(HttpClient client, string path) =>
        await RunningProduct.JsonOf(await client.GetAsync(path));
}
