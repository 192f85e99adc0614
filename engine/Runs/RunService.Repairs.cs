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
    public Task<RunResult> RepairAsync(
        string runId, RepairCommand command, string actor, string? reason, bool isDryRun = false,
        CancellationToken cancellation = default) =>
        DecideAsync(new BurstWork(runId, new RepairInput(command, reason), actor) { IsDryRun = isDryRun }, cancellation);
}
