namespace Workflows.Tests.Browser;

/// <summary>What people do, done in a real browser against the product as it is served.</summary>
public sealed class JourneyTests(GoneJourneys journeys) : IClassFixture<GoneJourneys>
{
    public static TheoryData<string> All => [.. GoneJourneys.Names];

    [Theory]
    [MemberData(nameof(All))]
    public async Task Journey_is_gone_to_its_end(string journey)
    {
        Assert.SkipWhen(Browser.LacksFor(journey) is not null, Browser.LacksFor(journey) ?? string.Empty);
        var fault = await journeys.EndOfAsync(journey);
        Assert.True(fault is null, fault);
    }
}
