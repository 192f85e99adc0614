namespace Workflows.Tests.Shops;

/// <summary>What customers buy, how it reaches them, and what comes back.</summary>
internal static class ShopTrade
{
    private static readonly decimal[] Prices =
        [9.9m, 19.9m, 29.9m, 39m, 49m, 59m, 69m, 79m, 99m, 129m, 159m, 168m, 199m, 259m, 299m, 328m, 399m];

    private static readonly string[] Sellers = ["pre-sales CS", "promotion specialist", "channel specialist"];

    public static void Sell(MadeShop shop, int count)
    {
        var dice = shop.Dice;
        shop.Listings.AddRange(Enumerable.Range(1, 80).Select(n => new Listing($"K{n:0000}", dice.Of(Prices))));
        var homes = shop.People.ToDictionary(p => p.Id, _ => (Device: dice.Device(), Ip: dice.Ip()));

        // Some have what they buy sent to work, some to a parcel station: one address for many who know nothing of one another.
        var doors = Enumerable.Range(0, Math.Max(8, shop.People.Count / 190)).Select(_ => ShopPeople.NewAddress(dice)).ToList();
        var sent = dice.Some(shop.People, shop.People.Count / 8).ToDictionary(p => p.Id, _ => dice.Of(doors));
        var rushes = Enumerable.Range(0, 3).Select(_ => dice.Day()).ToList();
        for (var n = 0; n < count; n++)
        {
            var buyer = dice.Of(shop.People);
            var isRush = dice.Falls(0.1);
            var at = dice.On(isRush ? dice.Of(rushes) : dice.Day());
            var basket = isRush ? [shop.Listings[0]] : dice.Some(shop.Listings, dice.Between(1, 3));
            var address = sent.TryGetValue(buyer.Id, out var door) && dice.Falls(0.6) ? door : buyer.Address;
            var (device, ip) = dice.Falls(0.9) ? homes[buyer.Id] : (dice.Device(), dice.Ip());
            Order(shop, new Sale(buyer.Id, buyer.Phone, address, device, ip, at)
            {
                IsPaid = dice.Falls(0.97), Basket = basket, Activity = isRush ? "juhuasuan" : string.Empty,
            });
        }

        foreach (var listing in shop.Listings)
        {
            for (var day = MadeShop.First; day <= MadeShop.Last; day = day.AddDays(1))
            {
                shop.Visits.Add(new Visits(listing.Sku, day, dice.Between(20, 60) + (rushes.Contains(day) ? 400 : 0)));
            }
        }
    }

    /// <summary>One order with all that follows; gives its number.</summary>
    public static string Order(MadeShop shop, Sale sale)
    {
        var dice = shop.Dice;
        var id = $"O{shop.Orders.Count + 1:000000}";
        var sellers = shop.Staff.Where(s => Sellers.Contains(s.Post) && s.Worked(DateOnly.FromDateTime(sale.At.DateTime))).ToList();
        var staff = sale.Staff ?? dice.Of(sellers).Id;
        var lines = sale.Basket
            .Select(listing => new OrderLine(id, listing.Sku, sale.IsSingle ? 1 : dice.Between(1, 2), listing.Price)).ToList();
        var amount = lines.Sum(line => line.Quantity * line.Price);
        var paid = sale.IsPaid ? dice.After(sale.At, 0.01, 0.8) : (DateTimeOffset?)null;
        shop.Lines.AddRange(lines);
        shop.Orders.Add(new ShopOrder(
            id, dice.Of(["taobao", "web", "wechat"]), sale.Buyer, sale.Phone, sale.Address, sale.Device, sale.Ip,
            staff, sale.At, paid, amount,
            sale.Activity));
        if (paid is { } moment)
        {
            Send(shop, id, moment, sale.IsEmpty);
            if (dice.Falls(0.05))
            {
                PayBack(shop, id, moment, amount);
            }
        }

        return id;
    }

    private static void Send(MadeShop shop, string order, DateTimeOffset paid, bool isEmpty)
    {
        var dice = shop.Dice;
        var shipped = dice.After(paid, 4, 36);
        var scanned = isEmpty ? (DateTimeOffset?)null : dice.After(shipped, 0.5, dice.Falls(0.01) ? 60 : 12);
        var delivered = scanned is { } scan && dice.Falls(0.985) ? dice.After(scan, 18, 110) : (DateTimeOffset?)null;
        shop.Shipments.Add(new Shipment(order, $"W{dice.Digits(13)}", shipped, scanned, delivered));
        if (delivered is { } there && dice.Falls(0.35))
        {
            var at = dice.Falls(0.02) ? dice.After(there, 0.05, 0.4) : dice.After(there, 1, 240);
            shop.Reviews.Add(new Review(order, dice.Of([5, 5, 5, 5, 5, 5, 4, 4, 3, 2, 1]), at));
        }
    }

    private static void PayBack(MadeShop shop, string order, DateTimeOffset paid, decimal amount)
    {
        var dice = shop.Dice;
        var asked = dice.After(paid, 12, 400);
        var isWhole = dice.Falls(0.6);
        shop.Refunds.Add(new Refund(
            $"R{shop.Refunds.Count + 1:00000}", order, asked, isWhole ? "return" : "refund only",
            isWhole ? amount : Math.Round(amount / 2, 2), dice.Falls(0.8) ? dice.After(asked, 5, 200) : null));
    }

    private static bool Worked(this StaffMember person, DateOnly day) =>
        person.HiredOn <= day && (person.LeftOn is null || person.LeftOn >= day);
}

/// <summary>What somebody buys.</summary>
internal sealed record Sale(string Buyer, string Phone, string Address, string Device, string Ip, DateTimeOffset At)
{
    public required IReadOnlyList<Listing> Basket { get; init; }

    public string Activity { get; init; } = string.Empty;

    /// <summary>To whom it is credited; null: whoever of the sellers is there.</summary>
    public string? Staff { get; init; }

    public bool IsPaid { get; init; } = true;

    /// <summary>One piece of each thing.</summary>
    public bool IsSingle { get; init; }

    /// <summary>The waybill is one of a parcel that nobody carries.</summary>
    public bool IsEmpty { get; init; }
}
