using System.Net;
using System.Net.Http.Json;
using Workflows.Tests.Serving;

namespace Workflows.Tests.Facts;

/// <summary>Facts over HTTP.</summary>
public sealed class FactRouteTests(SharedProduct shared)
{
    private readonly RunningProduct product = shared.Product;

    [Fact]
    public async Task Types_of_the_shop_are_declared_with_texts_in_both_languages()
    {
        using var client = await product.WithKeyAsync();
        var types = (await RunningProduct.JsonOf(await client.GetAsync("/api/fact-types"))).GetProperty("items").EnumerateArray().ToList();
        var order = types.Single(t => t.GetProperty("name").GetString() == "Order");
        Assert.Equal("订单", order.GetProperty("label").GetProperty("zh").GetString());
        Assert.Contains(order.GetProperty("fields").EnumerateArray(), f => f.GetProperty("isKey").GetBoolean());
        var status = types.Single(t => t.GetProperty("name").GetString() == "Staff").GetProperty("fields").EnumerateArray()
            .Single(f => f.GetProperty("name").GetString() == "status");
        var probation = status.GetProperty("values").EnumerateArray().First();
        Assert.Equal("probation", probation.GetProperty("value").GetString());
        Assert.Equal("试用期", probation.GetProperty("label").GetProperty("zh").GetString());
        Assert.Equal("\"probation\", \"regular\", \"left\"", status.GetProperty("allowed").GetString());
    }

    [Fact]
    public async Task Fact_that_is_sent_twice_is_written_once()
    {
        using var client = await product.WithKeyAsync();
        var staff = new { id = "T1", name = "李", post = "assistant", status = "regular" };
        Assert.Equal(1, await CountAsync(client, "/api/facts/Staff", staff, "added"));
        Assert.Equal(1, await CountAsync(client, "/api/facts/Staff", staff, "unchanged"));
        Assert.Equal(1, await CountAsync(client, "/api/facts/Staff", staff with { name = "王" }, "changed"));
        var read = await RunningProduct.JsonOf(await client.GetAsync("/api/facts/Staff/T1"));
        Assert.Equal("王", read.GetProperty("name").GetString());
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync("/api/facts/Staff/T1")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/api/facts/Staff/T1")).StatusCode);
    }

    [Theory]
    [InlineData("T/1 ä", "T%2F1%20%C3%A4")]
    [InlineData("T%2F2", "T%252F2")]
    public async Task Key_of_any_characters_is_found_by_its_encoded_form(string id, string encoded)
    {
        using var client = await product.WithKeyAsync();
        await client.PostAsJsonAsync("/api/facts/Staff", new { id, name = "李", post = "assistant", status = "regular" });
        var read = await RunningProduct.JsonOf(await client.GetAsync($"/api/facts/Staff/{encoded}"));
        Assert.Equal(id, read.GetProperty("id").GetString());
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync($"/api/facts/Staff/{encoded}")).StatusCode);
    }

    [Fact]
    public async Task One_wrong_fact_among_many_refuses_all()
    {
        using var client = await product.WithKeyAsync();
        var answer = await client.PostAsJsonAsync("/api/facts/Target", new object[]
        {
            new { staffId = "T2", month = "2026-09", targetAmount = 5 }, new { staffId = "T3", month = "2026-09", targetAmount = "much" },
        });
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var error = (await RunningProduct.JsonOf(answer)).GetProperty("errors")[0];
        Assert.Equal("Target[1].targetAmount", error.GetProperty("place").GetProperty("file").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/api/facts/Target/T2|2026-09")).StatusCode);
    }

    [Fact]
    public async Task List_answers_pages_and_equal_fields()
    {
        using var client = await product.WithKeyAsync();
        await client.PostAsJsonAsync("/api/facts/Call", Enumerable.Range(1, 5).Select(n => new
        {
            staffId = n % 2 == 0 ? "even" : "odd", date = $"2026-09-0{n}", effectiveCalls = n,
        }));
        var even = await RunningProduct.JsonOf(await client.GetAsync("/api/facts/Call?staffId=even"));
        Assert.Equal(2, even.GetProperty("items").GetArrayLength());
        var four = await RunningProduct.JsonOf(await client.GetAsync("/api/facts/Call?effectiveCalls=4"));
        Assert.Equal("even|2026-09-04", four.GetProperty("items")[0].GetProperty("key").GetString());
        var page = await RunningProduct.JsonOf(await client.GetAsync("/api/facts/Call?limit=3"));
        var rest = await RunningProduct.JsonOf(await client.GetAsync($"/api/facts/Call?limit=3&after={page.GetProperty("next")}"));
        Assert.Equal(2, rest.GetProperty("items").GetArrayLength());
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync("/api/facts/Call?x'); DROP TABLE Facts --=1")).StatusCode);
    }

    private static async Task<int> CountAsync(HttpClient client, string path, object body, string what) =>
        (await RunningProduct.JsonOf(await client.PostAsJsonAsync(path, body))).GetProperty(what).GetInt32();
}
