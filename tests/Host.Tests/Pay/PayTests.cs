using System.Net;
using System.Net.Http.Json;
using Workflows.Tests.Serving;

namespace Workflows.Tests.Pay;

/// <summary>A month's pay over HTTP, with what each amount rests on.</summary>
public sealed class PayTests(SharedProduct shared)
{
    [Fact]
    public async Task Slip_gives_for_each_line_the_rule_its_version_and_the_facts_behind_it()
    {
        using var client = await shared.Product.WithKeyAsync();
        await client.PostAsJsonAsync("/api/facts/Staff", new
        {
            id = "S1", name = "李", post = "pre-sales CS", status = "regular", hiredOn = "2024-01-01", education = "bachelor",
            cet6 = false, manager = false,
        });
        await client.PostAsJsonAsync("/api/facts/Order", new
        {
            id = "O1", staffId = "S1", amount = 12500, paidAt = "2026-09-10T10:00:00+08:00", status = "paid",
        });
        var staff = (await RunningProduct.JsonOf(await client.GetAsync("/api/pay/2026-09"))).GetProperty("items")
            .EnumerateArray().Single(item => item.GetProperty("staff").GetString() == "S1");
        Assert.Equal(1400, staff.GetProperty("pay").GetDecimal());
        var slip = await RunningProduct.JsonOf(await client.GetAsync("/api/pay/2026-09/S1"));
        var lines = slip.GetProperty("lines").EnumerateArray().ToDictionary(l => l.GetProperty("name").GetString()!);
        Assert.Equal(12500, lines["sales"].GetProperty("amount").GetDecimal());
        Assert.StartsWith("pay:", lines["base"].GetProperty("version").GetString(), StringComparison.Ordinal);
        Assert.NotEqual(0, lines["base"].GetProperty("facts").GetArrayLength());
        Assert.Empty(slip.GetProperty("disputes").EnumerateArray());
        await client.PostAsJsonAsync("/api/facts/PayDispute", new[]
        {
            new { id = "D1", staffId = "S1", month = "2026-09", line = "base", state = "rejected", at = "2026-10-02T10:00:00+08:00" },
            new { id = "D2", staffId = "S1", month = "2026-09", line = "base", state = "open", at = "2026-10-05T10:00:00+08:00" },
            new { id = "D3", staffId = "S1", month = "2026-08", line = "base", state = "open", at = "2026-10-05T10:00:00+08:00" },
        });
        slip = await RunningProduct.JsonOf(await client.GetAsync("/api/pay/2026-09/S1"));
        Assert.Equal(["D2", "D1"], slip.GetProperty("disputes").EnumerateArray().Select(d => d.GetProperty("id").GetString()));
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync("/api/pay/september")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/api/pay/2026-09/S9")).StatusCode);
    }
}
