using System.Collections.Concurrent;
using System.Text.Json;
using Workflows.Engine.Runs;
using Workflows.Host.Connectors;
using Workflows.Host.Serving;
using Workflows.Host.Storage;
using Workflows.Host.Storage.Rows;
using Workflows.Host.Waking;

namespace Workflows.Host.Outbox;

/// <summary>
/// Carries out what runs have decided, at least once, always with the same key. A result goes to the run in the commit that closes the
/// message; what fails is tried again later, and given up after many times until a person sends it again.
/// </summary>
internal sealed class OutboxWorker(
    EffectQueue queue, IEnumerable<Connector> connectors, RunService runs, SqliteRunStore store, Signals signals, TimeProvider clock,
    ILogger<OutboxWorker> log) : WorkerLoop(clock, log)
{
    private const int AtOnce = 16;

    private readonly Dictionary<string, Connector> byKind = connectors.ToDictionary(c => c.Kind, StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, Task> underWay = new(StringComparer.Ordinal);

    protected override async Task RoundAsync(CancellationToken stop)
    {
        foreach (var row in queue.Due(AtOnce * 2))
        {
            if (underWay.Count >= AtOnce)
            {
                break;
            }

            // Whoever is under way still stands in the store; only its end opens the way for another attempt.
            _ = underWay.GetOrAdd(row.Id, _ => CarryOutAsync(row, stop));
        }

        await signals.Effects.WaitAsync(Pause(), Clock, stop);
    }

    private TimeSpan Pause()
    {
        var next = queue.Next() is { } at ? at - Clock.GetUtcNow() : LookAnyway;
        var least = underWay.IsEmpty ? TimeSpan.FromMilliseconds(1) : TimeSpan.FromMilliseconds(100);
        return next < least ? least : next > LookAnyway ? LookAnyway : next;
    }

    /// <summary>Tries one effect and takes in what came of it.</summary>
    internal async Task CarryOutAsync(OutboxRow row, CancellationToken stop)
    {
        await Task.Yield();
        try
        {
            var result = byKind.TryGetValue(row.Kind, out var connector)
                ? await connector.PerformAsync(EffectQueue.MessageOf(row), stop)
                : new EffectResult.Impossible($"There is no connector for {row.Kind}.");
            await TakeInAsync(row, result, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The message stays in the store and is tried again at the next start, with the same key.
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            log.EffectFailed(fault, row.Id, row.RunId);
            await PutOffAsync(row, new EffectResult.Retry(fault.Message));
        }
        finally
        {
            underWay.TryRemove(row.Id, out _);
            signals.Effects.Set();
        }
    }

    private async Task TakeInAsync(OutboxRow row, EffectResult result, CancellationToken stop)
    {
        switch (result)
        {
            case EffectResult.Answered when row.BookmarkId is null:
                if (row.LastError is not null)
                {
                    await runs.EffectConfirmedAsync(row.RunId, row.Id, stop);
                }

                await store.CloseEffectAsync(row.Id);
                log.EffectDone(row.Kind, row.Id, row.RunId);
                break;
            case EffectResult.Answered answered:
                await ResumeAsync(row, answered.Result, stop);
                break;
            case EffectResult.Retry retry:
                await PutOffAsync(row, retry);
                break;
            case EffectResult.Impossible impossible:
                await GiveUpAsync(row, row.Attempts + 1, impossible.Why);
                break;
        }
    }

    private async Task ResumeAsync(OutboxRow row, JsonElement result, CancellationToken stop)
    {
        var request = new ResumeRequest(row.BookmarkId!)
        {
            Payload = RunValues.FromJson(result), Actor = "outbox", ConsumedOutbox = row.Id,
        };
        var taken = await runs.ResumeAsync(request, stop);
        if (taken.Outcome is RunOutcome.NotFound or RunOutcome.Refused)
        {
            // Nobody waits any more: the run was cancelled or went another way.
            await store.CloseEffectAsync(row.Id);
        }

        log.EffectDone(row.Kind, row.Id, row.RunId);
    }

    private async Task PutOffAsync(OutboxRow row, EffectResult.Retry retry)
    {
        var attempts = row.Attempts + 1;
        if (attempts >= RetryPlan.MostAttempts)
        {
            await GiveUpAsync(row, attempts, retry.Why);
            return;
        }

        var pause = RetryPlan.PauseAfter(attempts, RetryPlan.SpreadOf(row.Id, attempts), retry.NotBefore);
        await store.NoteAttemptAsync(new(row.Id, attempts, Clock.GetUtcNow() + pause, Dead: false, retry.Why));
        log.EffectPutOff(row.Kind, row.Id, attempts, pause.TotalSeconds, retry.Why);
    }

    // The incident first: a crash between the two tries once more, and tells the same incident again.
    private async Task GiveUpAsync(OutboxRow row, int attempts, string why)
    {
        await runs.EffectGivenUpAsync(row.RunId, row.Id, row.BookmarkId, why, CancellationToken.None);
        await store.NoteAttemptAsync(new(row.Id, attempts, Clock.GetUtcNow(), Dead: true, why));
        log.EffectGivenUp(row.Kind, row.Id, row.RunId, why);
    }
}
