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

    [Theory]
    [InlineData("00:00:05", CommandLine.Wrong)]
    [InlineData("00:01:00", CommandLine.Fine)]
    [InlineData("00:00:05", CommandLine.Fine, "--advance", "PT0S")]
    public async Task Delay_of_seconds_passes_at_the_end_where_no_time_is_named(string delay, int code, params string[] steps)
    {
        await File.WriteAllTextAsync(
            file,
            $$"""
            {"definitionId": "one", "root": {"type": "Elsa.Sequence", "activities": [
              {"type": "Elsa.Delay", "timeSpan": "{{delay}}"}, {"type": "Elsa.Fault", "message": "behind the delay"}
            ] } }
            """,
            TestContext.Current.CancellationToken);

        Assert.Equal(code, await CommandLine.RunAsync(["workflow", "run", file, .. steps], [WorkflowCommand.Create()]));
    }

    public void Dispose() => File.Delete(file);
}
