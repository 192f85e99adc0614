using System.Diagnostics;

namespace Workflows.Simulation.Worlds;

/// <summary>Plays world after world until the time is over, at least one.</summary>
internal static class Search
{
    /// <summary>Returns how many worlds broke an invariant; each is told with its seed.</summary>
    /// <param name="seed">Seed of the first world; each further one has the next.</param>
    /// <param name="time">How long new worlds are begun.</param>
    /// <param name="trace">Is told each step; null for none.</param>
    /// <param name="tell">Is told what was found and, at the end, how much was looked at.</param>
    public static async Task<int> RunAsync(int seed, TimeSpan time, Action<string>? trace, Action<string> tell)
    {
        var watch = Stopwatch.StartNew();
        var (worlds, found, first) = (0, 0, seed);
        var total = new WorldCounts();
        do
        {
            using var world = new World(seed, trace);
            try
            {
                await world.PlayAsync();
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                found++;
                var what = fault is InvariantBroken ? fault.Message : fault.ToString();
                tell($"seed {seed}: {what}\n  last steps: {string.Join("; ", world.LastSteps)}");
            }

            total.Add(world.Counts);
            worlds++;
            seed++;
        }
        while (watch.Elapsed < time);

        tell($"seeds {first} to {seed - 1}: {worlds} worlds, {total}; {found} broken");
        return found;
    }
}
