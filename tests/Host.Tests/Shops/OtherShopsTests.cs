using System.Globalization;
using System.Text.Json;
using Workflows.Tests.Crashes;

namespace Workflows.Tests.Shops;

/// <summary>
/// The pack as it is shipped, on shops that it has not seen: what is made up is found and what is ordinary left alone, records of one
/// person come together, and pay is right to the cent.
/// </summary>
public sealed class OtherShopsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("shop").FullName;

    /// <summary>Shops enough for the build machine; one for everybody else.</summary>
    public static TheoryData<int> Seeds => Environment.GetEnvironmentVariable("CI") == "true" ? [11, 12, 13] : [11];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Shop_made_from_a_seed_is_judged_as_it_is(int seed)
    {
        var shop = new MadeShop(seed, people: 1500, orders: 5000);
        var files = Directory.CreateDirectory(Path.Combine(folder, "files")).FullName;
        shop.Write(files);
        var (code, said) = await HostProcess.RunAsync("import", files, "--json", "--data", folder);
        Assert.True(code == 0, said);

        JudgeSignals(shop, await ExportAsync("signals"));
        JudgeMerges(shop, await ExportAsync("merges"));
        foreach (var month in MadeShop.Months)
        {
            JudgePay(shop, month, await ExportAsync("pay", "--month", month));
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static void JudgeSignals(MadeShop shop, JsonElement signals)
    {
        var suspected = signals.EnumerateArray().Where(signal => signal.GetProperty("isCase").GetBoolean())
            .Select(signal => signal.GetProperty("subject").GetString()!).ToHashSet();
        var missed = shop.Planted.Where(order => !suspected.Contains(order.Key)).Select(order => $"{order.Key} {order.Value}").ToList();
        Assert.True(missed.Count <= 0.05 * shop.Planted.Count, $"of {shop.Planted.Count} not found: {string.Join(", ", missed)}");

        var ordinary = shop.Orders.Where(order => !shop.Planted.ContainsKey(order.Id)).Select(order => order.Id).ToList();
        var wronged = ordinary.Where(suspected.Contains).ToHashSet();
        Assert.True(wronged.Count <= 0.01 * ordinary.Count, $"{wronged.Count} of {ordinary.Count} ordinary orders stand in a case: "
            + string.Join(", ", signals.EnumerateArray().Where(s => wronged.Contains(s.GetProperty("subject").GetString()!))
                .CountBy(s => s.GetProperty("rule").GetString()!)));
    }

    private static void JudgeMerges(MadeShop shop, JsonElement groups)
    {
        var person = shop.Records.ToDictionary(record => record.Id, record => record.Of);
        var told = groups.EnumerateArray().SelectMany(g => Pairs([.. g.EnumerateArray().Select(id => id.GetString()!)])).ToList();
        var right = told.Count(pair => person[pair.One] == person[pair.Other]);
        var all = shop.Records.GroupBy(record => record.Of).Sum(records => Pairs([.. records.Select(record => record.Id)]).Count());
        Assert.True(right >= 0.99 * told.Count, $"{told.Count - right} of {told.Count} pairs are of different people: "
            + string.Join(", ", told.Where(pair => person[pair.One] != person[pair.Other]).Take(10)));
        Assert.True(right >= 0.9 * all, $"only {right} of {all} pairs were found");
    }

    private static void JudgePay(MadeShop shop, string month, JsonElement slips)
    {
        var paid = slips.EnumerateArray().Select(slip => new PaidPerson(
            slip.GetProperty("staff").GetString()!, Money(slip, "sales"), Money(slip, "base"), Money(slip, "manager"),
            Money(slip, "fullAttendance"), Money(slip, "fines"), Money(slip, "commission"), Money(slip, "commissionNow"),
            Money(slip, "commissionHeld"), Money(slip, "pay")));
        Assert.Equal(PayBook.Of(shop, month).OrderBy(p => p.Staff), paid.OrderBy(p => p.Staff));
    }

    private static decimal Money(JsonElement slip, string name) =>
        decimal.Parse(slip.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);

    private static IEnumerable<(string One, string Other)> Pairs(string[] ids) =>
        ids.SelectMany((one, place) => ids.Skip(place + 1).Select(other => (one, other)));

    private async Task<JsonElement> ExportAsync(params string[] what)
    {
        var (code, said) = await HostProcess.RunAsync(["export", .. what, "--json", "--data", folder]);
        Assert.True(code == 0, said);
        return JsonElement.Parse(said);
    }
}
