using System.Text.Json;
using Workflows.Engine.Cases;
using Workflows.Engine.Ports;
using Workflows.Engine.Seasons;
using Workflows.Tests.Cases;

namespace Workflows.Tests.Seasons;

/// <summary>A small shop's two months through all processes of the pack.</summary>
public sealed class SeasonTests
{
    [Fact]
    public async Task Season_ends_with_books_that_agree_and_nobody_forgotten()
    {
        var (report, mistake) = await PlayAsync(PackFolder.Shipped);
        Assert.Null(mistake);
        Assert.Empty(report!.Incidents);
        Assert.Empty(report.Loose);
        Assert.Empty(report.Mistakes);
        // Five of customers, and that of a company's order, which nobody pays.
        Assert.Equal(6, report.Runs["order-watch"].Values.Sum());
        Assert.Equal(1, report.Runs["b2b-order"]["finished"]);
        Assert.Equal(1, report.Runs["order-process"]["finished"]);
        Assert.Equal(2, report.Runs["returns"]["finished"]);
        Assert.Equal(2, report.Runs["monthly-pay"]["finished"]);
        Assert.Equal(11300, report.Figures["2026-08 sales"]);
        string[] figures =
            ["commission held", "corrected since", "corrections", "explained lines", "pay", "sales", "slips", "still due"];
        Assert.Equal([.. figures.Select(f => $"2026-08 {f}"), .. figures.Select(f => $"2026-09 {f}")], report.Figures.Keys);
        Assert.Equal(11700, report.Figures["2026-09 sales"]);
        Assert.Equal(report.Figures["2026-09 explained lines"], report.Figures["2026-09 pay"]);

        // 1,300 + 300 + 50; 1,200 + 300 + 50; 1,200 + 50; 1,200 + 100 + 50 + 113; 1,200 + 50 − 50.
        Assert.Equal(1650 + 1550 + 1250 + 1463 + 1200, report.Figures["2026-08 pay"]);
    }

    [Fact]
    public async Task Slip_that_is_not_the_sum_of_its_lines_is_told()
    {
        var wrong = JsonSerializer.Serialize(new
        {
            id = "2026-08.S4", staffId = "S4", month = "2026-08", sales = 0, @base = 1200, manager = 0, fullAttendance = 0, fines = 0,
            commission = 0, commissionNow = 0, commissionHeld = 0, corrections = 0, pay = 1201,
            approvedAt = "2026-07-31T10:00:00+08:00",
        });
        var (report, _) = await PlayAsync(PackFolder.Shipped, new FactWrite("ApprovedPay", "2026-08.S4", wrong));
        Assert.False(report!.IsConsistent);
        Assert.Contains(report.Mistakes, m => m.StartsWith("2026-08 slip", StringComparison.Ordinal));
        Assert.Contains(report.Mistakes, m => m.StartsWith("2026-08 no slip", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pack_without_a_plan_is_told()
    {
        var (report, mistake) = await PlayAsync(CasePack.Read([]));
        Assert.Null(report);
        Assert.Equal("The pack has no *.season.json.", mistake);
    }

    [Theory]
    [InlineData("[]", "the plan needs \"books\".")]
    [InlineData("""{"books": {"ruleSet": "books"}, "dayEnd": "20:00:00"}""", "the plan needs \"zone\".")]
    [InlineData("""{"books": {"ruleSet": "b"}, "zone": "+08:00", "dayEnd": "20:00:00", "roles": {}, "steps": [{"on": "Order"}]}""",
        "steps[0] needs one of start, event, cancel.")]
    public async Task Plan_that_is_wrong_is_told_with_its_place(string plan, string expected)
    {
        var (_, mistake) = await PlayAsync(CasePack.Read([new PackFile("Season/x.season.json", plan)]));
        Assert.Equal($"Season/x.season.json is no plan of a season: {expected}", mistake);
    }

    [Fact]
    public void Calendar_that_is_no_json_is_told_with_its_place()
    {
        var pack = CasePack.Read(
            [new PackFile("Calendars/x.calendar.json", "{\n  oh"), new PackFile("Calendars/holiday-cn/2026.json", "")]);
        Assert.Equal(["Calendars/holiday-cn/2026.json 1", "Calendars/x.calendar.json 2"],
            pack.Diagnostics.Where(d => d.Code == "W401").Select(d => $"{d.Place.File} {d.Place.Line}"));
    }

    private static Task<(SeasonReport? Report, string? Mistake)> PlayAsync(CasePack pack, params FactWrite[] more)
    {
        var json = JsonElement.Parse(File.ReadAllText(Path.Combine(PackFolder.Root, "tests/Corpus/seasons/small.json")));
        var records = json.GetProperty("records").EnumerateObject().SelectMany(type => type.Value.EnumerateArray()
            .Select((fact, i) => new FactWrite(type.Name, KeyOf(type.Name, fact, i), fact.GetRawText())));
        return SeasonRehearsal.RunAsync(
            pack,
            new Season([.. records, .. more], json.GetProperty("from").GetDateTimeOffset(), json.GetProperty("to").GetDateTimeOffset()),
            _ => { },
            TestContext.Current.CancellationToken);
    }

    private static string KeyOf(string type, JsonElement fact, int place) =>
        fact.TryGetProperty("id", out var id) ? id.GetString()! : $"{type} {place}";
}
