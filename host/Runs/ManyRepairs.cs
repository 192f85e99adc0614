using Workflows.Engine.Ports;
using Workflows.Engine.Runs;
using Workflows.Host.Outbox;
using Workflows.Host.Waking;

namespace Workflows.Host.Runs;

/// <summary>
/// Body of a repair of many runs. <paramref name="First"/> repairs only so many of those that fit, oldest first: to look at them before the
/// rest follows with the same body without it.
/// </summary>
internal sealed record ManyRepairsBody(
    RepairBody Repair, IReadOnlyList<string>? Runs = null, string? Definition = null, string? Version = null, RunStatus? State = null,
    string? Correlation = null, string? Text = null, string? IncidentCode = null, bool Incidents = false, int? First = null);

/// <summary>What a repair did to one run, or would do.</summary>
internal sealed record RepairedRun(string Id, bool Done, RunStatus? Status, IReadOnlyList<JournalEntry> Journal, Rules.Diagnostic? Problem);

/// <summary>What a repair of many came to; <see cref="Left"/> fit as well and were not looked at.</summary>
internal sealed record ManyRepaired(bool DryRun, int Done, int Refused, int Left, IReadOnlyList<RepairedRun> Items);

/// <summary>Mends one run or many.</summary>
internal sealed class ManyRepairs(RunService runs, RunQueries queries, IRunStore store, EffectQueue effects, Signals signals)
{
    /// <summary>So many runs are repaired in one request.</summary>
    public const int Most = 1000;

    /// <summary>
    /// Mends one run. To retry what an effect was given up for is to send the same effect again, with the same key.
    /// </summary>
    public async Task<RunResult> RepairAsync(string runId, RepairCommand command, string actor, RepairBody wish)
    {
        var sent = command is RetryRepair retry ? await SendAgainAsync(runId, retry.IncidentId, wish.DryRun) : 0;
        var result = await runs.RepairAsync(runId, command, actor, wish.Reason, wish.DryRun, CancellationToken.None);
        return sent > 0 && result.Outcome == RunOutcome.Refused
            ? new RunResult(RunOutcome.Done) { RunId = runId, Status = RunStatus.Waiting }
            : result;
    }

    /// <summary>Mends the runs that fit, one after the other; what one refuses does not keep the others.</summary>
    public async Task<ManyRepaired> RepairAsync(ManyRepairsBody body, RepairCommand command, string actor)
    {
        var hasIncidents = body.Incidents || body.IncidentCode is not null;
        var filter = new RunFilter(body.State, body.Definition, body.Text, body.Correlation, hasIncidents);
        var fitting = await queries.FittingAsync(filter, body.Runs, body.Version);
        if (body.IncidentCode is { } code)
        {
            fitting = await WithIncidentAsync(fitting, code);
        }

        var chosen = fitting.Take(Math.Min(body.First ?? Most, Most)).ToList();
        var items = new List<RepairedRun>();
        foreach (var run in chosen)
        {
            var result = await RepairAsync(run, command, actor, body.Repair);
            var done = result.Outcome == RunOutcome.Done;
            items.Add(new(run, done, done ? result.Status : null, done ? result.Journal : [], result.Problem));
        }

        var count = items.Count(item => item.Done);
        return new(body.Repair.DryRun, count, items.Count - count, fitting.Count - chosen.Count, items);
    }

    // Which incidents a run has stands in its state alone; those with any are few.
    private async Task<IReadOnlyList<string>> WithIncidentAsync(IReadOnlyList<string> ids, string code)
    {
        var found = new List<string>();
        foreach (var id in ids)
        {
            if (await store.FindRunAsync(id) is { } head && RunPicture.Of(head).Incidents.Any(incident => incident.Code == code))
            {
                found.Add(id);
            }
        }

        return found;
    }

    private async Task<int> SendAgainAsync(string runId, string? incidentId, bool dryRun)
    {
        var sent = 0;
        foreach (var row in await effects.ListAsync(dead: true, runId, 0, Most))
        {
            var isMeant = incidentId is null || incidentId == RunService.IncidentOfEffect(row.Id);
            sent += isMeant && (dryRun || await effects.SendAgainAsync(row.Id)) ? 1 : 0;
        }

        if (sent > 0 && !dryRun)
        {
            signals.Effects.Set();
        }

        return sent;
    }
}
