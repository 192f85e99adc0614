using Workflows.Engine.Ports;

namespace Workflows.Tests.Runs;

/// <summary>Definitions at the limits of what anybody would draw.</summary>
public sealed class LargeDefinitions
{
    private static readonly string Nodes = string.Join(
        ',', Enumerable.Range(0, 10_000).Select(i => $"{{\"type\":\"Elsa.WriteLine\",\"id\":\"n{i}\",\"text\":\"x\"}}"));

    [Fact]
    public async Task Flowchart_of_ten_thousand_nodes_runs()
    {
        var connections = string.Join(',', Enumerable.Range(0, 9_999).Select(i => $"{{\"source\":\"n{i}\",\"target\":\"n{i + 1}\"}}"));
        var some = new Some($"{{\"root\":{{\"type\":\"Elsa.Flowchart\",\"activities\":[{Nodes}],\"connections\":[{connections}]}}}}");
        var result = await some.StartAsync("r");
        Assert.Equal(RunStatus.Finished, result.Status);
        Assert.Equal(10_000, result.Lines.Count);
        await some.AssertCleanAsync("r");
    }

    [Fact]
    public async Task Fan_of_ten_thousand_branches_joins_once()
    {
        var fan = string.Join(',', Enumerable.Range(0, 10_000).Select(i =>
            $"{{\"source\":\"s\",\"target\":\"n{i}\"}},{{\"source\":\"n{i}\",\"target\":\"j\"}}"));
        var some = new Some("{\"root\":{\"type\":\"Elsa.Flowchart\",\"activities\":[{\"type\":\"Elsa.Start\",\"id\":\"s\"},"
            + $"{Nodes},{{\"type\":\"Elsa.WriteLine\",\"id\":\"j\",\"text\":\"joined\"}}],\"connections\":[{fan}]}}}}");
        var result = await some.StartAsync("r");
        Assert.Equal(RunStatus.Finished, result.Status);
        Assert.Single(result.Lines, "joined");
    }
}
