using Microsoft.EntityFrameworkCore;
using Workflows.Engine.Ports;
using Workflows.Host.Security.Access;
using Workflows.Host.Serving;
using Workflows.Host.Storage;
using Workflows.Rules;

namespace Workflows.Host.Observing;

/// <summary>Whether a figure needs somebody's attention.</summary>
internal enum HealthLevel
{
    Good,
    Watch,
    Bad,
}

/// <summary>A figure in words, for somebody who does not know the metrics.</summary>
/// <param name="Name">A stable name.</param>
/// <param name="Level">Whether it needs attention.</param>
/// <param name="Words">What it is.</param>
/// <param name="Next">What to do, where something is to be done.</param>
/// <param name="Page">The page that shows more, where one does.</param>
internal sealed record HealthFigure(string Name, HealthLevel Level, LocalText Words, LocalText? Next = null, string? Page = null);

/// <summary>All figures, and the worst of their levels.</summary>
internal sealed record HealthReport(HealthLevel Level, DateTimeOffset Since, IReadOnlyList<HealthFigure> Items);

/// <summary>Says in words how the product is doing.</summary>
internal sealed class SystemHealth
{
    private const int MostTimes = 1000;

    private readonly IDbContextFactory<WorkflowsDb> store;
    private readonly HostSettings settings;
    private readonly TimeProvider clock;
    private readonly DateTimeOffset since;
    private readonly Queue<TimeSpan> times = new();

    public SystemHealth(SqliteRunStore runs, IDbContextFactory<WorkflowsDb> store, HostSettings settings, TimeProvider clock)
    {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
        since = clock.GetUtcNow();
        runs.CommitTimed += Remember;
    }

    public async Task<HealthReport> LookAsync()
    {
        await using var db = await store.CreateDbContextAsync();
        var now = clock.GetUtcNow().UtcTicks;
        var late = await db.Timers.MinAsync(t => (long?)t.DueAt);
        var oldestEffect = await db.Outbox.Where(o => !o.Dead).MinAsync(o => (long?)o.CreatedAt);
        var stillest = await db.Runs.Where(r => r.Status == (int)RunStatus.Waiting).MinAsync(r => (long?)r.UpdatedAt);
        var drive = new DriveInfo(Path.GetFullPath(settings.DataFolder));
        List<HealthFigure> items =
        [
            HealthWords.Writes(Sorted()),
            HealthWords.Timers(late is { } due && due < now ? TimeSpan.FromTicks(now - due) : TimeSpan.Zero),
            HealthWords.Outbox(await db.Outbox.CountAsync(o => !o.Dead), Since(oldestEffect)),
            HealthWords.GivenUp(await db.Outbox.CountAsync(o => o.Dead)),
            HealthWords.Incidents(await db.Runs.CountAsync(r => r.OpenIncidents > 0)),
            HealthWords.Waiting(await db.Runs.CountAsync(r => r.Status == (int)RunStatus.Waiting), Since(stillest)),
            HealthWords.Disk(drive.AvailableFreeSpace, drive.TotalSize, Size(settings.WorkflowsFile) + Size(settings.SecurityFile)),
        ];
        return new(items.Max(item => item.Level), since, items);

        TimeSpan Since(long? ticks) => ticks is { } known ? TimeSpan.FromTicks(Math.Max(0, now - known)) : TimeSpan.Zero;
    }

    // The file that is written ahead belongs to it.
    private static long Size(string path) => new[] { path, path + "-wal" }.Where(File.Exists).Sum(file => new FileInfo(file).Length);

    private List<TimeSpan> Sorted()
    {
        lock (times)
        {
            return [.. times.Order()];
        }
    }

    private void Remember(TimeSpan took)
    {
        lock (times)
        {
            times.Enqueue(took);
            if (times.Count > MostTimes)
            {
                times.Dequeue();
            }
        }
    }
}

/// <summary>The figures over HTTP.</summary>
internal static class SystemHealthRoutes
{
    public static void MapSystemHealth(this RouteGroupBuilder api) =>
        api.MapGet("/system/health", (SystemHealth health) => health.LookAsync()).Needs(Permission.ReadMetrics).Produces<HealthReport>();
}
