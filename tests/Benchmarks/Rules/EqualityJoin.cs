using Workflows.Rules;
using Workflows.Rules.Fluent.Dsl;

namespace Workflows.Benchmarks.Rules;

/// <summary>1,000 facts of each of two types, half of each pass, joined by an equal key.</summary>
public sealed class EqualityJoin : Benchmark
{
    public override IReadOnlyList<string> Names => ["rules.join-1000"];

    public override void Run(Report report)
    {
        var factory = Compiled.Of(new ByKey());
        var lefts = Enumerable.Range(0, 1000).Select(i => new Left { Id = i, Key = i }).ToArray<object>();
        var rights = Enumerable.Range(0, 1000).Select(i => new Right { Id = i, Key = i }).ToArray<object>();
        ISession session = null!;
        var fired = 0;
        var (ms, allocated) = Harness.Best(60, () => session = factory.CreateSession(), () =>
        {
            session.InsertAll(lefts);
            session.InsertAll(rights);
            fired = session.Fire();
        });
        report.Figure("rules.join-1000", ms, "ms", allocated, Harness.Check("fired", 500, fired));
    }

    public sealed class ByKey : Rule
    {
        public override void Define()
        {
            Left left = null!;
            Right right = null!;
            When().Match(() => left, l => l.Id % 2 == 0).Match(() => right, r => r.Id % 2 == 0, r => r.Key == left.Key);
            Then().Do(_ => Nothing());
        }

        private static void Nothing()
        {
        }
    }

    public sealed class Left
    {
        public int Id { get; init; }

        public int Key { get; init; }
    }

    public sealed class Right
    {
        public int Id { get; init; }

        public int Key { get; init; }
    }
}

/// <summary>The same facts joined by a condition no index serves: 125,000 matches.</summary>
public sealed class ModuloJoin : Benchmark
{
    public override IReadOnlyList<string> Names => ["rules.join-125k-matches"];

    public override void Run(Report report)
    {
        var factory = Compiled.Of(new BySum());
        var lefts = Enumerable.Range(0, 1000).Select(i => new EqualityJoin.Left { Id = i, Key = i / 2 }).ToArray<object>();
        var rights = Enumerable.Range(0, 1000).Select(i => new EqualityJoin.Right { Id = i, Key = i / 2 }).ToArray<object>();
        ISession session = null!;
        var fired = 0;
        var (ms, allocated) = Harness.Best(12, () => session = factory.CreateSession(), () =>
        {
            session.InsertAll(lefts);
            session.InsertAll(rights);
            fired = session.Fire();
        });
        report.Figure("rules.join-125k-matches", ms, "ms", allocated, Harness.Check("fired", 125_000, fired));
    }

    public sealed class BySum : Rule
    {
        public override void Define()
        {
            EqualityJoin.Left left = null!;
            EqualityJoin.Right right = null!;
            When().Match(() => left, l => l.Id % 2 == 0).Match(() => right, r => r.Id % 2 == 0, r => (r.Key + left.Key) % 2 == 0);
            Then().Do(_ => Nothing());
        }

        private static void Nothing()
        {
        }
    }
}
