using Workflows.Engine.Definitions;
using Workflows.Engine.Running;
using Workflows.Simulation.Flows;

namespace Workflows.Simulation.Worlds;

/// <summary>
/// A world made of one number: definitions, what people and programs do, when things fail. It lives some hundred steps in which anything
/// may fail, looks at the invariants after each, lets everything come to its end, and compares with the reference.
/// </summary>
internal sealed class World : IDisposable
{
    private const int Steps = 120;
    private const int MostRemembered = 25;
    private readonly Random random;
    private readonly Action<string>? trace;
    private readonly SimulatedDisk disk;
    private readonly DefinitionShelf shelf;
    private readonly Queue<string> last = new();
    private readonly OutsideWorld outside;

    public World(int seed, Action<string>? trace = null)
    {
        random = new Random(seed);
        this.trace = trace;
        Clock = new SimulatedClock(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        disk = new SimulatedDisk(random, Clock);
        Flows = Enumerable.Range(0, 4).ToDictionary(i => $"flow{i}", _ => FlowGenerator.Next(random));
        Definitions = [.. Flows.Select(flow => FlowDefinitions.Of(flow.Key, flow.Value)), .. OtherDefinitions.All()];
        shelf = new DefinitionShelf(Definitions);
        outside = new OutsideWorld(random, disk, Counts);
    }

    public WorldCounts Counts { get; } = new();

    public SimulatedClock Clock { get; }

    public IReadOnlyDictionary<string, FlowSpec> Flows { get; }

    public IReadOnlyList<WorkflowDefinition> Definitions { get; }

    public Ledger Ledger { get; } = new();

    public OutsideWorld Outside => outside;

    /// <summary>What happened last.</summary>
    public IEnumerable<string> LastSteps => last;

    /// <summary>The present life of the process.</summary>
    public SimulatedHost Host { get; private set; } = null!;

    /// <summary>Plays it from its beginning to its end. Throws <see cref="InvariantBroken"/> when something does not hold.</summary>
    public async Task PlayAsync(int steps = Steps)
    {
        foreach (var (id, flow) in Flows)
        {
            trace?.Invoke($"{id} {flow.Tell()}");
        }

        await BeginAsync();
        var deeds = new Deeds(this, random);
        for (var step = 0; step < steps; step++)
        {
            Counts.Steps++;
            Host.Store.Touched.Clear();
            Trip(deeds);
            await DareAsync(deeds.NextAsync);
            await AfterAsync();
        }

        outside.IsUnreliable = false;
        await new Settling(this).SettleAsync();
        await new Comparison(this).CompareAsync();
    }

    /// <summary>A process begins on what lies on the disk.</summary>
    public async Task BeginAsync() => Host = await SimulatedHost.BeginAsync(disk, Clock, shelf, outside, random, Counts);

    /// <summary>Does something that may fail as the disk does, or end with the process.</summary>
    public async Task DareAsync(Func<Task> deed)
    {
        try
        {
            await deed();
        }
        catch (SimulatedCrash)
        {
            // Who asked was not answered.
        }
        catch (IOException)
        {
            // Who asked was told that nothing was written.
            Counts.Refusals++;
        }
    }

    /// <summary>Notes what happens, for whoever plays the world again.</summary>
    public void Note(string what)
    {
        trace?.Invoke($"{Clock.Now:MM-dd HH:mm:ss} {what}");
        last.Enqueue(what);
        if (last.Count > MostRemembered)
        {
            last.Dequeue();
        }
    }

    /// <summary>The process dies between two writes.</summary>
    public void Crash() => disk.Crash();

    public void Dispose()
    {
        Host?.Dispose();
        disk.Dispose();
    }

    private void Trip(Deeds deeds)
    {
        var luck = random.Next(24);
        disk.Arm(luck is > 0 and <= (int)Trouble.Slow ? (Trouble)luck : Trouble.None);
        if (luck is > 0 and <= (int)Trouble.Slow)
        {
            Note($"[{(Trouble)luck}]");
        }

        Host.Store.Between = luck is 10 or 11 or 12 ? () => DareAsync(deeds.NextAsync) : null;
    }

    private async Task AfterAsync()
    {
        var touched = Host.Store.Touched.ToList();
        if (disk.HasCrashed)
        {
            Note("crash");
            Counts.Crashes++;
            Host.Dispose();
            disk.Restart();
            await BeginAsync();
        }

        disk.Arm(Trouble.None);
        await new Invariants(this).CheckAsync(touched);
    }
}
