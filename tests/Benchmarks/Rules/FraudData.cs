namespace Workflows.Benchmarks.Rules;

/// <summary>An order of the fraud scenarios.</summary>
public sealed class Order
{
    public int Id { get; set; }

    public int BuyerId { get; init; }

    public int AddressId { get; init; }

    public int DeviceId { get; init; }

    public int AmountCents { get; init; }

    public int TimeSec { get; set; }
}

/// <summary>A derived alert.</summary>
public sealed class Alert(int kind, int key)
{
    public int Kind { get; } = kind;

    public int Key { get; } = key;
}

/// <summary>Orders with rings in them, the same for every engine.</summary>
public static class FraudData
{
    public const int Day = 86_400;

    public static Order[] Orders(int count)
    {
        var random = new SplitMix(42);
        var rings = count / 1000;
        var orders = new List<Order>(count);
        for (var i = 0; i < count - (6 * rings); i++)
        {
            var (buyer, address, device) = (random.Next(count / 4), random.Next(count / 2), random.Next(count / 2));
            var amount = 1000 + random.Next(49_000);
            if (random.Next(100) < 2)
            {
                amount = 200_000 + random.Next(400_000);
            }

            orders.Add(new Order { BuyerId = buyer, AddressId = address, DeviceId = device, AmountCents = amount,
                TimeSec = random.Next(2_592_000) });
        }

        for (var k = 0; k < rings; k++)
        {
            AddRing(orders, random, count, k);
        }

        for (var i = count - 1; i > 0; i--)
        {
            var j = random.Next(i + 1);
            (orders[i], orders[j]) = (orders[j], orders[i]);
        }

        for (var i = 0; i < count; i++)
        {
            orders[i].Id = i;
        }

        return [.. orders];
    }

    private static void AddRing(List<Order> orders, SplitMix random, int count, int k)
    {
        var start = random.Next(2_592_000 - Day);
        for (var j = 0; j < 6; j++)
        {
            var amount = j == 0 ? 600_000 : 1000 + random.Next(49_000);
            orders.Add(new Order
            {
                BuyerId = (count / 4) + (6 * k) + j,
                AddressId = (count / 2) + k,
                DeviceId = (count / 2) + (6 * k) + j,
                AmountCents = amount,
                TimeSec = start + random.Next(Day),
            });
        }
    }
}
