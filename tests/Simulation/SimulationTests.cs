using System.Diagnostics;
using Workflows.Simulation.Worlds;

namespace Workflows.Simulation;

/// <summary>Worlds from the first seed on for a fixed time with every run of the tests; more by hand, as Program.cs says.</summary>
public sealed class SimulationTests
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(8);

    [Fact]
    public async Task Worlds_in_which_everything_fails_keep_what_always_holds()
    {
        var counts = new WorldCounts();
        var watch = Stopwatch.StartNew();
        for (var seed = 1; seed == 1 || watch.Elapsed < Budget; seed++)
        {
            using var world = new World(seed);
            try
            {
                await world.PlayAsync();
            }
            catch (InvariantBroken broken)
            {
                Assert.Fail($"seed {seed}: {broken.Message}\n  {string.Join("; ", world.LastSteps)}\n"
                    + $"Again, step by step: dotnet run --project tests/Simulation -- --seed {seed}");
            }

            counts.Add(world.Counts);
        }

        TestContext.Current.TestOutputHelper?.WriteLine(counts.ToString());
        Assert.True(counts is { Crashes: > 5, Refusals: > 2, Races: > 2, Commits: > 50, Compared: > 2 }, counts.ToString());
    }

    [Fact]
    public async Task World_of_one_seed_is_the_same_each_time()
    {
        var first = new List<string>();
        var second = new List<string>();
        foreach (var steps in new[] { first, second })
        {
            using var world = new World(5, steps.Add);
            await world.PlayAsync(30);
        }

        Assert.Equal(first, second);
    }
}
