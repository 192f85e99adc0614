using Microsoft.EntityFrameworkCore;
using Workflows.Engine.Ports;
using Workflows.Engine.Runs;

namespace Workflows.Simulation.Worlds;

/// <summary>What people, programs and the product's own workers do, chosen by chance; some of it twice or late.</summary>
internal sealed class Deeds(World world, Random random)
{
    private readonly List<StartRequest> started = [];
    private readonly List<EventRequest> published = [];
    private readonly List<string> knownBookmarks = [];
    private readonly List<string> knownTasks = [];
    private int number;

    public Task NextAsync() => random.Next(20) switch
    {
        < 4 => StartAsync(),
        4 => StartAgainAsync(),
        5 or 6 => PublishAsync(),
        7 => PublishAgainAsync(),
        8 or 9 => CompleteTaskAsync(),
        10 => ResumeAsync(),
        11 or 12 => CarryMessagesAsync(),
        13 or 14 => FireTimersAsync(),
        15 or 16 => CarryOutEffectsAsync(),
        17 => LetTimePassAsync(),
        18 => MeddleAsync(),
        _ => DieAsync(),
    };

    private Task StartAsync()
    {
        var definition = world.Definitions[random.Next(world.Definitions.Count)].DefinitionId;
        var key = random.Next(3) == 0 ? $"key{number}" : null;
        var request = new StartRequest($"r{++number}", definition)
        {
            BusinessKey = random.Next(4) == 0 ? $"business{random.Next(2)}" : null,
            Idempotency = key is null ? null : new IdempotencyRequest("start", key, "hash", result => result.RunId),
        };
        started.Add(request);
        return StartAsync(request);
    }

    // A caller that heard nothing asks again with the same key and, because it cannot know better, another run id.
    private Task StartAgainAsync() => started.Count == 0
        ? Task.CompletedTask
        : StartAsync(started[random.Next(started.Count)] is { Idempotency: not null } former
            ? former with { RunId = $"r{++number}" } : started[random.Next(started.Count)]);

    private async Task StartAsync(StartRequest request)
    {
        world.Note($"start {request.DefinitionId} {request.RunId} {request.BusinessKey} {request.Idempotency?.Key}");
        var result = await world.Host.Runs.StartAsync(request);
        world.Ledger.Answered(result);
        var run = result.Outcome == RunOutcome.Duplicate ? result.StoredAnswer : result.Outcome == RunOutcome.Done ? result.RunId : null;
        if (request.Idempotency is { } key && run is not null)
        {
            world.Ledger.Answered(key.Key, run);
        }
    }

    private async Task PublishAsync()
    {
        await using var db = world.Host.Open();
        var names = await db.Bookmarks.Where(b => b.Kind == "event").OrderBy(b => b.Id).Select(b => b.Key).ToListAsync();
        names.AddRange(["begin", "sent", "race-go"]);
        var request = new EventRequest($"e{++number}", names[random.Next(names.Count)])
        {
            KeepUntil = random.Next(2) == 0 ? world.Clock.Now + TimeSpan.FromHours(random.Next(1, 100)) : null,
        };
        published.Add(request);
        await PublishAsync(request);
    }

    private Task PublishAgainAsync() => published.Count == 0 ? Task.CompletedTask : PublishAsync(published[random.Next(published.Count)]);

    private async Task PublishAsync(EventRequest request)
    {
        world.Note($"publish {request.Name} {request.EventId}");
        world.Ledger.Answered(await world.Host.Runs.PublishAsync(request));
    }

    private async Task CompleteTaskAsync()
    {
        await using var db = world.Host.Open();
        knownTasks.AddRange(await db.Tasks.Where(t => t.State == (int)TaskState.Open).OrderBy(t => t.Id).Select(t => t.Id).ToListAsync());
        if (knownTasks.Count == 0)
        {
            return;
        }

        var task = knownTasks[random.Next(knownTasks.Count)];
        world.Note($"complete {task}");
        var result = await world.Host.Runs.CompleteTaskAsync(task, "Done", null, new TaskActor("li", []));
        world.Ledger.Answered(result);
        if (result.Outcome == RunOutcome.Done)
        {
            world.Ledger.Completed(task, "Done");
        }
    }

    // Bookmarks are known for ever: what is burned long since is tried again.
    private async Task ResumeAsync()
    {
        await using var db = world.Host.Open();
        knownBookmarks.AddRange(await db.Bookmarks.Where(b => b.Kind == "event").OrderBy(b => b.Id).Select(b => b.Id).ToListAsync());
        if (knownBookmarks.Count == 0)
        {
            return;
        }

        var bookmark = knownBookmarks[random.Next(knownBookmarks.Count)];
        world.Note($"resume {bookmark}");
        var result = await world.Host.Runs.ResumeAsync(new ResumeRequest(bookmark));
        world.Ledger.Answered(result);
        if (result.Outcome == RunOutcome.Done)
        {
            world.Ledger.Resumed(bookmark);
        }
    }

    private async Task CarryMessagesAsync()
    {
        world.Note("messages");
        await world.Host.Runs.DeliverPendingAsync();
    }

    private async Task FireTimersAsync()
    {
        world.Note("timers");
        await world.Host.Timers.FireAsync(1, CancellationToken.None);
    }

    private async Task CarryOutEffectsAsync()
    {
        world.Note("effects");
        foreach (var row in world.Host.Effects.Due(random.Next(1, 4)))
        {
            await world.Host.Outbox.CarryOutAsync(row, CancellationToken.None);
        }
    }

    private Task LetTimePassAsync()
    {
        var by = random.Next(8) switch
        {
            0 => TimeSpan.FromMinutes(-random.Next(1, 90)),
            1 => TimeSpan.FromDays(random.Next(1, 40)),
            _ => TimeSpan.FromSeconds(random.Next(1, 900)),
        };
        world.Note($"time {by}");
        world.Clock.Move(by);
        return Task.CompletedTask;
    }

    private async Task MeddleAsync()
    {
        var runs = world.Host.AllRunIds().Where(id => !id.StartsWith("event-", StringComparison.Ordinal)
            && !id.StartsWith("section-", StringComparison.Ordinal)).ToList();
        if (runs.Count == 0)
        {
            return;
        }

        var run = runs[random.Next(runs.Count)];
        RepairCommand command = random.Next(4) switch
        {
            0 => new CancelRunRepair(),
            1 => new SkipRepair(null, null),
            _ => new RetryRepair(),
        };
        world.Note($"{command.GetType().Name} {run}");
        world.Ledger.Meddled.Add(run);
        world.Ledger.Answered(await world.Host.Runs.RepairAsync(run, command, "li", "because"));
    }

    private Task DieAsync()
    {
        world.Crash();
        return Task.CompletedTask;
    }
}
