using Workflows.Engine.Runs.Codecs;

namespace Workflows.Engine.Runs;

/// <content>Repairs.</content>
public sealed partial class RunService
{
    /// <summary>Mends a run. A dry run tells in <see cref="RunResult.Journal"/> what would happen and writes nothing.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="command">What to do.</param>
    /// <param name="actor">Who does it; stands in the history.</param>
    /// <param name="reason">Why; stands in the history.</param>
    /// <param name="isDryRun">Only tell.</param>
    /// <param name="cancellation">Stops before anything is decided.</param>
    public async Task<RunResult> RepairAsync(
        string runId, RepairCommand command, string actor, string? reason, bool isDryRun = false,
        CancellationToken cancellation = default)
    {
        if (command is UndoMigrationRepair)
        {
            if (await WayBackAsync(runId, cancellation) is not { } back)
            {
                return new RunResult(RunOutcome.Refused) { RunId = runId, Problem = RunProblems.NotMigrated(runId) };
            }

            command = back;
        }

        return await DecideAsync(new BurstWork(runId, new RepairInput(command, reason), actor) { IsDryRun = isDryRun }, cancellation);
    }

    /// <summary>The migration that leads from the version a run is on to the one it came from; null when it never migrated.</summary>
    private async Task<MigrateRepair?> WayBackAsync(string runId, CancellationToken cancellation)
    {
        var way = new Stack<(string From, Migrated Move)>();
        var version = string.Empty;
        await foreach (var entry in _store.ReadHistoryAsync(runId, cancellation))
        {
            foreach (var happened in EventReader.Read(entry.Events))
            {
                if (happened is RunStarted started)
                {
                    version = started.VersionId;
                }
                else if (happened is Migrated moved && way.TryPeek(out var last) && last.From == moved.VersionId)
                {
                    // It went back already: what was before counts.
                    way.Pop();
                    version = moved.VersionId;
                }
                else if (happened is Migrated onward)
                {
                    way.Push((version, onward));
                    version = onward.VersionId;
                }
            }
        }

        return way.TryPop(out var latest)
            ? new MigrateRepair(latest.From, latest.Move.Nodes.ToDictionary(node => node.Value, node => node.Key))
            : null;
    }
}
