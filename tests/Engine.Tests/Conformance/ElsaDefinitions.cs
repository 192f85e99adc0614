using System.Runtime.CompilerServices;
using Workflows.Engine.Definitions;
using Workflows.Engine.Running;

namespace Workflows.Tests.Conformance;

/// <summary>
/// Definitions made with Elsa, which lie beside the repository where there are any: they are read without loss and do what they did
/// there.
/// </summary>
public sealed class ElsaDefinitions
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("run", "writeline.json", "Dummy Text")]
    [InlineData("joins", "join-all-1.json", "Start|Line 1|Line 2|End")]
    [InlineData("composites", "tester.json", "Start|End")]
    [InlineData("children", "parent-with-wait.json", "Parent: Before child|Child: Executing|Parent: After child")]
    [InlineData("children", "parent-with-input.json", "Child received: Hello from parent")]
    public async Task Definition_writes_its_lines_and_finishes(string folder, string file, string lines)
    {
        var report = await RunAsync(folder, file, tokenFlow: false);
        Assert.Equal(lines.Split('|'), report.Lines);
        Assert.Equal("finished", report.Status);
        Assert.Empty(report.Incidents);
    }

    [Fact]
    public async Task Stream_merge_runs_on_without_the_branch_that_was_not_taken()
    {
        var report = await RunAsync("joins", "fork-decision-join-none.json", tokenFlow: true);
        Assert.Equal(["A", "C"], report.Lines);
        Assert.Equal("finished", report.Status);
    }

    [Theory]
    [InlineData("workflow1.json")]
    [InlineData("workflow4.json")]
    public async Task Braided_flow_finishes_when_its_delays_are_over(string file)
    {
        var report = await RunAsync("completion", file, tokenFlow: false);
        Assert.Equal("finished", report.Status);
        Assert.Empty(report.Incidents);
    }

    [Fact]
    public void Every_definition_is_written_as_it_was_read()
    {
        var folder = Folder();
        foreach (var file in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories))
        {
            var text = File.ReadAllText(file);
            var definition = DefinitionReader.Read(file, text).Definition;
            Assert.NotNull(definition);
            var written = System.Text.Json.Nodes.JsonNode.Parse(DefinitionWriter.Write(definition));
            Assert.True(System.Text.Json.Nodes.JsonNode.DeepEquals(System.Text.Json.Nodes.JsonNode.Parse(text), written), file);
        }
    }

    private static async Task<RehearsalReport> RunAsync(string folder, string file, bool tokenFlow)
    {
        var path = Path.Combine(Folder(), folder);
        var definitions = Directory.EnumerateFiles(path, "*.json")
            .Select(one => DefinitionReader.Read(one, File.ReadAllText(one)).Definition!).ToList();
        var main = DefinitionReader.Read(file, File.ReadAllText(Path.Combine(path, file))).Definition!;
        var rehearsal = new Rehearsal(definitions, Start);
        await rehearsal.StartAsync(main.DefinitionId, tokenFlow: tokenFlow);
        await rehearsal.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.All(await rehearsal.VerifyAsync(), check => Assert.True(check.IsClean, check.Fault));
        return await rehearsal.ReportAsync();
    }

    private static string Folder([CallerFilePath] string here = "")
    {
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));
        var folder = Path.Combine(root, "../shared/conformance/elsa-json");
        if (!Directory.Exists(folder))
        {
            folder = Path.Combine(root, "../../shared/conformance/elsa-json");
        }

        Assert.SkipUnless(Directory.Exists(folder), "the definitions do not lie beside this checkout");
        return folder;
    }
}
