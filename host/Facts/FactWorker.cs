using System.Text.Json;
using Workflows.Engine.Activities.Facts;
using Workflows.Engine.Definitions;
using Workflows.Engine.Ports;
using Workflows.Engine.Runs;
using Workflows.Host.Definitions;
using Workflows.Host.Runs;
using Workflows.Host.Storage;
using Workflows.Host.Waking;

namespace Workflows.Host.Facts;

/// <summary>Wakes the runs that wait for a fact, and starts those that one starts. Each change is told at least once, in order.</summary>
internal sealed class FactWorker(
    SqliteRunStore store, FactStore facts, SettingStore remembered, DefinitionLibrary definitions, RunService runs,
    Signals signals, TimeProvider clock, ILogger<FactWorker> log) : WorkerLoop(clock, log)
{
    /// <summary>The setting that holds the number of the last change that was told.</summary>
    public const string Position = "facts.told";

    private const int Most = 1000;

    private long? told;

    protected override async Task RoundAsync(CancellationToken stop)
    {
        told ??= remembered.Read<long>(Position);
        var changes = store.Rows.Read(
            "SELECT Number, Type, Key, Depth FROM FactChanges WHERE Number > $1 ORDER BY Number LIMIT $2",
            row => new Change(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetInt32(3)), told, Most);
        if (changes.Count == 0)
        {
            await signals.Facts.WaitAsync(LookAnyway, Clock, stop);
            return;
        }

        foreach (var change in IsAnyoneWaiting() ? changes : [])
        {
            await TellAsync(change, stop);
        }

        told = changes[^1].Number;
        await remembered.WriteAsync(Position, told.Value);
    }

    private bool IsAnyoneWaiting() => definitions.Published.AllTriggers.Any(trigger => trigger.Kind == "fact")
        || store.Rows.Find("SELECT EXISTS (SELECT 1 FROM Bookmarks WHERE Kind = 'fact')", row => row.GetBoolean(0));

    private bool AreFieldsAwaited(string type) => store.Rows.Find(
        "SELECT EXISTS (SELECT 1 FROM Bookmarks WHERE Kind = 'fact' AND Key >= $1 AND Key < $2)", row => row.GetBoolean(0),
        $"{type}{FactWaits.FieldMark}", $"{type}{(char)(FactWaits.FieldMark + 1)}");

    private async Task TellAsync(Change change, CancellationToken stop)
    {
        var stored = facts.Find(change.Type, change.Key);
        var fact = stored is null ? null : RunValues.FromJson(JsonElement.Parse(stored.Json));
        var payload = RunValues.Context(
        [
            new("type", change.Type), new("key", change.Key), new("change", change.Number),
            new("fact", fact),
        ]);
        foreach (var key in FactWaits.KeysOf(change.Type, change.Key, AreFieldsAwaited(change.Type) ? fact : null))
        {
            foreach (var waiting in await store.FindBookmarksAsync("fact", key, null, stop))
            {
                await runs.ResumeAsync(new ResumeRequest(waiting.Id) { Payload = payload, Actor = "fact" }, stop);
            }

            var triggers = await definitions.FindTriggersAsync("fact", key, stop);
            foreach (var trigger in triggers.Where(trigger => DefinitionTriggers.IsWanted(trigger, fact)))
            {
                await StartAsync(trigger, change, payload, stop);
            }
        }
    }

    // The run's id is made of the change, so that telling it twice starts one run.
    private Task<RunResult> StartAsync(DefinitionTrigger trigger, Change change, object payload, CancellationToken stop) =>
        runs.StartAsync(
            new StartRequest(RunIds.Of($"fact/{trigger.DefinitionId}/{trigger.ActivityId}/{change.Number}"), trigger.DefinitionId)
            {
                VersionId = trigger.VersionId, TriggerActivityId = trigger.ActivityId, TriggerPayload = payload, Actor = "fact",
                Depth = change.Depth + 1,
            }, stop);

    private readonly record struct Change(long Number, string Type, string Key, int Depth);
}
