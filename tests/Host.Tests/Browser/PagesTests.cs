namespace Workflows.Tests.Browser;

/// <summary>The pages without a browser.</summary>
public sealed class PagesTests
{
    [Theory]
    [InlineData("check")]
    [InlineData("test")]
    public async Task Types_logic_and_texts_of_the_pages_pass_their_own_checks(string script)
    {
        Assert.SkipWhen(Browser.Lacks is not null, Browser.Lacks ?? string.Empty);
        var (fine, said) = await Browser.RunAsync("npm", "run", "--silent", script);
        Assert.True(fine, said);
    }
}
