using System.Text.Json;
using Workflows.Engine.Ports;

namespace Workflows.Engine.Runs;

/// <summary>What became of a delivery.</summary>
public enum DeliveryOutcome
{
    /// <summary>Somebody took it in.</summary>
    Taken,

    /// <summary>Nobody can take it in any more; it is gone.</summary>
    Dropped,

    /// <summary>Nobody waits for it yet; it is kept.</summary>
    Kept,
}

/// <content>Messages: between runs, and events from outside.</content>
public sealed partial class RunService
{
    /// <summary>Logical id of the runs that stand for events from outside.</summary>
    public const string EventIntake = "system.event";

    /// <summary>Logical id of the runs that keep the queues of sections which exclude runs from one another.</summary>
    public const string SectionKeeper = "system.section";

    private const int AllDeliveries = 1_000_000;

    // Each look but the first follows somebody who began to wait meanwhile; the rest is for the next round.
    private const int MostLooks = 8;

    /// <summary>Carries one delivery to its receivers. May be repeated at will: each receiver takes it in once.</summary>
    public async Task<DeliveryOutcome> DeliverAsync(Delivery delivery, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        for (var look = 1; look <= MostLooks; look++)
        {
            var isTaken = await CarryAsync(delivery, cancellation);
            var isKept = !isTaken && (IsToBeKept(delivery) || await HasOvertakenAsync(delivery, cancellation));
            if (!isKept)
            {
                return await EndAsync(delivery, isTaken, cancellation);
            }

            if (!IsToBeKept(delivery) || await IsSetAsideAsync(delivery, cancellation))
            {
                break;
            }
        }

        return DeliveryOutcome.Kept;
    }

    /// <summary>Carries pending deliveries until nothing moves any more. Returns how many were taken in.</summary>
    public async Task<int> DeliverPendingAsync(int limit = 1000, CancellationToken cancellation = default)
    {
        var taken = 0;
        var kept = new HashSet<string>();
        while (true)
        {
            var pending = await _store.PendingDeliveriesAsync(_clock.GetUtcNow(), limit + kept.Count, cancellation);
            var moved = false;
            foreach (var delivery in pending.Where(delivery => !kept.Contains(delivery.Id)))
            {
                moved = true;
                switch (await DeliverAsync(delivery, cancellation))
                {
                    case DeliveryOutcome.Taken:
                        taken++;
                        kept.Clear();
                        break;
                    case DeliveryOutcome.Kept:
                        kept.Add(delivery.Id);
                        break;
                }
            }

            if (!moved)
            {
                return taken;
            }
        }
    }

    /// <summary>
    /// Takes in an event from outside: it is on disk when this returns, and was carried to all who wait now and to the definitions that
    /// it starts. What they send to others in turn is pending. The same event id again does nothing.
    /// </summary>
    public async Task<RunResult> PublishAsync(EventRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var runId = "event-" + StableId.Of(request.EventId).ToString("N");
        var work = new BurstWork(runId, new PublishInput(request), request.Actor);
        var result = await AttemptAsync(work, null, new RunState(runId), new DefinitionSet(), cancellation);
        if (result is null)
        {
            return new RunResult(RunOutcome.AlreadyTaken) { RunId = runId };
        }

        foreach (var sent in result.Burst?.Events.OfType<MessageSent>() ?? [])
        {
            await DeliverAsync(sent.Delivery, cancellation);
        }

        return result;
    }

    /// <summary>
    /// Lets the run that waits for an event go on, or starts one when none waits: in one call, and of two that start at once with the
    /// same
    /// business key one does and the other's event goes to its run.
    /// </summary>
    public async Task<RunResult> StartOrContinueAsync(StartRequest start, EventRequest happened, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(happened);
        var waiting = await _store.FindBookmarksAsync("event", happened.Name, happened.CorrelationId, cancellation);
        if (waiting.Count == 0)
        {
            var started = await StartAsync(start, cancellation);
            if (started.Outcome != RunOutcome.BusinessKeyTaken)
            {
                return started;
            }
        }

        return await PublishAsync(happened, cancellation);
    }

    private async Task<bool> CarryAsync(Delivery delivery, CancellationToken cancellation) => delivery.Kind switch
    {
        DeliveryKind.StartRun => await DeliverStartAsync(delivery, cancellation),
        DeliveryKind.Resume => IsDone(await ResumeAsync(
            new ResumeRequest(delivery.Target) { Payload = Payload(delivery), Actor = "run", ConsumedDelivery = delivery.Id },
            cancellation)),
        DeliveryKind.CancelRun => IsDone(await DecideAsync(
            new BurstWork(delivery.Target, new CancelInput(null), "run") { ConsumedDelivery = delivery.Id },
            cancellation)),
        DeliveryKind.EnterSection or DeliveryKind.LeaveSection => await DeliverToSectionAsync(delivery, cancellation),
        _ => await DeliverEventAsync(delivery, cancellation),
    };

    private bool IsToBeKept(Delivery delivery) =>
        delivery is { Kind: DeliveryKind.Event, KeepUntil: { } until } && until > _clock.GetUtcNow();

    /// <summary>
    /// Sets a kept event aside, so that what waits for nothing costs nothing. False when somebody is there for it by now: who began to
    /// wait after the look, or a definition that was published since.
    /// </summary>
    private async Task<bool> IsSetAsideAsync(Delivery delivery, CancellationToken cancellation) =>
        await _store.ParkDeliveryAsync(delivery.Id, cancellation)
        && (await _source.FindTriggersAsync("event", delivery.Target, cancellation)).Count == 0;

