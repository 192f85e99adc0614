using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine.Ports;
using Workflows.Host.Storage;

namespace Workflows.Host.Observing;

/// <summary>The figures that somebody on duty looks for.</summary>
internal sealed class ProductMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "Workflows";

    private readonly Meter meter = new(Name);
    private readonly Counter<long> started;
    private readonly Counter<long> ended;
    private readonly Counter<long> bursts;

    public ProductMetrics(SqliteRunStore store, IDbContextFactory<WorkflowsDb> db, TimeProvider clock)
    {
        started = meter.CreateCounter<long>("workflows.runs.started", "{run}", "Runs that began");
        ended = meter.CreateCounter<long>("workflows.runs.ended", "{run}", "Runs that ended, by status");
        bursts = meter.CreateCounter<long>("workflows.bursts", "{burst}", "Bursts that were committed");
        store.Committed += Count;
        var durations = meter.CreateHistogram<double>("workflows.commit.duration", "s", "From the wish to write a burst to the disk");
        var batches = meter.CreateHistogram<int>("workflows.commit.batch", "{write}", "Writes that went to disk together");
        store.CommitTimed += took => durations.Record(took.TotalSeconds);
        store.BatchWritten += count => batches.Record(count);
        meter.CreateObservableGauge("workflows.runs", () => ByStatus(db), "{run}", "Runs by status");
        meter.CreateObservableGauge("workflows.outbox.waiting", () => Outbox(db, dead: false), "{effect}", "Effects that wait");
        meter.CreateObservableGauge("workflows.outbox.dead", () => Outbox(db, dead: true), "{effect}", "Effects that were given up");
        meter.CreateObservableGauge("workflows.outbox.age", () => Age(db, clock), "s", "Age of the oldest effect that waits");
        meter.CreateObservableGauge("workflows.timers.lateness", () => Lateness(db, clock), "s", "How late the most overdue timer is");
        meter.CreateObservableGauge("workflows.runs.oldest_waiting", () => Oldest(db, clock), "s", "Stillness of the oldest waiting run");
    }

    /// <summary>Whether it is one of this product's own figures.</summary>
    public bool Has(Instrument instrument) => instrument.Meter == meter;

    public void Dispose() => meter.Dispose();

    private void Count(Commit commit)
    {
        var definition = new KeyValuePair<string, object?>("definition", commit.Head.DefinitionId);
        bursts.Add(1, definition);
        if (commit.Head.Version == 1)
        {
            started.Add(1, definition);
        }

        if (commit.Head.Status is RunStatus.Finished or RunStatus.Faulted or RunStatus.Cancelled)
        {
            ended.Add(1, definition, new("status", commit.Head.Status.ToString().ToLowerInvariant()));
        }
    }

    private static List<Measurement<long>> ByStatus(IDbContextFactory<WorkflowsDb> db)
    {
        using var open = db.CreateDbContext();
        var rows = open.Runs.GroupBy(r => r.Status).Select(g => new { Status = g.Key, Count = g.LongCount() }).ToList();
        return [.. rows.Select(r => new Measurement<long>(
            r.Count, new KeyValuePair<string, object?>("status", ((RunStatus)r.Status).ToString().ToLowerInvariant())))];
    }

    private static long Outbox(IDbContextFactory<WorkflowsDb> db, bool dead)
    {
        using var open = db.CreateDbContext();
        return open.Outbox.LongCount(o => o.Dead == dead);
    }

    private static double Age(IDbContextFactory<WorkflowsDb> db, TimeProvider clock)
    {
        using var open = db.CreateDbContext();
        return Since(open.Outbox.Where(o => !o.Dead).Min(o => (long?)o.CreatedAt), clock);
    }

    private static double Lateness(IDbContextFactory<WorkflowsDb> db, TimeProvider clock)
    {
        using var open = db.CreateDbContext();
        return Math.Max(0, Since(open.Timers.Min(t => (long?)t.DueAt), clock));
    }

    private static double Oldest(IDbContextFactory<WorkflowsDb> db, TimeProvider clock)
    {
        using var open = db.CreateDbContext();
        return Since(open.Runs.Where(r => r.Status == (int)RunStatus.Waiting).Min(r => (long?)r.UpdatedAt), clock);
    }

    private static double Since(long? ticks, TimeProvider clock) =>
        ticks is { } known ? (clock.GetUtcNow().UtcTicks - known) / (double)TimeSpan.TicksPerSecond : 0;
}
