using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine.Ports;
using Workflows.Engine.Runs;
using Workflows.Host.Fraud;
using Workflows.Host.Security.Access;
using Workflows.Host.Storage;
using Workflows.Host.WorkingTime;

namespace Workflows.Host.Overview;

/// <summary>The figures of the first page that no list gives: what began and ended on each day of the shop.</summary>
internal static class OverviewRoutes
{
    private const int Days = 14;

    public static void MapOverview(this RouteGroupBuilder api) => api.MapGet("/overview", ReadAsync).Needs(Permission.ReadRuns);

    private static async Task<IResult> ReadAsync(
        IDbContextFactory<WorkflowsDb> store, FraudSignals signals, Calendars calendars, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        var ahead = (calendars.Find(null)?.Calendar.OffsetAt(now) ?? TimeSpan.Zero).Ticks;
        var today = (now.UtcTicks + ahead) / TimeSpan.TicksPerDay;
        var from = ((today + 1 - Days) * TimeSpan.TicksPerDay) - ahead;
        await using var db = await store.CreateDbContextAsync();
        // Counted where the rows are: a shop has many runs in two weeks.
        var runs = db.Runs.AsNoTracking()
            .Where(r => r.DefinitionId != RunService.EventIntake && r.DefinitionId != RunService.SectionKeeper);
        var started = await runs.Where(r => r.CreatedAt >= from).GroupBy(r => (r.CreatedAt + ahead) / TimeSpan.TicksPerDay)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
        var ended = await runs.Where(r => r.UpdatedAt >= from)
            .GroupBy(r => new { Day = (r.UpdatedAt + ahead) / TimeSpan.TicksPerDay, r.Status })
            .Select(g => new { g.Key.Day, g.Key.Status, Count = g.Count() }).ToDictionaryAsync(g => (g.Day, g.Status), g => g.Count);
        var opened = await db.Tasks.AsNoTracking().Where(t => t.CreatedAt >= from)
            .GroupBy(t => (t.CreatedAt + ahead) / TimeSpan.TicksPerDay)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
        var completed = await db.Tasks.AsNoTracking().Where(t => t.ClosedAt >= from && t.State == (int)TaskState.Completed)
            .GroupBy(t => (t.ClosedAt!.Value + ahead) / TimeSpan.TicksPerDay)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
        var days = Enumerable.Range(0, Days).Select(n => today + n + 1 - Days).Select(day => new
        {
            day = DateOf(day),
            started = started.GetValueOrDefault(day),
            finished = ended.GetValueOrDefault((day, (int)RunStatus.Finished)),
            faulted = ended.GetValueOrDefault((day, (int)RunStatus.Faulted)),
            tasksOpened = opened.GetValueOrDefault(day),
            tasksCompleted = completed.GetValueOrDefault(day),
        });
        // Who begins the day here finds the signals judged when they get there; nobody waits for that.
        signals.Prepare();
        return TypedResults.Ok(new { days, signals = signals.KnownCount });
    }

    private static string DateOf(long day) =>
        new DateTime(day * TimeSpan.TicksPerDay, DateTimeKind.Utc).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