    private async Task<DeliveryOutcome> EndAsync(Delivery delivery, bool isTaken, CancellationToken cancellation)
    {
        if (!isTaken || delivery.Kind == DeliveryKind.Event)
        {
            await _store.DropDeliveryAsync(delivery.Id, cancellation);
        }

        return isTaken ? DeliveryOutcome.Taken : DeliveryOutcome.Dropped;
    }

    /// <summary>
    /// What takes something back may come before what it takes back, when several carry messages at once: it must not be lost then.
    /// </summary>
    private async ValueTask<bool> HasOvertakenAsync(Delivery delivery, CancellationToken cancellation)
    {
        if (delivery.Kind is not (DeliveryKind.CancelRun or DeliveryKind.LeaveSection)
            || (delivery.Kind == DeliveryKind.CancelRun && await _store.FindRunAsync(delivery.Target, cancellation) is not null))
        {
            return false;
        }

        var pending = await _store.PendingDeliveriesAsync(_clock.GetUtcNow(), AllDeliveries, cancellation);
        return delivery.Kind == DeliveryKind.CancelRun
            ? pending.Any(d => d.Kind == DeliveryKind.StartRun && d.RunId == delivery.Target)
            : pending.Any(d => d.Kind == DeliveryKind.EnterSection && d.SenderBookmarkId == delivery.SenderBookmarkId);
    }

    private async Task<bool> DeliverToSectionAsync(Delivery delivery, CancellationToken cancellation)
    {
        var name = RunValues.AsText(Payload(delivery)) ?? string.Empty;
        var input = new SectionInput(delivery.SenderBookmarkId!, name, delivery.Kind == DeliveryKind.EnterSection);
        var work = new BurstWork(delivery.Target, input, "run") { ConsumedDelivery = delivery.Id };
        var result = input.Enters && await _store.FindRunAsync(delivery.Target, cancellation) is null
            ? await AttemptAsync(work, null, new RunState(delivery.Target), new DefinitionSet(), cancellation)
            : null;
        return IsDone(result ?? await DecideAsync(work, cancellation));
    }

    private async Task<bool> DeliverStartAsync(Delivery delivery, CancellationToken cancellation)
    {
        var result = await StartAsync(
            new StartRequest(delivery.RunId ?? delivery.Id, delivery.Target)
            {
                Input = Payload(delivery),
                CorrelationId = delivery.CorrelationId,
                ParentRunId = delivery.SenderRunId,
                ParentBookmarkId = delivery.SenderBookmarkId,
                Actor = "run",
                ConsumedDelivery = delivery.Id,
                Depth = delivery.Depth + 1,
            },
            cancellation);
        if (result.Outcome is RunOutcome.NotFound or RunOutcome.Refused && delivery.SenderBookmarkId is { } waiting)
        {
            // Who waits for a run that cannot begin must not wait for ever.
            var report = RunValues.Context(
            [
                new("WorkflowInstanceId", delivery.RunId),
                new("Status", "Finished"),
                new("SubStatus", "Faulted"),
                new("Problem", result.Problem?.Message.En ?? $"The definition {delivery.Target} is not published."),
            ]);
            return IsDone(await ResumeAsync(
                new ResumeRequest(waiting) { Payload = report, Actor = "run", ConsumedDelivery = delivery.Id }, cancellation));
        }

        return IsDone(result);
    }

    private async Task<bool> DeliverEventAsync(Delivery delivery, CancellationToken cancellation)
    {
        var payload = Payload(delivery);
        var isTaken = false;
        foreach (var trigger in await _source.FindTriggersAsync("event", delivery.Target, cancellation))
        {
            var runId = StableId.Of($"{delivery.Id}/{trigger.VersionId}/{trigger.ActivityId}").ToString("N");
            var result = await StartAsync(
                new StartRequest(runId, trigger.DefinitionId)
                {
                    VersionId = trigger.VersionId,
                    CorrelationId = delivery.CorrelationId,
                    TriggerActivityId = trigger.ActivityId,
                    TriggerPayload = payload,
                    Actor = "event",
                    Depth = delivery.Depth + 1,
                },
                cancellation);
            isTaken |= result.Outcome is RunOutcome.Done or RunOutcome.AlreadyTaken;
        }

        var waiting = await _store.FindBookmarksAsync("event", delivery.Target, delivery.CorrelationId, cancellation);
        foreach (var run in waiting.GroupBy(bookmark => bookmark.RunId))
        {
            var work = new BurstWork(run.Key, new ResumeInput([.. run.Select(bookmark => bookmark.Id)], payload), "event")
            {
                // One event comes to a run once, even when it is carried again after a crash.
                Idempotency = new IdempotencyRequest("event:" + delivery.Id, run.Key, string.Empty, _ => null),
            };
            var result = await DecideAsync(work, cancellation);
            isTaken |= result.Outcome is RunOutcome.Done or RunOutcome.Duplicate;
        }

        return isTaken;
    }

    private static bool IsDone(RunResult result) => result.Outcome == RunOutcome.Done;

    private static object? Payload(Delivery delivery)
    {
        if (delivery.Payload is null)
        {
            return null;
        }

        using var document = JsonDocument.Parse(delivery.Payload, new JsonDocumentOptions { MaxDepth = 16384 });
        return RunValues.FromJson(document.RootElement);
    }
}
