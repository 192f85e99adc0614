using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Workflows.Benchmarks;

/// <summary>One scenario: it reports each of its figures, and throws when a count is wrong.</summary>
public abstract class Benchmark
{
    /// <summary>The names of the figures it reports.</summary>
    public abstract IReadOnlyList<string> Names { get; }

    public abstract void Run(Report report);
}

/// <summary>Prints figures, one JSON line each.</summary>
public sealed class Report
{
    public void Figure(string name, double value, string unit, long? allocated = null, string? check = null, double? ratio = null)
    {
        var fields = new Dictionary<string, object> { ["name"] = name, ["value"] = Math.Round(value, 4), ["unit"] = unit };
        if (ratio is not null)
        {
            fields["ratio"] = Math.Round(ratio.Value, 3);
        }

        if (allocated is not null)
        {
            fields["allocated"] = allocated.Value;
        }

        if (check is not null)
        {
            fields["check"] = check;
        }

        Console.WriteLine(JsonSerializer.Serialize(fields));
    }
}

/// <summary>Runs benchmarks by name and measures.</summary>
public static class Harness
{
    public static int Run(IReadOnlyList<Benchmark> all, string[] args)
    {
        if (args is ["--list"])
        {
            foreach (var name in all.SelectMany(b => b.Names))
            {
                Console.WriteLine(name);
            }

            return 0;
        }

        var chosen = args.Length == 0
            ? all : [.. all.Where(b => b.Names.Any(n => args.Any(a => n.StartsWith(a, StringComparison.Ordinal))))];
        if (chosen.Count == 0)
        {
            Console.Error.WriteLine("No figure has such a name; --list shows them");
            return 2;
        }

        foreach (var benchmark in chosen)
        {
            benchmark.Run(new Report());
        }

        return 0;
    }

    /// <summary>The processor time that this program has spent.</summary>
    public static TimeSpan Spent() => Environment.CpuUsage.TotalTime;

    /// <summary>
    /// The best of several runs in milliseconds, and the bytes the best one allocated. The clock is the wall's unless another is given.
    /// </summary>
    public static (double Milliseconds, long Allocated) Best(int runs, Action prepare, Action work, Func<TimeSpan>? clock = null)
    {
        var started = Stopwatch.StartNew();
        clock ??= () => started.Elapsed;
        var best = (Milliseconds: double.MaxValue, Allocated: 0L);
        for (var i = 0; i < runs; i++)
        {
            prepare();
            GC.Collect();
            GC.WaitForPendingFinalizers();
            var before = GC.GetAllocatedBytesForCurrentThread();
            var from = clock();
            work();
            var taken = (clock() - from).TotalMilliseconds;
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (taken < best.Milliseconds)
            {
                best = (taken, allocated);
            }
        }

        return best;
    }

    /// <summary>Bytes that live on after <paramref name="make"/>, as long as its result does.</summary>
    public static long Retained(Func<object> make)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var kept = make();
        var after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(kept);
        return after - before;
    }

    /// <summary>Throws when a count is not what it must be.</summary>
    public static string Check(string what, object expected, object actual)
    {
        var (a, b) = (Convert.ToString(expected, CultureInfo.InvariantCulture), Convert.ToString(actual, CultureInfo.InvariantCulture));
        return a == b ? $"{what} {a}" : throw new InvalidOperationException($"{what}: expected {a}, got {b}");
    }
}

/// <summary>The random numbers of the scenarios: SplitMix64.</summary>
public sealed class SplitMix(ulong seed)
{
    private ulong _state = seed;

    public int Next(int n)
    {
        _state += 0x9E3779B97F4A7C15UL;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return (int)((z ^ (z >> 31)) % (ulong)n);
    }
}
