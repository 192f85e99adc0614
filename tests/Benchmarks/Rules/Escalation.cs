using Workflows.Rules;
using Workflows.Rules.Fluent.Dsl;

namespace Workflows.Benchmarks.Rules;

/// <summary>Tickets against twenty rules of four conditions each.</summary>
public sealed class Escalation : Benchmark
{
    private static readonly int[] Expected =
        [7504, 584, 3726, 267, 992, 618, 3260, 316, 2017, 89, 4019, 339, 1825, 143, 426, 289, 2169, 152, 710, 32];

    public override IReadOnlyList<string> Names => ["rules.escalation-10k", "rules.escalation-100k"];

    public override void Run(Report report)
    {
        Measure(report, "rules.escalation-10k", 10_000, 29_477, Expected);
        Measure(report, "rules.escalation-100k", 100_000, 295_108, null);
    }

    private static void Measure(Report report, string name, int count, int firings, int[]? each)
    {
        var rules = Enumerable.Range(0, 20).Select(i => new TicketRule(i)).ToArray();
        var factory = Compiled.Of(rules);
        var tickets = Tickets(count);
        ISession session = null!;
        var fired = 0;
        var (ms, allocated) = Harness.Best(6, () => (session, _) = (factory.CreateSession(), Clear(rules)), () =>
        {
            session.InsertAll(tickets);
            fired = session.Fire();
        });
        var check = Harness.Check("fired", firings, fired);
        for (var i = 0; i < 20 && each is not null; i++)
        {
            Harness.Check($"rule {i}", each[i], rules[i].Count);
        }

        report.Figure(name, ms, "ms", allocated / count, check);
    }

    private static bool Clear(TicketRule[] rules)
    {
        Array.ForEach(rules, r => r.Count = 0);
        return true;
    }

    private static object[] Tickets(int count)
    {
        var random = new SplitMix(99);
        var tickets = new object[count];
        for (var i = 0; i < count; i++)
        {
            tickets[i] = new Ticket
            {
                Priority = random.Next(5),
                Category = random.Next(10),
                AgeHours = random.Next(240),
                Status = random.Next(4),
                Tier = random.Next(4),
                Reopened = random.Next(4),
                Score = random.Next(1000),
            };
        }

        return tickets;
    }

    public sealed class Ticket
    {
        public int Priority { get; init; }

        public int Category { get; init; }

        public int AgeHours { get; init; }

        public int Status { get; init; }

        public int Tier { get; init; }

        public int Reopened { get; init; }

        public int Score { get; init; }
    }

    public sealed class TicketRule(int number) : Rule
    {
        public int Count { get; set; }

        public override void Define()
        {
            Ticket ticket = null!;
            var (priority, age, category, score) = (number % 5, 12 * (number % 8), 3 * number % 10, 40 * number);
            Name($"ticket {number}");
            if (number % 2 == 0)
            {
                When().Match(() => ticket, t => t.Status != 3, t => t.Priority >= priority, t => t.AgeHours >= age, t => t.Score >= score);
            }
            else
            {
                When().Match(() => ticket, t => t.Status != 3, t => t.Priority >= priority, t => t.Category == category, t =>
                    t.Score >= score);
            }

            Then().Do(_ => Increment());
        }

        private void Increment() => Count++;
    }
}
