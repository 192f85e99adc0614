using System.Diagnostics;
using Workflows.Rules;
using Workflows.Rules.Fluent;
using Workflows.Rules.Fluent.Dsl;

namespace Workflows.Benchmarks.Rules;

/// <summary>Thousands of rules on one type: how long compiling takes, and making a session.</summary>
public sealed class ManyRules : Benchmark
{
    public override IReadOnlyList<string> Names => ["rules.compile-1000", "rules.compile-5000", "rules.session-5000"];

    public override void Run(Report report)
    {
        Compile(report, "rules.compile-1000", 1000);
        var factory = Compile(report, "rules.compile-5000", 5000);
        ISession session = null!;
        var (ms, allocated) = Harness.Best(40, () => { }, () => session = factory.CreateSession());
        session.InsertAll(Enumerable.Range(1, 100).Select(i => new Number { Value = i }));
        var fired = session.Fire();
        var expected = Enumerable.Range(1, 5000).Sum(i => Enumerable.Range(1, 100).Count(n => n % i == 0));
        report.Figure("rules.session-5000", ms, "ms", allocated, Harness.Check("fired", expected, fired));
    }

    private static ISessionFactory Compile(Report report, string name, int count)
    {
        ISessionFactory factory = null!;
        var (ms, allocated) = Harness.Best(4, () => { }, () =>
            factory = new RuleCompiler()
                .Compile(new RuleDefinitionFactory().Create(Enumerable.Range(1, count).Select(i => new Divisible(i))).ToList()));
        report.Figure(name, ms / count, "ms/rule", allocated / count);
        return factory;
    }

    public sealed class Number
    {
        public int Value { get; set; }
    }

    public sealed class Divisible(int divisor) : Rule
    {
        public override void Define()
        {
            Number number = null!;
            var by = divisor;
            Name($"divisible by {by}");
            When().Match(() => number, n => n.Value % by == 0);
            Then().Do(_ => Nothing());
        }

        private static void Nothing()
        {
        }
    }
}

/// <summary>From nothing to fired rules, in a process of its own, since only the first time is cold.</summary>
public sealed class ColdStart : Benchmark
{
    private const string Inner = "--cold";

    public override IReadOnlyList<string> Names => ["rules.cold-start"];

    public override void Run(Report report)
    {
        var best = double.MaxValue;
        for (var i = 0; i < 5; i++)
        {
            var start = new ProcessStartInfo(Environment.ProcessPath!, [Inner]) { RedirectStandardOutput = true };
            using var process = Process.Start(start)!;
            best = Math.Min(best, double.Parse(process.StandardOutput.ReadToEnd(), System.Globalization.CultureInfo.InvariantCulture));
            process.WaitForExit();
        }

        report.Figure("rules.cold-start", best, "ms", check: "fired 100");
    }

    /// <summary>What the inner process does.</summary>
    public static bool TryRunInner(string[] args)
    {
        if (args is not [Inner])
        {
            return false;
        }

        var clock = Stopwatch.StartNew();
        var repository = new RuleRepository();
        repository.Load(x => x.NestedTypes().From(typeof(OneFact.PositiveRule)));
        var session = repository.Compile().CreateSession();
        session.InsertAll(Enumerable.Range(1, 100).Select(i => new OneFact.Number { Value = i }));
        Harness.Check("fired", 100, session.Fire());
        Console.WriteLine(clock.Elapsed.TotalMilliseconds.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return true;
    }
}
