using Microsoft.EntityFrameworkCore;
using Workflows.Engine.Ports;
using Workflows.Engine.Runs;
using Workflows.Engine.Runs.Codecs;
using Workflows.Simulation.Flows;

namespace Workflows.Simulation.Worlds;

/// <summary>What a world came to when it is at rest, against what had to come of it.</summary>
internal sealed class Comparison(World world)
{
    public async Task CompareAsync()
    {
        await using var db = world.Host.Open();
        var runs = await db.Runs.AsNoTracking().OrderBy(r => r.RunId).ToListAsync();
        var meddled = Meddled(runs.ToDictionary(r => r.RunId, r => r.ParentRunId));
        foreach (var run in runs.Where(run => !meddled.Contains(run.RunId)))
        {
            if (world.Flows.TryGetValue(run.DefinitionId, out var flow))
            {
                await CompareAsync(run.RunId, (RunStatus)run.Status, FlowReference.Read(flow));
            }
            else if ((RunStatus)run.Status != RunStatus.Finished && !IsLoser(run.ParentRunId, run.Status))
            {
                throw new InvariantBroken($"{run.RunId} of {run.DefinitionId} is {(RunStatus)run.Status} and should have finished");
            }
        }

        if (await db.Outbox.AnyAsync())
        {
            throw new InvariantBroken("an effect was decided and never confirmed");
        }
    }

    // The child of a race that another branch won is cancelled.
    private static bool IsLoser(string? parent, int status) => parent is not null && (RunStatus)status == RunStatus.Cancelled;

    private HashSet<string> Meddled(Dictionary<string, string?> parents)
    {
        var meddled = new HashSet<string>(world.Ledger.Meddled);
        foreach (var (run, parent) in parents)
        {
            if (parent is not null && (world.Ledger.Meddled.Contains(parent) || world.Ledger.Meddled.Contains(run)))
            {
                meddled.Add(run);
                meddled.Add(parent);
            }
        }

        return meddled;
    }

    private async Task CompareAsync(string run, RunStatus status, FlowExpectation expected)
    {
        world.Counts.Compared++;
        if (status != (expected.Ends ? RunStatus.Finished : RunStatus.Waiting))
        {
            throw new InvariantBroken($"{run} is {status} and should {(expected.Ends ? "have finished" : "be told to hold tokens")}");
        }

        var times = await TimesAsync(run);
        foreach (var (node, count) in expected.Times)
        {
            if (times.GetValueOrDefault(node) != count)
            {
                throw new InvariantBroken($"{run} ran {node} {times.GetValueOrDefault(node)} times instead of {count}");
            }
        }
    }

    private async Task<Dictionary<string, int>> TimesAsync(string run)
    {
        var times = new Dictionary<string, int>();
        var nodes = new Dictionary<int, string>();
        await foreach (var entry in world.Host.Store.ReadHistoryAsync(run))
        {
            foreach (var happened in EventReader.Read(entry.Events))
            {
                if (happened is Scheduled scheduled)
                {
                    nodes[scheduled.Instance] = scheduled.Node;
                }
                else if (happened is Completed completed)
                {
                    times[nodes[completed.Instance]] = times.GetValueOrDefault(nodes[completed.Instance]) + 1;
                }
            }
        }

        return times;
    }
}
