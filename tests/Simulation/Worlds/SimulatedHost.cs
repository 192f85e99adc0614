using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Workflows.Engine.Running;
using Workflows.Engine.Runs;
using Workflows.Host.Outbox;
using Workflows.Host.Runs;
using Workflows.Host.Scheduling;
using Workflows.Host.Storage;
using Workflows.Host.Waking;

namespace Workflows.Simulation.Worlds;

/// <summary>One life of the process: the product's own parts on the file that the last crash left.</summary>
internal sealed class SimulatedHost : IDisposable
{
    private readonly SqliteRunStore store;
    private readonly DbFactory db;

    private SimulatedHost(
        SqliteRunStore store, SimulatedDisk disk, SimulatedClock clock, DefinitionShelf definitions, OutsideWorld outside, Random random,
        WorldCounts counts)
    {
        this.store = store;
        db = new DbFactory(disk.File);
        Store = new SimulatedStore(store, disk, random, counts);
        Runs = new RunService(Store, new NoRules(), definitions, definitions.Catalogue, clock);
        var signals = new Signals(store);
        Timers = new DueTimers(Store, Runs, clock, NullLogger<DueTimers>.Instance);
        Silence = new SilenceWatch(db, Runs, clock);
        Effects = new EffectQueue(db, store, clock);
        Outbox = new OutboxWorker(Effects, [outside], Runs, store, signals, clock, NullLogger<OutboxWorker>.Instance);
    }

    public SimulatedStore Store { get; }

    public RunService Runs { get; }

    public DueTimers Timers { get; }

    public SilenceWatch Silence { get; }

    public EffectQueue Effects { get; }

    public OutboxWorker Outbox { get; }

    public static async Task<SimulatedHost> BeginAsync(
        SimulatedDisk disk, SimulatedClock clock, DefinitionShelf definitions, OutsideWorld outside, Random random, WorldCounts counts)
    {
        var store = await SqliteRunStore.OpenAsync(disk.File, new CrashPoints(disk.Reached));
        return new SimulatedHost(store, disk, clock, definitions, outside, random, counts);
    }

    public IReadOnlyList<string> AllRunIds() => store.AllRunIds();

    /// <summary>What lies in the file, for looking at.</summary>
    public WorkflowsDb Open() => db.CreateDbContext();

    /// <summary>Puts given-up effects back, as a person would.</summary>
    public async Task SendAllAgainAsync()
    {
        foreach (var row in await Effects.ListAsync(dead: true, null, 0, 1000))
        {
            await Effects.SendAgainAsync(row.Id);
        }
    }

    public void Dispose() => store.Dispose();

    private sealed class DbFactory(string file) : IDbContextFactory<WorkflowsDb>
    {
        private readonly DbContextOptions<WorkflowsDb> options =
            new DbContextOptionsBuilder<WorkflowsDb>().UseSqlite($"Data Source={file}").Options;

        public WorkflowsDb CreateDbContext() => new(options);
    }
}
