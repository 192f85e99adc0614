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
        var today = clock.GetUtcNow().UtcTicks / TimeSpan.TicksPerDay;
        var from = (today + 1 - Days) * TimeSpan.TicksPerDay;
        await using var db = await store.CreateDbContextAsync();
        // Counted where the rows are: a shop has many runs in two weeks.
        var runs = db.Runs.AsNoTracking()
            .Where(r => r.DefinitionId != RunService.EventIntake && r.DefinitionId != RunService.SectionKeeper);
        var started = await runs.Where(r => r.CreatedAt >= from).GroupBy(r => r.CreatedAt / TimeSpan.TicksPerDay)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
        var ended = await runs.Where(r => r.UpdatedAt >= from)
            .GroupBy(r => new { Day = r.UpdatedAt / TimeSpan.TicksPerDay, r.Status })
            .Select(g => new { g.Key.Day, g.Key.Status, Count = g.Count() }).ToDictionaryAsync(g => (g.Day, g.Status), g => g.Count);
        var now = clock.GetUtcNow().UtcTicks;
        var open = new[] { (int)TaskState.Open, (int)TaskState.Claimed };
        var late = await db.Tasks.CountAsync(t => open.Contains(t.State) && t.DueAt != null && t.DueAt < now);
        var days = Enumerable.Range(0, Days).Select(n => today + n + 1 - Days).Select(day => new
        {
            day = new DateTime(day * TimeSpan.TicksPerDay, DateTimeKind.Utc).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            started = started.GetValueOrDefault(day),
            finished = ended.GetValueOrDefault((day, (int)RunStatus.Finished)),
            faulted = ended.GetValueOrDefault((day, (int)RunStatus.Faulted)),
        });
        // Who begins the day here finds the signals judged when they get there; nobody waits for that.
        signals.Prepare();
        return TypedResults.Ok(new { days, late, signals = signals.KnownCount });
    }
}
