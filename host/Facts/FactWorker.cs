using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine.Ports;
using Workflows.Engine.Runs;
using Workflows.Host.Runs;
using Workflows.Host.Storage;
using Workflows.Host.Storage.Rows;
using Workflows.Host.Waking;

namespace Workflows.Host.Facts;

/// <summary>Wakes the runs that wait for a fact, and starts those that one starts. Each change is told at least once, in order.</summary>
internal sealed class FactWorker(
    IDbContextFactory<WorkflowsDb> db, FactStore facts, SettingStore remembered, IRunStore store, IDefinitionSource definitions,
    RunService runs, Signals signals, TimeProvider clock, ILogger<FactWorker> log) : WorkerLoop(clock, log)
{
    private const string Position = "facts.told";
    private const int Most = 1000;

    private long? told;

    protected override async Task RoundAsync(CancellationToken stop)
    {
        told ??= await remembered.ReadAsync<long>(Position);
        await using var open = await db.CreateDbContextAsync(stop);
        var changes = await open.FactChanges.AsNoTracking().Where(c => c.Number > told).OrderBy(c => c.Number).Take(Most).ToListAsync(stop);
        if (changes.Count == 0)
        {
            await signals.Facts.WaitAsync(LookAnyway, Clock, stop);
            return;
        }

        var isAwaited = await IsAnyoneWaitingAsync(open, stop);
        foreach (var change in isAwaited ? changes : [])
        {
            await TellAsync(change, stop);
        }

        told = changes[^1].Number;
        await remembered.WriteAsync(Position, told.Value);
    }

    private static async Task<bool> IsAnyoneWaitingAsync(WorkflowsDb open, CancellationToken stop) =>
        await open.Bookmarks.AnyAsync(b => b.Kind == "fact", stop) || await open.Definitions.AnyAsync(
            d => d.State == VersionState.Published && d.Json.Contains("Fact"), stop);

    private async Task TellAsync(FactChangeRow change, CancellationToken stop)
    {
        var stored = await facts.FindAsync(change.Type, change.Key);
        var payload = RunValues.Context(
        [
            new("type", change.Type), new("key", change.Key), new("change", change.Number),
            new("fact", stored is null ? null : RunValues.FromJson(JsonElement.Parse(stored.Json))),
        ]);
        foreach (var key in new[] { change.Type, $"{change.Type}/{change.Key}" })
        {
            foreach (var waiting in await store.FindBookmarksAsync("fact", key, null, stop))
            {
                await runs.ResumeAsync(new ResumeRequest(waiting.Id) { Payload = payload, Actor = "fact" }, stop);
            }

            foreach (var trigger in await definitions.FindTriggersAsync("fact", key, stop))
            {
                await StartAsync(trigger, change, payload, stop);
            }
        }
    }

    // The run's id is made of the change, so that telling it twice starts one run.
    private Task<RunResult> StartAsync(DefinitionTrigger trigger, FactChangeRow change, object payload, CancellationToken stop) =>
        runs.StartAsync(
            new StartRequest(RunIds.Of($"fact/{trigger.DefinitionId}/{trigger.ActivityId}/{change.Number}"), trigger.DefinitionId)
            {
                VersionId = trigger.VersionId, TriggerActivityId = trigger.ActivityId, TriggerPayload = payload, Actor = "fact",
            }, stop);
}
