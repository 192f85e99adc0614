using Workflows.Rules;
using Workflows.Rules.Fluent.Dsl;

namespace Workflows.Benchmarks.Rules;

/// <summary>Sales summed by person, and a bonus by the sum; then one sale changes, a thousand times.</summary>
public sealed class Bonus : Benchmark
{
    private const int Sales = 100_000;
    private const int Updates = 1000;

    public override IReadOnlyList<string> Names => ["rules.bonus-load", "rules.bonus-update"];

    public override void Run(Report report)
    {
        var rules = new Rule[] { new TotalRule(), new TierRule(1), new TierRule(2), new TierRule(3), new TierRule(4) };
        var factory = Compiled.Of(rules);
        ISession session = null!;
        Sale[] sales = null!;
        object[] facts = null!;
        var fired = 0;
        var (ms, allocated) = Harness.Best(5, () => (session, sales, facts) = Prepare(factory), () =>
        {
            session.InsertAll(facts);
            fired = session.Fire();
        });
        report.Figure("rules.bonus-load", ms, "ms", allocated / Sales, Harness.Check("fired", 400, fired));

        // An update is a few thousand instructions in many methods: their code is the one that stays only after some ten thousand updates.
        (ms, allocated) = Harness.Best(40, () => (session, sales) = Loaded(factory), () => fired = Change(session, sales));
        var bonuses = session.Query<BonusFact>().ToList();
        var check = Harness.Check("fired", 2000, fired) + ", " + Harness.Check("bonuses", 200, bonuses.Count) + ", "
            + Harness.Check("cents", 157_193_468L, bonuses.Sum(b => b.Cents));
        report.Figure("rules.bonus-update", ms, "us", allocated / Updates, check);
    }

    private static (ISession, Sale[]) Loaded(ISessionFactory factory)
    {
        var (session, sales, facts) = Prepare(factory);
        session.InsertAll(facts);
        session.Fire();
        return (session, sales);
    }

    private static int Change(ISession session, Sale[] sales)
    {
        var random = new SplitMix(11);
        var fired = 0;
        for (var i = 0; i < Updates; i++)
        {
            var sale = sales[random.Next(Sales)];
            sale.AmountCents = 1000 + random.Next(99_000);
            session.Update(sale);
            fired += session.Fire();
        }

        return fired;
    }

    private static (ISession, Sale[], object[]) Prepare(ISessionFactory factory)
    {
        var random = new SplitMix(7);
        var sales = new Sale[Sales];
        for (var i = 0; i < Sales; i++)
        {
            sales[i] = new Sale { Id = i, StaffId = random.Next(200), AmountCents = 1000 + random.Next(99_000) };
        }

        var staff = Enumerable.Range(0, 200).Select(i => new Staff { Id = i });
        return (factory.CreateSession(), sales, [.. staff, .. sales]);
    }

    public sealed class Staff
    {
        public int Id { get; init; }
    }

    public sealed class Sale
    {
        public int Id { get; init; }

        public int StaffId { get; init; }

        public int AmountCents { get; set; }
    }

    public sealed class StaffTotal(int staff, long total)
    {
        public int Staff { get; } = staff;

        public long Total { get; } = total;
    }

    public sealed class BonusFact(int staff, int tier, long cents)
    {
        public int Staff { get; } = staff;

        public int Tier { get; } = tier;

        public long Cents { get; } = cents;
    }

    public sealed class TotalRule : Rule
    {
        public override void Define()
        {
            IGrouping<int, Sale> group = null!;
            Staff staff = null!;
            long total = 0;
            When().Query(() => group, q => q.Match<Sale>().GroupBy(s => s.StaffId))
                .Match(() => staff, s => s.Id == group.Key)
                .Let(() => total, () => group.Sum(s => (long)s.AmountCents));
            Then().Yield(_ => new StaffTotal(staff.Id, total));
        }
    }

    public sealed class TierRule(int tier) : Rule
    {
        private const long Never = long.MaxValue;

        public override void Define()
        {
            StaffTotal total = null!;
            var from = new[] { 0L, 24_000_000, 25_000_000, 26_000_000 }[tier - 1];
            var to = new[] { 24_000_000, 25_000_000, 26_000_000, Never }[tier - 1];
            var percent = new[] { 1, 2, 3, 5 }[tier - 1];
            var number = tier;
            Name($"tier {tier}");
            When().Match(() => total, t => t.Total >= from, t => t.Total < to);
            Then().Yield(_ => new BonusFact(total.Staff, number, total.Total * percent / 100));
        }
    }
}
