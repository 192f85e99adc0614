namespace Workflows.Tests.Shops;

/// <summary>Orders that somebody made up.</summary>
internal static class ShopFraud
{
    public static void Plant(MadeShop shop)
    {
        // What the buyers of a ring share besides the hours.
        foreach (var (name, address, device, empty, least, most) in new[]
        {
            ("ring at one address on one device", true, true, false, 5, 10),
            ("ring at one address", true, false, false, 6, 10),
            ("ring on one device", false, true, false, 5, 9),
            ("ring of empty parcels", true, false, true, 6, 10),
            ("small ring at one address on one device", true, true, false, 3, 4),
        })
        {
            Ring(shop, name, address, device, empty, shop.Dice.Between(least, most));
            Ring(shop, name, address, device, empty, shop.Dice.Between(least, most));
        }

        foreach (var buyer in shop.Dice.Some(shop.People, 8))
        {
            Plant(shop, "empty parcel", new Sale(
                buyer.Id, buyer.Phone, buyer.Address, shop.Dice.Device(), shop.Dice.Ip(), Moment(shop.Dice))
            {
                Basket = [shop.Dice.Of(shop.Listings)], IsEmpty = true,
            });
        }

        foreach (var seller in shop.Dice.Some([.. shop.Staff.Where(s => s.Post == "pre-sales CS" && s.Status == "regular")], 3))
        {
            OwnOrders(shop, seller);
        }
    }

    private static void Ring(MadeShop shop, string name, bool oneAddress, bool oneDevice, bool isEmpty, int buyers)
    {
        var dice = shop.Dice;
        var (began, basket) = (Moment(dice), new[] { dice.Of(shop.Listings) });
        var (address, device) = (ShopPeople.NewAddress(dice), dice.Device());
        foreach (var buyer in dice.Some(shop.People, buyers))
        {
            Plant(shop, name, new Sale(
                buyer.Id, buyer.Phone, oneAddress ? address : buyer.Address, oneDevice ? device : dice.Device(), dice.Ip(),
                dice.After(began, 0, 7))
            {
                Basket = basket, IsSingle = true, IsEmpty = isEmpty,
            });
        }
    }

    // Under somebody's name, to one's own phone, written now this way and now that.
    private static void OwnOrders(MadeShop shop, StaffMember seller)
    {
        var dice = shop.Dice;
        var buyer = dice.Of(shop.People);
        var (address, device, ip) = (ShopPeople.NewAddress(dice), dice.Device(), dice.Ip());
        string[] phones =
            [seller.Phone, $"+86 {seller.Phone}", $"{seller.Phone[..3]}-{seller.Phone[3..7]}-{seller.Phone[7..]}", seller.Phone];
        foreach (var phone in phones)
        {
            Plant(shop, "staff's own order", new Sale(buyer.Id, phone, address, device, ip, Moment(dice))
            {
                Basket = dice.Some(shop.Listings, dice.Between(1, 2)), Staff = seller.Id,
            });
        }
    }

    // A made-up order is old enough to be judged when the months are over.
    private static DateTimeOffset Moment(Dice dice)
    {
        var day = dice.Day();
        return dice.On(day > MadeShop.Last.AddDays(-6) ? day.AddDays(-6) : day);
    }

    private static void Plant(MadeShop shop, string name, Sale sale) => shop.Planted.Add(ShopTrade.Order(shop, sale), name);
}
