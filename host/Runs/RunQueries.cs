using Microsoft.EntityFrameworkCore;
using Workflows.Engine.Ports;
using Workflows.Host.Storage;
using Workflows.Host.Storage.Rows;

namespace Workflows.Host.Runs;

/// <summary>
/// What runs are asked for by; with a parent, those that it has begun, with ids of things, those that are correlated by one or have its
/// id, and with definitions, those of one of them.
/// </summary>
internal sealed record RunFilter(
    RunStatus? State, string? Definition, string? Text, string? Correlation, bool Incidents, string? Parent = null,
    IReadOnlyList<string>? About = null, IReadOnlyList<string>? Definitions = null);

/// <summary>Lists of runs, newest change first.</summary>
internal sealed class RunQueries(IDbContextFactory<WorkflowsDb> store)
{
    /// <summary>Runs that fit, from a place in the list on.</summary>
    public async Task<IReadOnlyList<RunRow>> ListAsync(RunFilter filter, string? page, int limit)
    {
        await using var db = await store.CreateDbContextAsync();
        return await ListOf(db, filter, page, limit).ToListAsync();
    }

    /// <summary>The ids of all runs that fit, oldest first; where some are named of those, where a version is asked for on that.</summary>
    public async Task<IReadOnlyList<string>> FittingAsync(RunFilter filter, IReadOnlyList<string>? named, string? version)
    {
        await using var db = await store.CreateDbContextAsync();
        var runs = Fitting(db, filter).Where(r => version == null || r.DefinitionVersionId == version);
        if (named is not null)
        {
            runs = runs.Where(r => named.Contains(r.RunId));
        }

        return await runs.OrderBy(r => r.CreatedAt).ThenBy(r => r.RunId).Select(r => r.RunId).ToListAsync();
    }

    /// <summary>How many runs fit.</summary>
    public async Task<int> CountAsync(RunFilter filter)
    {
        await using var db = await store.CreateDbContextAsync();
        return await Fitting(db, filter).CountAsync();
    }

    /// <summary>The place after a row.</summary>
    public static string PageAfter(RunRow row) => $"{row.UpdatedAt}-{row.RunId}";

    internal static IQueryable<RunRow> ListOf(WorkflowsDb db, RunFilter filter, string? page, int limit)
    {
        var runs = Fitting(db, filter);
        // A text is looked for in every run, in the order in which they lie. The sum keeps the index of times out of it, by which they
        // would be fetched one by one.
        if (page?.Split('-', 2) is [var ticks, var after] && long.TryParse(ticks, out var changed))
        {
            runs = filter.Text is null
                ? runs.Where(r => r.UpdatedAt < changed || (r.UpdatedAt == changed && r.RunId.CompareTo(after) < 0))
                : runs.Where(r => r.UpdatedAt + 0 < changed || (r.UpdatedAt + 0 == changed && r.RunId.CompareTo(after) < 0));
        }

        var ordered = filter.Text is null ? runs.OrderByDescending(r => r.UpdatedAt) : runs.OrderByDescending(r => r.UpdatedAt + 0);
        return ordered.ThenByDescending(r => r.RunId).Take(limit);
    }

    internal static IQueryable<RunRow> Fitting(WorkflowsDb db, RunFilter filter)
    {
        var status = (int?)filter.State;
        // Events from outside and the queues of sections are kept as runs of their own; people look for the runs that they moved.
        return db.Runs.AsNoTracking()
            .Where(r => r.DefinitionId != Engine.Runs.RunService.EventIntake && r.DefinitionId != Engine.Runs.RunService.SectionKeeper)
            .Where(r => status == null || r.Status == status)
            .Where(r => filter.Definition == null || r.DefinitionId == filter.Definition)
            .Where(r => filter.Definitions == null || filter.Definitions.Contains(r.DefinitionId))
            .Where(r => filter.Correlation == null || r.CorrelationId == filter.Correlation)
            .Where(r => filter.Parent == null || r.ParentRunId == filter.Parent)
            .Where(r => filter.About == null || filter.About.Contains(r.CorrelationId!) || filter.About.Contains(r.RunId))
            .Where(r => !filter.Incidents || r.OpenIncidents > 0)
            .Where(r => filter.Text == null || r.RunId.StartsWith(filter.Text) || r.Name!.Contains(filter.Text)
                || r.CorrelationId!.Contains(filter.Text) || r.BusinessKey!.Contains(filter.Text));
    }
}
