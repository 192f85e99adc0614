namespace Workflows.Benchmarks.Rules;

/// <summary>
/// The fraud rules as a programmer writes them by hand for just these orders: one dictionary of lists for each thing orders share, each
/// order compared with those before it, everything kept that a later order may change. What its time grows by with the number of orders is
/// the machine's growth, not that of rules.
/// </summary>
internal sealed class BareFraud
{
    private readonly Dictionary<Order, Place> _places = [];
    private readonly Dictionary<int, List<Place>> _byAddress = [];
    private readonly Dictionary<int, List<Place>> _byDevice = [];
    private readonly Dictionary<int, List<Place>> _byBuyer = [];
    private int _pairs;

    /// <summary>The least processor time in milliseconds for all orders, and the firings of each rule.</summary>
    public static (double Milliseconds, string Counts) Time(Order[] orders, int runs)
    {
        BareFraud bare = null!;
        var counts = "";
        var (ms, _) = Harness.Best(runs, () => bare = new(), () =>
        {
            Array.ForEach(orders, bare.Insert);
            counts = bare.Fire();
        }, Harness.Spent);
        return (ms, counts);
    }

    private void Insert(Order order)
    {
        var place = new Place(order);
        _places.Add(order, place);
        var atAddress = ListOf(_byAddress, order.AddressId);
        foreach (var other in atAddress)
        {
            Meet(place, other);
            Meet(other, place);
        }

        atAddress.Add(place);
        var onDevice = ListOf(_byDevice, order.DeviceId);
        foreach (var other in onDevice)
        {
            _pairs += IsPair(order, other.Order) ? 1 : 0;
        }

        onDevice.Add(place);
        var ofBuyer = ListOf(_byBuyer, order.BuyerId);
        foreach (var other in ofBuyer)
        {
            place.HasEarlier |= other.Order.TimeSec < order.TimeSec;
            other.HasEarlier |= order.TimeSec < other.Order.TimeSec;
        }

        ofBuyer.Add(place);
    }

    private string Fire()
    {
        var (rings, big, first) = (0, 0, 0);
        HashSet<int> bigAddresses = [];
        List<int> ringAddresses = [];
        foreach (var place in _places.Values)
        {
            if (place.Others is { Count: >= 4 } others && Ring.Buyers(others) >= 4)
            {
                rings++;
                ringAddresses.Add(place.Order.AddressId);
            }

            if (place.Order.AmountCents >= 500_000)
            {
                big++;
                bigAddresses.Add(place.Order.AddressId);
            }

            first += place.Order.AmountCents >= 200_000 && !place.HasEarlier ? 1 : 0;
        }

        return $"{rings}/{_pairs}/{big}/{first}/{ringAddresses.Count(bigAddresses.Contains)}";
    }

    private static List<Place> ListOf(Dictionary<int, List<Place>> lists, int key)
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists.Add(key, list = []);
        }

        return list;
    }

    private static void Meet(Place place, Place other)
    {
        var (order, candidate) = (place.Order, other.Order);
        if (candidate.BuyerId != order.BuyerId && candidate.TimeSec >= order.TimeSec && candidate.TimeSec <= order.TimeSec + FraudData.Day)
        {
            (place.Others ??= []).Add(candidate);
        }
    }

    private static bool IsPair(Order a, Order b) =>
        a.BuyerId != b.BuyerId && a.Id != b.Id && Math.Abs(a.TimeSec - b.TimeSec) <= FraudData.Day;

    private sealed class Place(Order order)
    {
        public readonly Order Order = order;
        public List<Order>? Others;
        public bool HasEarlier;
    }
}
