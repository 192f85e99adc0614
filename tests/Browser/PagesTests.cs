namespace Workflows.Tests.Browser;

/// <summary>The pages without a browser.</summary>
public sealed class PagesTests
{
    [Fact]
    public async Task Logic_and_texts_of_the_pages_pass_their_own_tests()
    {
        Assert.SkipWhen(Browser.Lacks is not null, Browser.Lacks ?? string.Empty);
        var (fine, said) = await Browser.RunAsync("npm", "test", "--silent");
        Assert.True(fine, said);
    }
}
