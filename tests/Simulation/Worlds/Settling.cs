using Microsoft.EntityFrameworkCore;
using Workflows.Engine.Ports;
using Workflows.Engine.Runs;

namespace Workflows.Simulation.Worlds;

/// <summary>Lets a world come to rest: nothing fails any more, everything that is waited for happens.</summary>
internal sealed class Settling(World world)
{
    private const int Rounds = 400;
    private int events;

    public async Task SettleAsync()
    {
        world.Note("settle");
        world.Host.Store.IsDisorderly = false;
        world.Host.Store.Between = null;
        await world.Host.SendAllAgainAsync();
        for (var round = 0; round < Rounds; round++)
        {
            if (!await MoveAsync())
            {
                world.Host.Store.Touched.Clear();
                await new Invariants(world).CheckAsync(world.Host.AllRunIds());
                return;
            }
        }

        throw new InvariantBroken($"the world still moves after {Rounds} rounds");
    }

    private async Task<bool> MoveAsync()
    {
        var moved = await world.Host.Runs.DeliverPendingAsync() > 0;
        moved |= await CarryOutEffectsAsync();
        moved |= await CompleteTasksAsync();
        moved |= await FireTimersAsync();
        return moved || await PublishAsync();
    }

    private async Task<bool> CarryOutEffectsAsync()
    {
        if (world.Host.Effects.Next() is not { } next)
        {
            return false;
        }

        if (next > world.Clock.Now)
        {
            world.Clock.MoveTo(next);
        }

        foreach (var row in world.Host.Effects.Due(100))
        {
            await world.Host.Outbox.CarryOutAsync(row, CancellationToken.None);
        }

        return true;
    }

    private async Task<bool> FireTimersAsync()
    {
        if (await world.Host.Store.NextTimerAsync() is not { } next)
        {
            return false;
        }

        if (next > world.Clock.Now)
        {
            world.Clock.MoveTo(next);
        }

        return await world.Host.Timers.FireAsync(1, CancellationToken.None);
    }

    private async Task<bool> CompleteTasksAsync()
    {
        await using var db = world.Host.Open();
        var open = await db.Tasks.Where(t => t.State == (int)TaskState.Open).OrderBy(t => t.Id).Select(t => t.Id).ToListAsync();
        foreach (var task in open)
        {
            // Of several tasks of one run the first may make the others needless.
            var result = await world.Host.Runs.CompleteTaskAsync(task, "Done", null, new TaskActor("li", []));
            if (result.Outcome == RunOutcome.Done)
            {
                world.Ledger.Completed(task, "Done");
            }
        }

        return open.Count > 0;
    }

    private async Task<bool> PublishAsync()
    {
        await using var db = world.Host.Open();
        var names = await db.Bookmarks.Where(b => b.Kind == "event" && !b.Key.Contains("/section/"))
            .Select(b => b.Key).Distinct().OrderBy(k => k).ToListAsync();
        foreach (var name in names)
        {
            await world.Host.Runs.PublishAsync(new EventRequest($"settle{++events}", name));
        }

        return names.Count > 0;
    }
}
