using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine.Ports;
using Workflows.Engine.Runs;
using Workflows.Host.Fraud;
using Workflows.Host.Security.Access;
using Workflows.Host.Storage;

namespace Workflows.Host.Overview;

/// <summary>The figures of the first page that no list gives: what began and ended on each day, and what is late.</summary>
internal static class OverviewRoutes
{
    private const int Days = 14;

    public static void MapOverview(this RouteGroupBuilder api) => api.MapGet("/overview", ReadAsync).Needs(Permission.ReadRuns);

    private static async Task<IResult> ReadAsync(IDbContextFactory<WorkflowsDb> store, FraudSignals signals, TimeProvider clock)
    {
        var today = new DateTimeOffset(clock.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);
        var from = today.AddDays(1 - Days).UtcTicks;
        await using var db = await store.CreateDbContextAsync();
        var runs = await db.Runs.AsNoTracking()
            .Where(r => r.DefinitionId != RunService.EventIntake && r.DefinitionId != RunService.SectionKeeper
                && (r.CreatedAt >= from || r.UpdatedAt >= from))
            .Select(r => new { r.CreatedAt, r.UpdatedAt, r.Status }).ToListAsync();
        var now = clock.GetUtcNow().UtcTicks;
        var open = new[] { (int)TaskState.Open, (int)TaskState.Claimed };
        var late = await db.Tasks.CountAsync(t => open.Contains(t.State) && t.DueAt != null && t.DueAt < now);
        var days = Enumerable.Range(0, Days).Select(n => today.AddDays(n + 1 - Days)).Select(day => new
        {
            day = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            started = runs.Count(r => IsOn(day, r.CreatedAt)),
            finished = runs.Count(r => r.Status == (int)RunStatus.Finished && IsOn(day, r.UpdatedAt)),
            faulted = runs.Count(r => r.Status == (int)RunStatus.Faulted && IsOn(day, r.UpdatedAt)),
        });
        return TypedResults.Ok(new { days, late, signals = signals.KnownCount });
    }

    private static bool IsOn(DateTimeOffset day, long ticks) => ticks >= day.UtcTicks && ticks < day.AddDays(1).UtcTicks;
}
