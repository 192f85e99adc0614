using Workflows.Host.Cli;

namespace Workflows.Tests.Cli;

/// <summary>What the steps of a rehearsed run may say.</summary>
public sealed class RunStepsTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    [Theory]
    [InlineData("P99999999D", CommandLine.Usage)]
    [InlineData("P9000Y", CommandLine.Usage)]
    [InlineData("soon", CommandLine.Usage)]
    [InlineData("-PT1H", CommandLine.Usage)]
    [InlineData("P30D", CommandLine.Fine)]
    public async Task Time_that_no_calendar_holds_is_wrong_usage(string time, int code)
    {
        await File.WriteAllTextAsync(
            file, """{"definitionId": "one", "root": {"type": "Elsa.WriteLine", "text": "done"}}""", TestContext.Current.CancellationToken);

        Assert.Equal(code, await CommandLine.RunAsync(["workflow", "run", file, "--advance", time], [WorkflowCommand.Create()]));
    }

    public void Dispose() => File.Delete(file);
}
