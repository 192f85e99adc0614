using Workflows.Engine.Definitions;
using Workflows.Engine.Running;
using Workflows.Engine.Runs;
using Workflows.Engine.Storage;

namespace Workflows.Tests.Runs;

/// <summary>A service over a store in memory, with definitions at hand.</summary>
internal sealed class Some
{
    public Some(params string[] definitions)
    {
        Shelf = new DefinitionShelf(definitions.Select((json, i) => Definition(json, i)));
        Service = new RunService(Store, new NoRules(), Shelf, Shelf.Catalogue, new Clock(this));
    }

    public InMemoryRunStore Store { get; } = new();

    public DefinitionShelf Shelf { get; }

    public RunService Service { get; }

    public DateTimeOffset Now { get; set; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static WorkflowDefinition Definition(string json, int number = 0)
    {
        var reading = DefinitionReader.Read($"definition{number}.json", json);
        return reading.Definition ?? throw new InvalidOperationException(string.Join('\n', reading.Diagnostics));
    }

    public async Task<RunResult> StartAsync(string runId, string definitionId = "definition0", string? businessKey = null) =>
        await Service.StartAsync(new StartRequest(runId, definitionId) { BusinessKey = businessKey });

    public async Task<string> WaitingAtAsync(string eventName, string? runId = null) =>
        (await Store.FindBookmarksAsync("event", eventName, null)).First(b => runId is null || b.RunId == runId).Id;

    public async Task<List<string>> LinesAsync(string runId)
    {
        var lines = new List<string>();
        await foreach (var entry in Store.ReadHistoryAsync(runId))
        {
            lines.AddRange(Engine.Runs.Codecs.EventReader.Read(entry.Events).OfType<LineWritten>().Select(line => line.Text));
        }

        return lines;
    }

    public async Task AssertCleanAsync(string runId)
    {
        var check = await HistoryCheck.VerifyAsync(Store, runId);
        Assert.True(check.IsClean, check.Fault);
    }

    private sealed class Clock(Some some) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => some.Now;
    }
}
