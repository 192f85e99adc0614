namespace Workflows.Tests.Browser;

/// <summary>What people do, done in a real browser against the product as it is served. Each script tells its steps.</summary>
public sealed class JourneyTests(ServedProduct product) : IClassFixture<ServedProduct>
{
    [Theory]
    [InlineData("signIn")]
    [InlineData("everyPage")]
    [InlineData("drawByMouse")]
    [InlineData("drawByKeyboard")]
    [InlineData("completeTask")]
    [InlineData("twoTabs")]
    [InlineData("rehearse")]
    public async Task Journey_is_gone_to_its_end(string journey)
    {
        Assert.SkipWhen(Browser.Lacks is not null, Browser.Lacks ?? string.Empty);
        var (fine, said) = await Browser.RunAsync("node", [$"journeys/{journey}.mjs"],
            ("JOURNEY_URL", product.Address), ("JOURNEY_USER", ServedProduct.User), ("JOURNEY_PASSWORD", ServedProduct.Password),
            ("JOURNEY_BROWSER", Browser.Program), ("JOURNEY_PICTURES", Path.Combine(ServedProduct.Root, "artifacts", "pages")));
        Assert.True(fine, said);
    }

    [Fact]
    public async Task Logic_and_texts_of_the_pages_pass_their_own_tests()
    {
        Assert.SkipWhen(Browser.Lacks is not null, Browser.Lacks ?? string.Empty);
        var (fine, said) = await Browser.RunAsync("npm", ["test", "--silent"]);
        Assert.True(fine, said);
    }
}
