using Workflows.Rules;
using Workflows.Rules.Fluent.Dsl;

namespace Workflows.Benchmarks.Rules;

/// <summary>Fraud signals written as joins between orders.</summary>
public sealed class FraudJoin : Benchmark
{
    public override IReadOnlyList<string> Names =>
        ["rules.fraud-join-1k", "rules.fraud-join-10k", "rules.fraud-join-100k", "rules.fraud-join-100k-update",
            "rules.fraud-join-100k-retained"];

    public override void Run(Report report)
    {
        var factory = Rules();
        Measure(report, factory, "rules.fraud-join-1k", 1000, 5, "2/41/8/5/2");
        Measure(report, factory, "rules.fraud-join-10k", 10_000, 5, "20/664/67/52/20");
        Measure(report, factory, "rules.fraud-join-100k", 100_000, 3, "200/6566/600/563/200");
        Updates(report, factory);
    }

    private static void Measure(Report report, ISessionFactory factory, string name, int count, int runs, string expected)
    {
        var (ms, allocated, counts) = Time(factory, FraudData.Orders(count), runs);
        report.Figure(name, ms, "ms", allocated / count, Harness.Check("firings", expected, counts));
    }

    /// <summary>The best time of inserting all orders and firing, what it allocated, and the firings of each rule.</summary>
    internal static (double Milliseconds, long Allocated, string Counts) Time(
        ISessionFactory factory, object[] orders, int runs, Func<TimeSpan>? clock = null)
    {
        ISession session = null!;
        var (ms, allocated) = Harness.Best(runs, () => (session, _) = (factory.CreateSession(), Fired.Clear()), () =>
        {
            session.InsertAll(orders);
            session.Fire();
        }, clock);
        return (ms, allocated, Fired.Counts(session));
    }

    internal static ISessionFactory Rules() =>
        Compiled.Of(new AddressRing(), new SharedDevice(), new BigOrder(), new FirstBigOrder(), new RingWithBigOrder());

    private static void Updates(Report report, ISessionFactory factory)
    {
        var orders = FraudData.Orders(100_000);
        ISession session = null!;
        var retained = Harness.Retained(() =>
        {
            session = factory.CreateSession();
            session.InsertAll(orders);
            session.Fire();
            return session;
        });
        report.Figure("rules.fraud-join-100k-retained", retained / 100_000.0, "B/fact");
        var random = new SplitMix(5);
        var (ms, allocated) = Harness.Best(3, () => { }, () =>
        {
            for (var i = 0; i < 2000; i++)
            {
                var order = orders[random.Next(orders.Length)];
                order.TimeSec = random.Next(2_592_000);
                session.Update(order);
                session.Fire();
            }
        });
        report.Figure("rules.fraud-join-100k-update", ms / 2, "us", allocated / 2000);
    }

    public sealed class AddressRing : Rule
    {
        public override void Define()
        {
            Order order = null!;
            IEnumerable<Order> others = null!;
            When().Match(() => order)
                .Query(() => others, q => q
                    .Match<Order>(
                        p => p.AddressId == order.AddressId,
                        p => p.BuyerId != order.BuyerId,
                        p => p.TimeSec >= order.TimeSec,
                        p => p.TimeSec <= order.TimeSec + FraudData.Day)
                    .Collect()
                    .Where(c => Ring.Buyers(c) >= 4));
            Then().Yield(_ => new Alert(1, order.AddressId)).Do(_ => Fired.Count(1));
        }
    }

    public sealed class SharedDevice : Rule
    {
        public override void Define()
        {
            Order a = null!;
            Order b = null!;
            When().Match(() => a)
                .Match(
                    () => b,
                    o => o.DeviceId == a.DeviceId,
                    o => o.BuyerId != a.BuyerId,
                    o => o.Id > a.Id,
                    o => Math.Abs(o.TimeSec - a.TimeSec) <= FraudData.Day);
            Then().Do(_ => Fired.Count(2));
        }
    }
}

/// <summary>Firings by rule.</summary>
public static class Fired
{
    private static readonly int[] Numbers = new int[6];

    public static void Count(int rule) => Numbers[rule]++;

    public static bool Clear()
    {
        Array.Clear(Numbers);
        return true;
    }

    public static string Counts(ISession session) => session is null ? "" : string.Join("/", Numbers.Skip(1));
}

/// <summary>Whether orders to one address are a ring.</summary>
public static class Ring
{
    public static int Buyers(IEnumerable<Order> orders)
    {
        if (orders is IReadOnlyCollection<Order> { Count: < 4 } few)
        {
            return few.Count;
        }

        return orders.Select(o => o.BuyerId).Distinct().Count();
    }

    public static bool IsIn(IEnumerable<Order> orders)
    {
        if (orders is IReadOnlyCollection<Order> { Count: < 5 })
        {
            return false;
        }

        return orders.Any(o =>
            orders.Where(p => p.TimeSec >= o.TimeSec && p.TimeSec <= o.TimeSec + FraudData.Day).Select(p => p.BuyerId).Distinct()
                .Count() >= 5);
    }

    public static bool HasPair(IEnumerable<Order> orders)
    {
        if (orders is IReadOnlyCollection<Order> { Count: < 2 })
        {
            return false;
        }

        return orders.Any(a => orders.Any(b => b.BuyerId != a.BuyerId && Math.Abs(a.TimeSec - b.TimeSec) <= FraudData.Day));
    }
}

public sealed class BigOrder : Rule
{
    public override void Define()
    {
        Order order = null!;
        When().Match(() => order, o => o.AmountCents >= 500_000);
        Then().Yield(_ => new Alert(2, order.AddressId)).Do(_ => Fired.Count(3));
    }
}

public sealed class FirstBigOrder : Rule
{
    public override void Define()
    {
        Order order = null!;
        When().Match(() => order, o => o.AmountCents >= 200_000)
            .Not<Order>(p => p.BuyerId == order.BuyerId, p => p.TimeSec < order.TimeSec);
        Then().Do(_ => Fired.Count(4));
    }
}

public sealed class RingWithBigOrder : Rule
{
    public override void Define()
    {
        Alert ring = null!;
        When().Match(() => ring, r => r.Kind == 1).Exists<Alert>(l => l.Kind == 2, l => l.Key == ring.Key);
        Then().Do(_ => Fired.Count(5));
    }
}
