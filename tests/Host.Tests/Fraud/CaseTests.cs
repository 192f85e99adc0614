using System.Net.Http.Json;
using System.Text.Json;
using Workflows.Tests.Serving;

namespace Workflows.Tests.Fraud;

/// <summary>Cases over HTTP: what waits for a person first, and how often each kind of signal was right.</summary>
public sealed class CaseTests(OwnProduct own) : IClassFixture<OwnProduct>
{
    private readonly RunningProduct product = own.Product;

    [Fact]
    public async Task Cases_are_listed_by_what_waits_and_their_decisions_make_the_false_positive_rate()
    {
        using var client = await product.WithKeyAsync();
        await PutAsync(client, "FraudFile",
            new { id = "C1", kind = "address ring", state = "fraud", at = "2026-11-03T10:00:00Z" },
            new { id = "C2", kind = "address ring", state = "ordinary", at = "2026-11-02T10:00:00Z" },
            new { id = "C3", kind = "address ring", state = "open", at = "2026-11-01T10:00:00Z" },
            new { id = "C4", kind = "own order", state = "appealed", at = "2026-11-01T09:00:00Z" });
        var all = await ReadAsync(client, "/api/signals/cases?limit=3");
        Assert.Equal(["C4", "C3", "C1"], all.GetProperty("items").EnumerateArray().Select(one => one.GetProperty("id").GetString()));
        Assert.Equal((4, "3"), (all.GetProperty("total").GetInt32(), all.GetProperty("next").GetString()));
        var one = (await ReadAsync(client, "/api/signals/cases?state=fraud")).GetProperty("items").EnumerateArray().Single();
        Assert.Equal(("C1", JsonValueKind.Null), (one.GetProperty("id").GetString(), one.GetProperty("run").ValueKind));

        var record = (await ReadAsync(client, "/api/signals/records")).GetProperty("items").EnumerateArray().Single();
        Assert.Equal("""{"kind":"address ring","decided":2,"falseOnes":1,"falseShare":0.5}""", record.GetRawText());
    }

    [Fact]
    public async Task Signals_of_one_kind_are_as_many_as_their_kind_says()
    {
        using var client = await product.WithKeyAsync();
        await PutAsync(client, "Staff", new { id = "CS1", name = "李", post = "assistant", status = "regular", phone = "13900000001" });
        await PutAsync(client, "Order", new
        {
            id = "CO1", channel = "web", buyerId = "CB1", staffId = "CS1", receiverPhone = "13900000001", address = "A", amount = 10,
            status = "paid",
        });
        var all = await ReadAsync(client, "/api/signals");
        var kind = all.GetProperty("kinds").EnumerateArray().Single(one => one.GetProperty("kind").GetString() == "own order");
        var some = await ReadAsync(client, "/api/signals?kind=own%20order");
        Assert.Equal(kind.GetProperty("count").GetInt32(), some.GetProperty("total").GetInt32());
        Assert.All(some.GetProperty("items").EnumerateArray(), signal => Assert.Equal("own order", signal.GetProperty("kind").GetString()));
        Assert.Equal(0, (await ReadAsync(client, "/api/signals?kind=none")).GetProperty("total").GetInt32());
    }

    private static async Task PutAsync(HttpClient client, string type, params object[] facts) =>
        (await client.PostAsJsonAsync($"/api/facts/{type}", facts)).EnsureSuccessStatusCode();

    private static async Task<JsonElement> ReadAsync(HttpClient client, string path) =>
        await RunningProduct.JsonOf(await client.GetAsync(path));
}
