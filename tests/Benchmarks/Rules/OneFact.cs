using Workflows.Rules;
using Workflows.Rules.Fluent;
using Workflows.Rules.Fluent.Dsl;

namespace Workflows.Benchmarks.Rules;

/// <summary>One rule over one fact type: insert a fact and fire, a million times.</summary>
public sealed class OneFact : Benchmark
{
    private const int Count = 1_000_000;

    public override IReadOnlyList<string> Names => ["rules.one-fact"];

    public override void Run(Report report)
    {
        var factory = Compiled.Of(new PositiveRule());
        var facts = Enumerable.Range(1, Count).Select(i => new Number { Value = i }).ToArray();
        ISession session = null!;
        var (ms, allocated) = Harness.Best(4, () => (session, PositiveRule.Fired) = (factory.CreateSession(), 0), () =>
        {
            foreach (var fact in facts)
            {
                session.Insert(fact);
                session.Fire();
            }
        });
        report.Figure("rules.one-fact", Count / ms * 1000, "facts/s", allocated / Count, Harness.Check("fired", Count, PositiveRule.Fired));
    }

    public sealed class Number
    {
        public int Value { get; set; }
    }

    public sealed class PositiveRule : Rule
    {
        public static int Fired { get; set; }

        public override void Define()
        {
            Number number = null!;
            When().Match(() => number, n => n.Value > 0);
            Then().Do(_ => Count());
        }

        private static void Count() => Fired++;
    }
}

/// <summary>Rule objects to a factory.</summary>
public static class Compiled
{
    public static ISessionFactory Of(params IEnumerable<Rule> rules) =>
        new RuleCompiler().Compile(new RuleDefinitionFactory().Create(rules).ToList());
}
